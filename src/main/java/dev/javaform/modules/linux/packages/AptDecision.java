package dev.javaform.modules.linux.packages;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import dev.javaform.module.ModuleFailure;
import dev.javaform.module.Plan;
import dev.javaform.module.Returns;
import dev.javaform.module.Step;
import dev.javaform.modules.linux.Printed;
import dev.javaform.modules.linux.packages.Packages.Lists;
import dev.javaform.modules.linux.packages.Packages.Offer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What an {@code apt} task does on a host in a given state. */
record AptDecision(Apt wish, Packages seen) {

  Plan<Packages> plan() {
    Plan<Packages> plan =
        switch (wish.state()) {
          case "absent" -> absent();
          default -> wish.namesPackages() ? present() : chores();
        };
    return plan.isEmpty()
        ? plan.returning(
            Returns.of(
                ImmutableMap.of("cache_updated", false, "cache_update_time", seen.fetched())))
        : plan;
  }

  private Plan<Packages> absent() {
    List<String> names =
        wish.specs().stream()
            .map(AptSpec::name)
            .filter(each -> removable(each))
            .distinct()
            .toList();
    if (names.isEmpty()) {
      return wish.name().isEmpty() ? chores() : Plan.keep(seen);
    }
    refuseRefused();
    var commands = new AptCommands(wish);
    Packages after = seen.without(names, wish.purge()).withNothingPending();
    return moved(after, List.of(commands.remove(names)));
  }

  private boolean removable(String name) {
    return seen.version(name).filter(each -> !each.startsWith("provided by ")).isPresent()
        || (wish.purge() && seen.leftovers().contains(name));
  }

  /**
   * Fetching lists is pointless where nothing is missing, so {@code update_cache} does nothing
   * then: a converged task stays unchanged.
   */
  private Plan<Packages> present() {
    return wish.deb().isEmpty() ? named() : files();
  }

  private Plan<Packages> named() {
    List<AptSpec> wanted = wish.specs().stream().filter(this::wants).toList();
    boolean stale = seen.lists() == Lists.STALE;
    boolean latest = wish.state().equals("latest");
    if (wanted.isEmpty() && !(stale && latest)) {
      return Plan.keep(seen);
    }
    if (!stale) {
      refuseUnavailable(wanted);
    }
    List<AptSpec> all = stale && latest ? upgradable() : wanted;
    return installed(all.stream().map(AptSpec::word).toList(), versions(all));
  }

  private Plan<Packages> files() {
    for (String file : wish.deb()) {
      if (seen.offer(file).candidate().isEmpty()) {
        throw new ModuleFailure("There is no Debian package in %s on this host.".formatted(file));
      }
    }
    var versions = Maps.toMap(wish.deb(), file -> seen.offer(file).candidate().orElseThrow());
    var wanted =
        Maps.filterEntries(
            versions, file -> !seen.version(file.getKey()).equals(Optional.of(file.getValue())));
    return wanted.isEmpty() ? Plan.keep(seen) : installed(wanted.keySet(), wanted);
  }

  private Plan<Packages> installed(Collection<String> words, Map<String, String> versions) {
    boolean stale = seen.lists() == Lists.STALE;
    if (!stale) {
      refuseRefused();
    }
    var steps = new ArrayList<Step>();
    var commands = new AptCommands(wish);
    if (stale) {
      steps.add(commands.update());
    }
    if (!words.isEmpty()) {
      steps.add(commands.install(words));
    }
    Packages after = seen.with(versions).withNothingPending();
    return moved(stale ? after.withFreshLists() : after, steps);
  }

  /** What new lists may bring newer versions of. */
  private List<AptSpec> upgradable() {
    return wish.specs().stream()
        .filter(each -> !wish.onlyUpgrade() || seen.version(each.name()).isPresent())
        .toList();
  }

  private boolean wants(AptSpec spec) {
    var installed = seen.version(spec.name());
    if (installed.isEmpty()) {
      return !wish.onlyUpgrade();
    }
    if (wish.state().equals("latest")) {
      return seen.offer(spec.name())
          .candidate()
          .filter(candidate -> !candidate.equals(installed.get()))
          .isPresent();
    }
    return !spec.accepts(installed.get());
  }

