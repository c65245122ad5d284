package dev.javaform.modules.windows.software;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.javaform.module.ModuleFailure;
import dev.javaform.module.Output;
import dev.javaform.module.Plan;
import dev.javaform.module.Returns;
import dev.javaform.module.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** What has to be done for packages of Chocolatey. */
final class ChocolateyDecision {

  /** 1641 and 3010: the guest boots, or has to. */
  private static final ImmutableSet<Integer> ENDS = ImmutableSet.of(0, 1641, 3010);

  private final WinChocolatey wish;
  private final ChocolateyPackages seen;
  private final ImmutableList<String> names;
  private final List<ImmutableList<String>> calls = new ArrayList<>();
  private ChocolateyPackages wanted;

  ChocolateyDecision(WinChocolatey wish, ChocolateyPackages seen) {
    this.wish = wish;
    this.seen = seen;
    this.wanted = seen;
    boolean all = wish.name().stream().anyMatch("all"::equalsIgnoreCase);
    this.names =
        all
            ? seen.outdated().keySet().asList()
            : wish.name().stream()
                .map(ChocolateyWish::plain)
                .collect(ImmutableList.toImmutableList());
  }

  Plan<ChocolateyPackages> plan() {
    boolean always = wish.force() || wish.state() == ChocolateyWish.REINSTALLED;
    if (wish.state() == ChocolateyWish.ABSENT) {
      remove(present());
    } else {
      requireChocolatey();
      if (wish.state() == ChocolateyWish.REINSTALLED) {
        remove(present());
      }
      install(always ? names : due());
      pin();
    }
    if (calls.isEmpty()) {
      return Plan.keep(seen).returning(Returns.of(Map.of("rc", 0L)));
    }
    List<Step> steps = List.of(step());
    Plan<ChocolateyPackages> plan =
        always || wanted.equals(seen) ? happening(steps) : Plan.move(seen, wanted, steps);
    return plan.returning(learning());
  }

  /** What is installed anew looks as before. */
  private Plan<ChocolateyPackages> happening(List<Step> steps) {
    ChocolateyPackages after = wanted;
    for (String name : names) {
      after = after.with(name, wish.version().orElse(ChocolateyPackages.NEWEST) + ", anew");
    }
    return Plan.event(seen, after, steps);
  }

  private void requireChocolatey() {
    if (seen.chocolatey().isEmpty() && wish.bootstrapScript().isEmpty()) {
      throw new ModuleFailure(
          "Chocolatey is not installed in this guest, and its installer is not fetched unasked;"
              + " install Chocolatey first, or name the URL of its script with bootstrap_script");
    }
  }

  private ImmutableList<String> present() {
    return names.stream()
        .filter(seen.packages()::containsKey)
        .filter(name -> wish.version().isEmpty() || isWantedVersion(name))
        .collect(ImmutableList.toImmutableList());
  }

  private boolean isWantedVersion(String name) {
    return Objects.equals(seen.packages().get(name), wish.version().orElse(null));
  }

  private ImmutableList<String> due() {
    return names.stream().filter(this::isDue).collect(ImmutableList.toImmutableList());
  }

  private boolean isDue(String name) {
    if (!seen.packages().containsKey(name)) {
      return true;
    }
    if (wish.version().isEmpty()) {
      return wish.state().isNewest() && seen.outdated().containsKey(name);
    }
    boolean other = !isWantedVersion(name);
    if (other && wish.state() == ChocolateyWish.PRESENT && !wish.allowMultiple()) {
      throw new ModuleFailure(
          "%s is installed in version %s, and not in %s; use state latest or downgrade to change it"
              .formatted(name, seen.packages().get(name), wish.version().orElseThrow()));
    }
    return other;
  }

  private void remove(ImmutableList<String> those) {
    if (!those.isEmpty()) {
      calls.add(new ChocolateyCalls(wish).uninstall(those));
      those.forEach(name -> wanted = wanted.without(name));
    }
  }

  private void install(ImmutableList<String> those) {
    if (!those.isEmpty()) {
      calls.add(new ChocolateyCalls(wish).install(those));
      those.forEach(name -> wanted = wanted.with(name, newVersion(name)));
    }
  }

  private String newVersion(String name) {
    return wish.version()
        .orElseGet(() -> seen.outdated().getOrDefault(name, ChocolateyPackages.NEWEST));
  }

  private void pin() {
    for (String name : names) {
      wish.pinned()
          .filter(pin -> pin != seen.pinned().contains(name))
          .ifPresent(
              pin -> {
                calls.add(new ChocolateyCalls(wish).pin(name, pin));
                wanted = wanted.pinning(name, pin);
              });
    }
  }

  private Step step() {
    Map<String, Object> set = new LinkedHashMap<>();
    set.put("calls", calls.stream().map(words -> Map.of("arguments", words)).toList());
    if (seen.chocolatey().isEmpty()) {
      wish.bootstrapScript().ifPresent(place -> set.put("bootstrap", place));
      set.put("web", web());
    }
    Duration patience = Duration.ofSeconds(wish.timeout() * (long) calls.size()).plusMinutes(10);
    return new Step.Run(
        "let Chocolatey "
            + calls.stream().map(List::getFirst).collect(Collectors.joining(", "))
            + " "
            + String.join(", ", names),
        wish.question().set(set).within(patience),
        ENDS);
  }

  private Map<String, Object> web() {
    Map<String, Object> web = new LinkedHashMap<>();
    web.put("agent", "javaform");
    web.put("follow", "safe");
    web.put("redirections", 50L);
    web.put("validate_certs", wish.validateCerts());
    wish.proxyUrl().ifPresent(place -> web.put("proxy_url", place));
    return web;
  }

  private Returns learning() {
    String command =
        calls.stream()
            .map(words -> "choco.exe " + String.join(" ", words))
            .collect(Collectors.joining("; "));
    return Returns.of(Map.of("command", command))
        .learning(List.of("rc", "stdout", "stderr"), ChocolateyDecision::learn);
  }

  private static Map<String, Object> learn(List<Output> outputs) {
    Output ended = outputs.getLast();
    return Map.of("rc", (long) ended.status(), "stdout", ended.stdout(), "stderr", ended.stderr());
  }
}
