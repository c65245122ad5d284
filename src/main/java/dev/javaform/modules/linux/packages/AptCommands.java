package dev.javaform.modules.linux.packages;

import com.google.common.collect.ImmutableList;
import dev.javaform.module.Output;
import dev.javaform.module.Script;
import dev.javaform.module.Step;
import dev.javaform.modules.linux.Printed;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The calls of apt-get(8) that an {@code apt} task makes. */
record AptCommands(Apt wish) {

  private static final Duration PATIENCE = Duration.ofHours(2);

  private static final String APT_GET =
      "DEBIAN_FRONTEND=noninteractive DEBIAN_PRIORITY=critical LC_ALL=C.UTF-8 apt-get -y {} {}";

  /** The lock of the package lists knows no patience of its own, so the script has it. */
  private static final String UPDATE =
      """
      export DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8
      tries={} wait=1 waited=0
      while :; do
        said=$(apt-get -q update -o APT::Update::Error-Mode=any 2>&1) && break
        case $said in
          *'Could not get lock'*)
            [ $waited -lt {} ] || { printf '%s\\n' "$said" >&2; exit 100; }
            waited=$((waited + 1)); sleep 1; continue ;;
        esac
        [ $tries -gt 0 ] || { printf '%s\\n' "$said" >&2; exit 100; }
        tries=$((tries - 1)); sleep $wait
        wait=$((wait * 2)); [ $wait -le {} ] || wait={}
      done
      touch /var/lib/apt/lists
      stat -c %Y /var/lib/apt/lists
      """;

  /** The policy that is there comes back, even one that an earlier run could not bring back. */
  private static final String POLICY =
      """
      policy=/usr/sbin/policy-rc.d
      if [ -e "$policy" ] && [ ! -e "$policy.javaform" ]; then
        mv "$policy" "$policy.javaform" || exit
      fi
      trap 'rm -f "$policy"; [ ! -e "$policy.javaform" ] || mv "$policy.javaform" "$policy"' EXIT
      trap 'exit 143' HUP INT TERM
      printf '#!/bin/sh\\nexit %s\\n' {} >"$policy" && chmod 0755 "$policy" || exit
      """;

  Step update() {
    return new Step.Run(
        "fetch the package lists",
        Script.sh(
                UPDATE,
                wish.updateCacheRetries(),
                wish.lockTimeout(),
                wish.updateCacheRetryMaxDelay(),
                wish.updateCacheRetryMaxDelay())
            .within(PATIENCE));
  }

  Step install(Collection<String> words) {
    return new Step.Run("install " + String.join(", ", words), call(verb(), words));
  }

  Step remove(Collection<String> names) {
    return new Step.Run("remove " + String.join(", ", names), call(verb(), names));
  }

  /** What apt-get does: with the packages that the task names, or by itself; empty for nothing. */
  ImmutableList<String> verb() {
    if (!wish.namesPackages()) {
      return work();
    }
    if (!wish.state().equals("absent")) {
      return ImmutableList.of("install");
    }
    return wish.purge() ? ImmutableList.of("remove", "--purge") : ImmutableList.of("remove");
  }

  Step chore() {
    return new Step.Run("run apt-get " + String.join(" ", work()), call(work(), List.of()));
  }

  private ImmutableList<String> work() {
    if (wish.upgrade().equals("safe")) {
      return ImmutableList.of("upgrade", "--with-new-pkgs");
    }
    if (wish.upgrade().equals("full")) {
      return ImmutableList.of("dist-upgrade");
    }
    return switch (wish.state()) {
      case "fixed" -> ImmutableList.of("install", "-f");
      case "build-dep" ->
          ImmutableList.<String>builder().add("build-dep").addAll(wish.name()).build();
      default -> tidying();
    };
  }

  private ImmutableList<String> tidying() {
    if (wish.autoremove()) {
      return wish.purge()
          ? ImmutableList.of("autoremove", "--purge")
          : ImmutableList.of("autoremove");
    }
    return wish.clean()
        ? ImmutableList.of("clean")
        : wish.autoclean() ? ImmutableList.of("autoclean") : ImmutableList.of();
  }

  private Script.Sh call(ImmutableList<String> verb, Collection<String> words) {
    List<String> all = ImmutableList.<String>builder().addAll(verb).addAll(words).build();
    Script.Sh call = Script.sh(APT_GET, options(), all).within(PATIENCE);
    return wish.policyRcD().map(status -> Script.sh(POLICY, status).then(call)).orElse(call);
  }

  ImmutableList<String> options() {
    var options = ImmutableList.<String>builder();
    wish.dpkgOptions().forEach(each -> options.add("-o", "Dpkg::Options::=--" + each));
    options.add("-o", "DPkg::Lock::Timeout=" + wish.lockTimeout());
    wish.installRecommends()
        .ifPresent(
            wanted -> options.add("-o", "APT::Install-Recommends=" + (wanted ? "yes" : "no")));
    wish.defaultRelease().ifPresent(release -> options.add("-t", release));
    flag(options, wish.force() || wish.allowDowngrade(), "--allow-downgrades");
    flag(options, wish.force() || wish.allowUnauthenticated(), "--allow-unauthenticated");
    flag(options, wish.force(), "--allow-remove-essential");
    flag(options, wish.force() || wish.allowChangeHeldPackages(), "--allow-change-held-packages");
    flag(options, wish.failOnAutoremove(), "--no-remove");
    flag(options, wish.onlyUpgrade(), "--only-upgrade");
    flag(options, wish.autoremove() && wish.namesPackages(), "--auto-remove");
    return options.build();
  }

  private static void flag(ImmutableList.Builder<String> options, boolean wanted, String flag) {
    if (wanted) {
      options.add(flag);
    }
  }

  /**
   * When the lists were fetched, what the last call of apt-get said, and for the usual failure a
   * sentence instead.
   *
   * @param fetches whether the first step fetches the lists
   */
  static Map<String, Object> learn(boolean fetches, List<Output> outputs) {
    Output last = outputs.getLast();
    Map<String, Object> values = new LinkedHashMap<>();
    if (fetches && outputs.getFirst().isSuccess()) {
      values.put("cache_update_time", Long.valueOf(outputs.getFirst().stdout().strip()));
    }
    if (!fetches || outputs.size() > 1) {
      values.putAll(Printed.all(List.of(last)));
    }
    if (!last.isSuccess()) {
      values.put("msg", failure(last.stderr().strip()));
    }
    return values;
  }

  private static String failure(String said) {
    return said.contains("Could not get lock")
        ? "Another package manager held the lock for longer than lock_timeout. Wait until it is done, or raise lock_timeout. apt-get said: "
            + said
        : "apt-get failed: " + said;
  }
}
