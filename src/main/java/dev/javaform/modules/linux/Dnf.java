package dev.javaform.modules.linux;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import dev.javaform.module.Argument;
import dev.javaform.module.Manual;
import dev.javaform.module.Module;
import dev.javaform.module.ModuleFailure;
import dev.javaform.module.Name;
import dev.javaform.module.Plan;
import dev.javaform.module.Probe;
import dev.javaform.module.Returns;
import dev.javaform.module.Script;
import dev.javaform.module.Step;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Packages of Fedora, RHEL and their relatives, by dnf(8). Everything is installed in one step,
 * after every name was found in the repositories.
 */
@Name("ansible.builtin.dnf")
@Manual(
    summary = "Installs, upgrades and removes packages of Fedora and its relatives.",
    example =
        """
        - name: Install the virtual machine monitor
          dnf:
            name: [qemu-kvm, edk2-ovmf]
            state: present
        """)
public record Dnf(
    @Argument(
            value = "Packages: NAME or NAME-VERSION; what a package provides counts too.",
            aliases = "pkg")
        ImmutableList<String> name,
    @Argument(value = "present (or installed), latest, absent (or removed).", preset = "present")
        String state,
    @Argument(value = "Repositories to switch on for this task.", preset = "[]")
        ImmutableList<String> enablerepo,
    @Argument(value = "Repositories to switch off for this task.", preset = "[]")
        ImmutableList<String> disablerepo,
    @Argument(value = "Packages never to touch.", preset = "[]") ImmutableList<String> exclude,
    @Argument(value = "Remove what nothing needs any more, with state absent.", preset = "false")
        boolean autoremove,
    @Argument(value = "Accept packages nobody signed.", preset = "false") boolean disableGpgCheck,
    @Argument(value = "Fetch new metadata first.", aliases = "expire-cache", preset = "false")
        boolean updateCache,
    @Argument(value = "Install weak dependencies too.", preset = "true") boolean installWeakDeps,
    @Argument(value = "Accept older versions than the installed ones.", preset = "false")
        boolean allowDowngrade,
    @Argument(value = "Remove packages that stand in the way.", preset = "false")
        boolean allowerasing,
    @Argument(value = "Leave packages alone that are not installed.", preset = "false")
        boolean updateOnly,
    @Argument(value = "How many seconds to wait for another package manager.", preset = "30")
        int lockTimeout)
    implements Module<Packages> {

  /** With {@code =VERSION} as apt writes it, since {@code package} takes names for both. */
  private static final Pattern NAME =
      Pattern.compile("[A-Za-z0-9_/(][A-Za-z0-9._+:~^/()-]*(=[A-Za-z0-9.+:~*-]+)?");

  public Dnf {
    state =
        switch (state) {
          case "present", "installed" -> "present";
          case "absent", "removed" -> "absent";
          case "latest" -> "latest";
          default ->
              throw new IllegalArgumentException(
                  "state must be present, latest or absent, not \"%s\".".formatted(state));
        };
    if (name.isEmpty()) {
      throw new IllegalArgumentException("dnf needs the name of a package.");
    }
    for (String each : name) {
      if (!NAME.matcher(each).matches() || each.contains("://") || each.endsWith(".rpm")) {
        throw new IllegalArgumentException(
            "\"%s\" names no package: groups, modules, patterns and addresses are not supported."
                .formatted(each));
      }
    }
  }

  /** Packages and nothing else, as {@code package} wants them. */
  static Dnf packages(
      ImmutableList<String> names,
      String state,
      boolean updateCache,
      ImmutableList<String> enablerepo,
      ImmutableList<String> disablerepo,
      boolean allowDowngrade) {
    return new Dnf(
        names,
        state,
        enablerepo,
        disablerepo,
        ImmutableList.of(),
        false,
        false,
        updateCache,
        true,
        allowDowngrade,
        false,
        false,
        30);
  }

  @Override
  public Probe<Packages> observe() {
    DnfProbe probe = probe();
    return Probe.of(probe.script(), Packages.class, probe::read);
  }

  DnfProbe probe() {
    return new DnfProbe(name, state, repositories());
  }

  @Override
  public Plan<Packages> decide(Packages seen) {
    if (!seen.manager().equals("dnf")) {
      throw new ModuleFailure(
          "There is no dnf on this host; the module dnf is for Fedora, RHEL and their relatives.");
    }
    List<String> wanted = name.stream().distinct().filter(each -> wants(each, seen)).toList();
    if (wanted.isEmpty()) {
      return Plan.keep(seen);
    }
    if (state.equals("absent")) {
      return plan(seen, seen.without(wanted, false), call("remove", wanted));
    }
    refuseUnavailable(wanted, seen);
    var versions = Maps.toMap(wanted, each -> seen.offer(each).candidate().orElse("newest"));
    boolean upgrade = wanted.stream().allMatch(each -> seen.version(each).isPresent());
    return plan(seen, seen.with(versions), call(upgrade ? "upgrade" : "install", wanted));
  }

  private boolean wants(String each, Packages seen) {
    Optional<String> installed = seen.version(each);
    return switch (state) {
      case "absent" -> installed.isPresent();
      case "latest" ->
          installed.isEmpty()
              ? !updateOnly
              : seen.offer(each)
                  .candidate()
                  .filter(candidate -> !candidate.equals(installed.get()))
                  .isPresent();
      default -> installed.isEmpty() && !updateOnly;
    };
  }

  private void refuseUnavailable(List<String> wanted, Packages seen) {
    List<String> missing =
        wanted.stream().filter(each -> seen.offer(each).candidate().isEmpty()).toList();
    if (!missing.isEmpty()) {
      throw new ModuleFailure(
          "No package %s available. Nothing was installed. If the name is right, a repository is missing or switched off."
              .formatted(String.join(", ", missing)),
          ImmutableMap.of("failures", missing));
    }
  }

  private static Plan<Packages> plan(Packages seen, Packages after, Step step) {
    return Plan.move(seen, after, step)
        .returning(
            Returns.nothing()
                .learning(
                    ImmutableList.of("stdout", "stderr"),
                    outputs ->
                        ImmutableMap.of(
                            "stdout", outputs.getLast().stdout(),
                            "stderr", outputs.getLast().stderr())));
  }

  /** dnf waits for its own lock for ever; timeout(1) is no way out, so the lock is watched. */
  private Step call(String verb, List<String> names) {
    var options = ImmutableList.<String>builder().add("-y", "-q").addAll(repositories());
    exclude.forEach(each -> options.add("--exclude=" + each));
    flag(options, disableGpgCheck, "--nogpgcheck");
    flag(options, allowerasing, "--allowerasing");
    flag(options, updateCache, "--refresh");
    flag(options, !installWeakDeps, "--setopt=install_weak_deps=False");
    flag(options, !autoremove, "--setopt=clean_requirements_on_remove=False");
    Script script =
        Script.sh(
            """
            waited=0
            while [ -e /var/cache/dnf/metadata_lock.pid ] &&
              kill -0 "$(cat /var/cache/dnf/metadata_lock.pid)" 2>/dev/null; do
              [ $waited -lt {} ] || { echo 'another dnf holds the lock' >&2; exit 200; }
              waited=$((waited + 1)); sleep 1
            done
            dnf {} {} -- {}
            """,
            lockTimeout,
            options.build(),
            verb,
            names);
    return new Step.Run(verb + " " + String.join(", ", names), script.within(Duration.ofHours(2)));
  }

  private ImmutableList<String> repositories() {
    var options = ImmutableList.<String>builder();
    disablerepo.forEach(each -> options.add("--disablerepo=" + each));
    enablerepo.forEach(each -> options.add("--enablerepo=" + each));
    return options.build();
  }

  private static void flag(ImmutableList.Builder<String> options, boolean wanted, String flag) {
    if (wanted) {
      options.add(flag);
    }
  }
}
