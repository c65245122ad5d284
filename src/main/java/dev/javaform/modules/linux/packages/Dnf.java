package dev.javaform.modules.linux.packages;

import com.google.common.collect.ImmutableList;
import dev.javaform.module.Argument;
import dev.javaform.module.Manual;
import dev.javaform.module.Module;
import dev.javaform.module.ModuleFailure;
import dev.javaform.module.Name;
import dev.javaform.module.Plan;
import dev.javaform.module.Probe;
import dev.javaform.modules.linux.Printed;
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
        """,
    returns = {"failures: The packages that are not on offer.", Printed.RETURNS})
public record Dnf(
    @Argument(
            value = "Packages: NAME or NAME-VERSION; what a package provides counts too.",
            aliases = "pkg")
        ImmutableList<String> name,
    @Argument(value = "present (or installed), latest, absent (or removed).", preset = "present")
        String state,
    @Argument(value = "Repositories to enable for this task.", preset = "[]")
        ImmutableList<String> enablerepo,
    @Argument(value = "Repositories to disable for this task.", preset = "[]")
        ImmutableList<String> disablerepo,
    @Argument(value = "Packages to leave alone.", preset = "[]") ImmutableList<String> exclude,
    @Argument(
            value = "With state absent, also remove packages that are no longer needed.",
            preset = "false")
        boolean autoremove,
    @Argument(value = "Accept packages that are not signed.", preset = "false")
        boolean disableGpgCheck,
    @Argument(value = "Fetch new metadata first.", aliases = "expire-cache", preset = "false")
        boolean updateCache,
    @Argument(value = "Also install weak dependencies.", preset = "true") boolean installWeakDeps,
    @Argument(
            value = "Accept older versions than the installed ones.",
            preset = "false",
            ignored = "a version that is asked for is installed, older or not")
        boolean allowDowngrade,
    @Argument(value = "Remove packages that conflict.", preset = "false") boolean allowerasing,
    @Argument(value = "Leave packages that are not installed alone.", preset = "false")
        boolean updateOnly,
    @Argument(value = "How many seconds to wait for another package manager.", preset = "30")
        int lockTimeout,
    @Argument(
            value =
                "With state latest, bring installed packages up to the last security update only.",
            preset = "false")
        boolean security,
    @Argument(
            value = "With state latest, bring installed packages up to the last bug fix only.",
            preset = "false")
        boolean bugfix,
    @Argument(value = "Use the cached metadata, fetch none.", preset = "false") boolean cacheonly,
    @Argument("Another configuration file of the host.") Optional<String> confFile,
    @Argument("Ignore the excludes of the configuration: all, main or a repository.")
        Optional<String> disableExcludes,
    @Argument(value = "Plugins to disable for this task.", preset = "[]")
        ImmutableList<String> disablePlugin,
    @Argument(value = "Plugins to enable for this task.", preset = "[]")
        ImmutableList<String> enablePlugin,
    @Argument(value = "Only fetch the packages, every time; install nothing.", preset = "false")
        boolean downloadOnly,
    @Argument("Where download_only puts them.") Optional<String> downloadDir,
    @Argument(value = "The root of the system to install into: only / is supported.", preset = "/")
        String installroot,
    @Argument(value = "Accept versions other than the best.", preset = "false") boolean nobest,
    @Argument("The release to install from.") Optional<String> releasever,
    @Argument(value = "Leave out what is unavailable or broken.", preset = "false")
        boolean skipBroken,
    @Argument(value = "Check the certificates of the repositories.", preset = "true")
        boolean sslverify,
    @Argument(
            value = "Check the certificates of servers from which packages are fetched by address.",
            preset = "true",
            ignored = "packages at addresses are not supported")
        boolean validateCerts,
    @Argument(
            value = "Whether the tool repoquery is installed.",
            preset = "true",
            ignored = "dnf needs none")
        boolean installRepoquery)
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
    if (!installroot.equals("/")) {
      throw new IllegalArgumentException(
          "An installroot other than / is not supported: dnf could not even look there without"
              + " writing; call it in a command.");
    }
    if (name.isEmpty()) {
      throw new IllegalArgumentException("dnf needs the name of a package.");
    }
    for (String each : name) {
      if (!NAME.matcher(each).matches() || each.contains("://") || each.endsWith(".rpm")) {
        throw new IllegalArgumentException(
            "\"%s\" is not the name of a package: groups, modules, patterns and addresses are not supported."
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
        30,
        false,
        false,
        false,
        Optional.empty(),
        Optional.empty(),
        ImmutableList.of(),
        ImmutableList.of(),
        false,
        Optional.empty(),
        "/",
        false,
        Optional.empty(),
        false,
        true,
        true,
        true);
  }

  @Override
  public Probe<Packages> observe() {
    DnfProbe probe = probe();
    return Probe.of(probe.script(), Packages.class, probe::read);
  }

  DnfProbe probe() {
    return new DnfProbe(this);
  }

  @Override
  public Plan<Packages> decide(Packages seen) {
    if (!seen.manager().equals("dnf")) {
      throw new ModuleFailure(
          "There is no dnf on this host; the module dnf is for Fedora, RHEL and their relatives.");
    }
    return new DnfDecision(this, seen).plan();
  }
}
