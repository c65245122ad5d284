package dev.javaform.modules.linux.packages;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import dev.javaform.module.ModuleFailure;
import dev.javaform.module.Plan;
import dev.javaform.module.Returns;
import dev.javaform.module.Step;
import dev.javaform.modules.linux.Printed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What a {@code dnf} task does on a host in a given state. */
record DnfDecision(Dnf wish, Packages seen) {

  Plan<Packages> plan() {
    List<String> wanted = wish.name().stream().distinct().filter(this::wants).toList();
    if (wish.state().equals("absent")) {
      return removed(wanted);
    }
    if (!seen.refusal().isEmpty()) {
      throw new ModuleFailure("dnf cannot say which packages are available: " + seen.refusal());
    }
    List<String> missing = wanted.stream().filter(Predicate.not(this::isOffered)).toList();
    if (!missing.isEmpty() && !wish.skipBroken()) {
      throw new ModuleFailure(
          "No package %s available. Nothing was installed. If the name is right, a repository is missing or switched off."
              .formatted(String.join(", ", missing)),
          ImmutableMap.of("failures", missing));
    }
    return installed(wanted.stream().filter(this::isOffered).toList());
  }

  private boolean wants(String name) {
    Optional<String> installed = seen.version(name);
    return switch (wish.state()) {
      case "absent" -> installed.isPresent();
      case "latest" -> installed.isEmpty() ? !wish.updateOnly() : isNewer(name, installed.get());
      default -> installed.isEmpty() && !wish.updateOnly();
    };
  }

  private boolean isNewer(String name, String installed) {
    return seen.offer(name).candidate().filter(each -> !each.equals(installed)).isPresent();
  }

  private boolean isOffered(String name) {
    return seen.offer(name).candidate().isPresent();
  }

  private Plan<Packages> removed(List<String> names) {
    return names.isEmpty()
        ? Plan.keep(seen)
        : returning(
            Plan.move(seen, seen.without(names, false), new DnfCommands(wish).remove(names)));
  }

  private Plan<Packages> installed(List<String> names) {
    if (names.isEmpty()) {
      return Plan.keep(seen);
    }
    var versions = Maps.toMap(names, each -> seen.offer(each).candidate().orElseThrow());
    List<Step> steps = steps(names);
    if (wish.downloadOnly()) {
      var fetched =
          versions.entrySet().stream()
              .map(each -> "fetch %s %s".formatted(each.getKey(), each.getValue()))
              .collect(ImmutableList.toImmutableList());
      return returning(Plan.event(seen, seen.withDone(fetched), steps));
    }
    Packages after = seen.with(versions);
    return returning(isCertain() ? Plan.move(seen, after, steps) : Plan.due(seen, after, steps));
  }

  /** Whether dnf may not do less than it is told. */
  private boolean isCertain() {
    return !wish.skipBroken() && !(wish.nobest() && wish.state().equals("latest"));
  }

  private List<Step> steps(List<String> names) {
    var commands = new DnfCommands(wish);
    List<String> older = names.stream().filter(each -> seen.version(each).isPresent()).toList();
    List<String> absent = names.stream().filter(each -> seen.version(each).isEmpty()).toList();
    List<Step> steps = new ArrayList<>();
    if (!absent.isEmpty()) {
      steps.add(commands.install(absent));
    }
    if (!older.isEmpty()) {
      steps.add(commands.upgrade(older));
    }
    return steps;
  }

  private static Plan<Packages> returning(Plan<Packages> plan) {
    return plan.returning(Returns.nothing().learning(Printed.NAMES, Printed::all));
  }
}