  private Map<String, String> versions(List<AptSpec> specs) {
    var versions = ImmutableMap.<String, String>builder();
    for (AptSpec spec : specs) {
      versions.put(spec.name(), version(spec));
    }
    return versions.buildKeepingLast();
  }

  private String version(AptSpec spec) {
    Offer offer = seen.offer(spec.name());
    return offer.versions().stream()
        .filter(each -> spec.version().isPresent() && spec.accepts(each))
        .findFirst()
        .or(() -> spec.version().map(each -> each.replace("*", "")))
        .or(offer::candidate)
        .or(() -> offer.providers().stream().findFirst().map(each -> "provided by " + each))
        .or(() -> seen.version(spec.name()))
        .orElse("newest");
  }

  private void refuseUnavailable(List<AptSpec> wanted) {
    String missing =
        wanted.stream()
            .filter(each -> !isOffered(each))
            .map(each -> "'" + each.word() + "'")
            .collect(Collectors.joining(", "));
    if (!missing.isEmpty()) {
      throw new ModuleFailure(
          "No package matching %s is available. Nothing was installed. If the name is right, the package lists may be too old (update_cache: true) or a repository is missing."
              .formatted(missing));
    }
    wanted.forEach(this::refuseAmbiguous);
  }

  private void refuseRefused() {
    if (!seen.refusal().isEmpty()) {
      throw new ModuleFailure("apt-get refuses to do it: " + seen.refusal());
    }
  }

  private boolean isOffered(AptSpec spec) {
    Offer offer = seen.offer(spec.name());
    return spec.version().isPresent()
        ? offer.versions().stream().anyMatch(spec::accepts)
        : offer.candidate().isPresent() || !offer.providers().isEmpty();
  }

  private void refuseAmbiguous(AptSpec spec) {
    Offer offer = seen.offer(spec.name());
    if (offer.candidate().isEmpty() && offer.versions().isEmpty() && offer.providers().size() > 1) {
      throw new ModuleFailure(
          "'%s' is a virtual package that several packages provide: %s. Name one of them."
              .formatted(spec.name(), String.join(", ", offer.providers())));
    }
  }

  /** Work without names: lists, upgrades, tidying; and what sources need. */
  private Plan<Packages> chores() {
    boolean idle = seen.pending().isEmpty() && seen.refusal().isEmpty();
    if (idle && !fetchesAnyway()) {
      return Plan.keep(seen);
    }
    boolean stale = seen.lists() == Lists.STALE;
    var commands = new AptCommands(wish);
    if (!stale) {
      refuseRefused();
    }
    var steps = new ArrayList<Step>();
    if (stale) {
      steps.add(commands.update());
    }
    if (!seen.pending().isEmpty() || (stale && newListsBringWork())) {
      steps.add(commands.chore());
    }
    if (steps.isEmpty()) {
      return Plan.keep(seen);
    }
    Packages after = seen.withNothingPending();
    return moved(stale ? after.withFreshLists() : after, steps);
  }

  private boolean newListsBringWork() {
    return !wish.upgrade().equals("no") || wish.state().equals("build-dep");
  }

  /** Whether new lists are wanted for their own sake, not for the packages that are missing. */
  private boolean fetchesAnyway() {
    return !wish.namesPackages() && !wish.state().equals("build-dep");
  }

  /** Lists that may never be old are stale again at once: fetching them is an event. */
  private Plan<Packages> moved(Packages after, List<Step> steps) {
    boolean fetches = seen.lists() == Lists.STALE;
    boolean listsMatter = fetchesAnyway() || wish.state().equals("latest");
    boolean event = fetches && wish.cacheValidTime() == 0 && listsMatter;
    var known = ImmutableMap.<String, Object>builder().put("cache_updated", fetches);
    var names = ImmutableList.<String>builder();
    if (fetches) {
      names.add("cache_update_time");
    } else {
      known.put("cache_update_time", seen.fetched());
    }
    if (!fetches || steps.size() > 1) {
      names.addAll(Printed.NAMES);
    }
    var returns =
        Returns.of(known.buildOrThrow())
            .learning(names.build(), outputs -> AptCommands.learn(fetches, outputs));
    Plan<Packages> plan = event ? Plan.event(seen, after, steps) : Plan.move(seen, after, steps);
    return plan.returning(returns);
  }
}
