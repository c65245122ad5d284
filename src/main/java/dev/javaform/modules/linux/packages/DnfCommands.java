package dev.javaform.modules.linux.packages;

import com.google.common.collect.ImmutableList;
import dev.javaform.module.Script;
import dev.javaform.module.Step;
import java.time.Duration;
import java.util.Collection;

/** The calls of dnf(8) that a {@code dnf} task makes. */
record DnfCommands(Dnf wish) {

  /** dnf waits for its own lock for ever; timeout(1) is no way out, so the lock is watched. */
  private static final String CALL =
      """
      waited=0
      while [ -e /var/cache/dnf/metadata_lock.pid ] &&
        kill -0 "$(cat /var/cache/dnf/metadata_lock.pid)" 2>/dev/null; do
        [ $waited -lt {} ] || { echo 'another dnf holds the lock' >&2; exit 200; }
        waited=$((waited + 1)); sleep 1
      done
      dnf {} {} -- {}
      """;

  Step install(Collection<String> names) {
    return call(ImmutableList.of("install"), names);
  }

  /** Security updates and bug fixes alone are what the minimal upgrade is for. */
  Step upgrade(Collection<String> names) {
    if (!wish.security() && !wish.bugfix()) {
      return call(ImmutableList.of("upgrade"), names);
    }
    return call(
        ImmutableList.<String>builder().add("upgrade-minimal").addAll(advisories()).build(), names);
  }

  Step remove(Collection<String> names) {
    return call(ImmutableList.of("remove"), names);
  }

  private Step call(ImmutableList<String> verb, Collection<String> names) {
    Script.Sh script = Script.sh(CALL, wish.lockTimeout(), options(), verb, names);
    String purpose = wish.downloadOnly() ? "fetch " : verb.getFirst() + " ";
    return new Step.Run(purpose + String.join(", ", names), script.within(Duration.ofHours(2)));
  }

  private ImmutableList<String> options() {
    var options = ImmutableList.<String>builder().add("-y", "-q").addAll(everywhere());
    flag(options, wish.disableGpgCheck(), "--nogpgcheck");
    flag(options, wish.allowerasing(), "--allowerasing");
    flag(options, wish.updateCache(), "--refresh");
    flag(options, !wish.installWeakDeps(), "--setopt=install_weak_deps=False");
    flag(options, !wish.autoremove(), "--setopt=clean_requirements_on_remove=False");
    flag(options, wish.nobest(), "--nobest");
    flag(options, wish.skipBroken(), "--skip-broken");
    flag(options, wish.downloadOnly(), "--downloadonly");
    wish.downloadDir()
        .filter(_ -> wish.downloadOnly())
        .ifPresent(path -> options.add("--destdir=" + path));
    return options.build();
  }

  /** The options that bear on what is on offer too, not only on what is done with it. */
  ImmutableList<String> everywhere() {
    var options = ImmutableList.<String>builder();
    wish.confFile().ifPresent(path -> options.add("--config=" + path));
    wish.releasever().ifPresent(release -> options.add("--releasever=" + release));
    wish.disablePlugin().forEach(each -> options.add("--disableplugin=" + each));
    wish.enablePlugin().forEach(each -> options.add("--enableplugin=" + each));
    wish.disablerepo().forEach(each -> options.add("--disablerepo=" + each));
    wish.enablerepo().forEach(each -> options.add("--enablerepo=" + each));
    wish.disableExcludes().ifPresent(each -> options.add("--disableexcludes=" + each));
    wish.exclude().forEach(each -> options.add("--exclude=" + each));
    flag(options, !wish.sslverify(), "--setopt=sslverify=False");
    flag(options, wish.cacheonly(), "--cacheonly");
    return options.build();
  }

  /** What an update has to be for. */
  ImmutableList<String> advisories() {
    var options = ImmutableList.<String>builder();
    flag(options, wish.security(), "--security");
    flag(options, wish.bugfix(), "--bugfix");
    return options.build();
  }

  private static void flag(ImmutableList.Builder<String> options, boolean wanted, String flag) {
    if (wanted) {
      options.add(flag);
    }
  }
}
