package dev.javaform.modules.linux;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.javaform.module.ModuleFailure;
import dev.javaform.module.Plan;
import dev.javaform.module.Returns;
import dev.javaform.module.Step;
import dev.javaform.modules.linux.Packages.Lists;
import dev.javaform.modules.linux.Packages.Offer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What an {@code apt} task does on a host in a given state. */
record AptDecision(Apt wish, Packages seen) {

  Plan<Packages> plan() {
    Plan<Packages> plan =
        switch (wish.state()) {
          case "absent" -> absent();
          default -> wish.name().isEmpty() ? chores() : present();
        };
    return plan.isEmpty()
        ? plan.returning(Returns.of(ImmutableMap.of("cache_updated", false)))
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
        || wish.purge() && seen.leftovers().contains(name);
  }

  /**
   * Fetching lists is pointless where nothing is missing, so {@code update_cache} does nothing
   * then: a converged task stays unchanged.
   */
  private Plan<Packages> present() {
    List<AptSpec> wanted = wish.specs().stream().filter(this::wants).toList();
    boolean stale = seen.lists() == Lists.STALE;
    if (wanted.isEmpty() && !(stale && wish.state().equals("latest"))) {
      return Plan.keep(seen);
    }
    if (!stale) {
      refuseUnavailable(wanted);
      refuseRefused();
    }
    var steps = new ArrayList<Step>();
    var commands = new AptCommands(wish);
    if (stale) {
      steps.add(commands.update());
    }
    List<AptSpec> all = stale && wish.state().equals("latest") ? upgradable() : wanted;
    if (!all.isEmpty()) {
      steps.add(commands.install(all.stream().map(AptSpec::word).toList()));
    }
    Packages after = seen.with(versions(all)).withNothingPending();
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

  /** Work without names: lists, upgrades, tidying. */
  private Plan<Packages> chores() {
    boolean stale = seen.lists() == Lists.STALE;
    var commands = new AptCommands(wish);
    var steps = new ArrayList<Step>();
    if (stale) {
      steps.add(commands.update());
    }
    if (!seen.pending().isEmpty() || stale && !wish.upgrade().equals("no")) {
      steps.add(commands.chore());
    }
    if (steps.isEmpty()) {
      return Plan.keep(seen);
    }
    Packages after = seen.withNothingPending();
    return moved(stale ? after.withFreshLists() : after, steps);
  }

  /** Lists that may never be old are stale again at once: fetching them is an event. */
  private Plan<Packages> moved(Packages after, List<Step> steps) {
    boolean listsMatter = wish.name().isEmpty() || wish.state().equals("latest");
    boolean event = seen.lists() == Lists.STALE && wish.cacheValidTime() == 0 && listsMatter;
    var returns =
        Returns.of(ImmutableMap.of("cache_updated", seen.lists() == Lists.STALE))
            .learning(ImmutableList.of("stdout", "stderr"), AptCommands::learn);
    Plan<Packages> plan = event ? Plan.event(seen, after, steps) : Plan.move(seen, after, steps);
    return plan.returning(returns);
  }
}
