package dev.javaform.modules.linux.packages;

import com.google.common.collect.ImmutableList;
import dev.javaform.module.Argument;
import dev.javaform.module.Manual;
import dev.javaform.module.Module;
import dev.javaform.module.ModuleFailure;
import dev.javaform.module.Name;
import dev.javaform.module.Output;
import dev.javaform.module.Plan;
import dev.javaform.module.Probe;
import dev.javaform.module.Script;
import dev.javaform.modules.linux.Printed;
import dev.javaform.modules.linux.Sections;
import java.util.List;
import java.util.Optional;

/**
 * Packages, by whichever of apt and dnf the host has. What only one of them takes fails where it is
 * the other.
 */
@SuppressWarnings("AvoidCommonTypeNames") // the module's name
@Name("ansible.builtin.package")
@Manual(
    summary = "Installs and removes packages with whatever manager the host has.",
    example =
        """
        - name: Install tuned
          package:
            name: tuned
        """,
    returns = {
      "cache_updated: With apt, whether the package lists were fetched.",
      "cache_update_time: With apt, when they were last fetched, in seconds since 1970.",
      "failures: With dnf, the packages that are not available.",
      Printed.RETURNS
    })
public record Package(
    @Argument(
            value = "Packages, by the names that the host's package manager knows.",
            aliases = "pkg",
            preset = "[]")
        ImmutableList<String> name,
    @Argument(value = "present, latest or absent.", preset = "present") String state,
    @Argument(value = "auto, apt or dnf.", preset = "auto") String use,
    @Argument("Fetch the package lists first.") Optional<Boolean> updateCache,
    @Argument(value = "Accept older versions than the installed ones.", preset = "false")
        boolean allowDowngrade,
    @Argument(value = "With dnf, repositories to enable for this task.", preset = "[]")
        ImmutableList<String> enablerepo,
    @Argument(value = "With dnf, repositories to disable for this task.", preset = "[]")
        ImmutableList<String> disablerepo,
    @Argument(value = "With apt and state absent, remove the configuration too.", preset = "false")
        boolean purge)
    implements Module<Packages> {

  /** Prints the package manager's name on a host that has neither apt nor dnf. */
  private static final String OTHERS =
      """
      for other in rpm-ostree pacman zypper apk emerge xbps-install nix-env yum; do
        command -v $other >/dev/null 2>&1 && { section manager echo "$other"; exit 0; }
      done
      section manager echo none
      """;

  /** Where dnf has nothing to be asked about. */
  private static final String DNF = "section manager echo dnf\n";

  public Package {
    state =
        switch (state) {
          case "present", "installed" -> "present";
          case "absent", "removed" -> "absent";
          case "latest" -> "latest";
          default ->
              throw new IllegalArgumentException(
                  "state must be present, latest or absent, not \"%s\".".formatted(state));
        };
    if (!List.of("auto", "apt", "dnf").contains(use)) {
      throw new IllegalArgumentException(
          "package can use apt or dnf, not \"%s\"; leave use out to have it found out."
              .formatted(use));
    }
    if (name.isEmpty() && (use.equals("dnf") || !updateCache.orElse(false))) {
      throw new IllegalArgumentException(
          "package needs the name of a package or, with apt, update_cache.");
    }
    Apt.packages(name, state, updateCache, allowDowngrade, purge); // the names must suit both
    if (!name.isEmpty()) {
      Dnf.packages(name, state, false, enablerepo, disablerepo, allowDowngrade);
    }
  }

  @Override
  public Probe<Packages> observe() {
    return Probe.of(script(), Packages.class, this::read);
  }

  private Script.Sh script() {
    return switch (use) {
      case "apt" -> apt().probe().script();
      case "dnf" -> dnf().probe().script();
      default ->
          Script.sh("if command -v apt-get >/dev/null 2>&1; then")
              .then(apt().probe().script())
              .then(Script.sh("elif command -v dnf >/dev/null 2>&1; then"))
              .then(name.isEmpty() ? Sections.script(DNF) : dnf().probe().script())
              .then(Script.sh("else"))
              .then(Sections.script(OTHERS))
              .then(Script.sh("fi"));
    };
  }

  private Packages read(Output output) {
    String manager = Packages.manager(Sections.read(output));
    return switch (manager) {
      case "apt" -> apt().probe().read(output);
      case "dnf" -> name.isEmpty() ? Packages.none("dnf") : dnf().probe().read(output);
      default -> Packages.none(manager);
    };
  }

  @Override
  public Plan<Packages> decide(Packages seen) {
    return switch (seen.manager()) {
      case "apt" -> byApt(seen);
      case "dnf" -> byDnf(seen);
      case "none" ->
          throw new ModuleFailure(
              "No package manager was found on this host; apt and dnf are supported.");
      default ->
          throw new ModuleFailure(
              "This host's package manager is %s, which is not supported yet; only apt and dnf are."
                  .formatted(seen.manager()));
    };
  }

  private Plan<Packages> byApt(Packages seen) {
    if (!enablerepo.isEmpty() || !disablerepo.isEmpty()) {
      throw new ModuleFailure(
          "enablerepo and disablerepo work only with dnf, and this host has" + " apt.");
    }
    return apt().decide(seen);
  }

  private Plan<Packages> byDnf(Packages seen) {
    if (name.isEmpty()) {
      throw new ModuleFailure(
          "update_cache without the name of a package works only with apt, and this host has dnf.");
    }
    if (purge) {
      throw new ModuleFailure("purge works only with apt, and this host has dnf.");
    }
    return dnf().decide(seen);
  }

  private Apt apt() {
    return Apt.packages(name, state, updateCache, allowDowngrade, purge);
  }

  private Dnf dnf() {
    return Dnf.packages(
        name, state, updateCache.orElse(false), enablerepo, disablerepo, allowDowngrade);
  }
}
