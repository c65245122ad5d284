package dev.javaform.modules.linux;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.javaform.module.Output;
import dev.javaform.module.Script;
import dev.javaform.module.Step;
import java.time.Duration;
import java.util.Collection;
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

  /** What is done with the packages that the task names. */
  ImmutableList<String> verb() {
    if (!wish.state().equals("absent")) {
      return ImmutableList.of("install");
    }
    return wish.purge() ? ImmutableList.of("remove", "--purge") : ImmutableList.of("remove");
  }

  Step chore() {
    return new Step.Run(
        "run apt-get " + String.join(" ", work()), call(ImmutableList.copyOf(work()), List.of()));
  }

  /** The words of the call that would tell, simulated, whether there is anything to do. */
  ImmutableList<String> simulation() {
    return wish.name().isEmpty() ? work() : ImmutableList.of();
  }

  private ImmutableList<String> work() {
    if (wish.upgrade().equals("safe")) {
      return ImmutableList.of("upgrade", "--with-new-pkgs");
    }
    if (wish.upgrade().equals("full")) {
      return ImmutableList.of("dist-upgrade");
    }
    if (wish.state().equals("fixed")) {
      return ImmutableList.of("install", "-f");
    }
    if (wish.autoremove()) {
      return wish.purge()
          ? ImmutableList.of("autoremove", "--purge")
          : ImmutableList.of("autoremove");
    }
    return wish.clean()
        ? ImmutableList.of("clean")
        : wish.autoclean() ? ImmutableList.of("autoclean") : ImmutableList.of();
  }

  private Script call(ImmutableList<String> verb, Collection<String> words) {
    List<String> all = ImmutableList.<String>builder().addAll(verb).addAll(words).build();
    return Script.sh(APT_GET, options(), all).within(PATIENCE);
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
    flag(options, wish.autoremove() && !wish.name().isEmpty(), "--auto-remove");
    return options.build();
  }

  private static void flag(ImmutableList.Builder<String> options, boolean wanted, String flag) {
    if (wanted) {
      options.add(flag);
    }
  }

  /** The last call's words, and for the usual failure a sentence instead of them. */
  static Map<String, Object> learn(List<Output> outputs) {
    Output last = outputs.getLast();
    var values = ImmutableMap.<String, Object>builder();
    values.put("stdout", last.stdout()).put("stderr", last.stderr());
    if (!last.isSuccess()) {
      values.put("msg", failure(last.stderr().strip()));
    }
    return values.buildOrThrow();
  }

  private static String failure(String said) {
    return said.contains("Could not get lock")
        ? "Another package manager held the lock for longer than lock_timeout. Wait until it is done, or raise lock_timeout. apt-get said: "
            + said
        : "apt-get failed: " + said;
  }
}
