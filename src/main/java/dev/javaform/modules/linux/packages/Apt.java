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
import dev.javaform.modules.linux.packages.AptProbe.Asking;
import java.util.List;
import java.util.Optional;

/**
 * Packages of Debian and its relatives, by apt-get(8). Everything is installed in one step, after
 * every name was found in the package lists.
 */
@Name("ansible.builtin.apt")
@Manual(
    summary = "Installs, upgrades and removes Debian packages.",
    example =
        """
        - name: Install the virtual machine monitor
          apt:
            name: [qemu-system-x86, ovmf]
            update_cache: true
            cache_valid_time: 3600
        """,
    returns = {
      "cache_updated: Whether the package lists were fetched.",
      "cache_update_time: When they were last fetched, in seconds since 1970; 0 if unknown.",
      Printed.RETURNS
    })
public record Apt(
    @Argument(
            value = "Packages: NAME, NAME:ARCHITECTURE, NAME=VERSION or NAME/RELEASE.",
            aliases = {"package", "pkg"},
            preset = "[]")
        ImmutableList<String> name,
    @Argument(
            value = "present, latest, absent, fixed (mend broken dependencies) or build-dep.",
            preset = "present")
        String state,
    @Argument(value = "Fetch the package lists first.", aliases = "update-cache")
        Optional<Boolean> updateCache,
    @Argument(value = "Fetch the lists only if they are older than this, in seconds.", preset = "0")
        int cacheValidTime,
    @Argument(value = "Remove the configuration too, with state absent.", preset = "false")
        boolean purge,
    @Argument(value = "Remove packages that are no longer needed.", preset = "false")
        boolean autoremove,
    @Argument(value = "Delete fetched package files that are out of date.", preset = "false")
        boolean autoclean,
    @Argument(value = "Delete all fetched package files.", preset = "false") boolean clean,
    @Argument(
            value =
                "Whether to install recommended packages, too; the host's own setting if left"
                    + " out.",
            aliases = "install-recommends")
        Optional<Boolean> installRecommends,
    @Argument(value = "The release that has priority.", aliases = "default-release")
        Optional<String> defaultRelease,
    @Argument(value = "Skip every safety check of apt; implies the next two.", preset = "false")
        boolean force,
    @Argument(
            value = "Accept older versions than the installed ones.",
            aliases = {"allow-downgrade", "allow_downgrades", "allow-downgrades"},
            preset = "false")
        boolean allowDowngrade,
    @Argument(
            value = "Accept packages that are not signed.",
            aliases = "allow-unauthenticated",
            preset = "false")
        boolean allowUnauthenticated,
    @Argument(value = "Change packages that are on hold.", preset = "false")
        boolean allowChangeHeldPackages,
    @Argument(value = "Fail rather than remove a package.", preset = "false")
        boolean failOnAutoremove,
    @Argument(value = "Leave packages that are not installed alone.", preset = "false")
        boolean onlyUpgrade,
    @Argument(value = "Upgrade everything: no, yes, safe, full or dist.", preset = "'no'")
        String upgrade,
    @Argument(
            value = "Options for dpkg, without their dashes.",
            preset = "[force-confdef, force-confold]")
        ImmutableList<String> dpkgOptions,
    @Argument(value = "How many seconds to wait for another package manager.", preset = "60")
        int lockTimeout,
    @Argument(
            value = "Whether apt-get is used and not aptitude.",
            preset = "false",
            ignored = "apt-get is always used")
        boolean forceAptGet,
    @Argument(value = "How often to retry fetching the lists.", preset = "5")
        int updateCacheRetries,
    @Argument(value = "The longest wait between two tries, in seconds.", preset = "12")
        int updateCacheRetryMaxDelay,
    @Argument(
            value = "Package files of the host, by absolute paths, instead of names.",
            preset = "[]")
        ImmutableList<String> deb,
    @Argument(
            "What policy-rc.d answers during the task; 101 keeps services of new packages from"
                + " starting.")
        Optional<Integer> policyRcD)
    implements Module<Packages> {

  public Apt {
    if (!List.of("present", "latest", "absent", "fixed", "build-dep").contains(state)) {
      throw new IllegalArgumentException(
          "state must be present, latest, absent, fixed or build-dep, not \"%s\"."
              .formatted(state));
    }
    upgrade =
        switch (upgrade) {
          case "no", "false", "False" -> "no";
          case "yes", "true", "True", "safe" -> "safe";
          case "full", "dist" -> "full";
          default ->
              throw new IllegalArgumentException(
                  "upgrade must be no, yes, safe, full or dist, not \"%s\".".formatted(upgrade));
        };
    if (name.contains("*") && state.equals("latest")) {
      upgrade = "full"; // Ansible: the name * with state latest upgrades everything
      name = ImmutableList.of();
    }
    new AptFiles(deb); // the paths must be good
    if (!deb.isEmpty() && !(name.isEmpty() && upgrade.equals("no") && state.equals("present"))) {
      throw new IllegalArgumentException(
          "deb works only with state: present, and with neither name nor upgrade.");
    }
    if (state.equals("build-dep") && name.isEmpty()) {
      throw new IllegalArgumentException("state: build-dep needs the name of a source package.");
    }
    List<AptSpec> specs = name.stream().map(AptSpec::of).toList();
    if (!name.isEmpty() && !upgrade.equals("no")) {
      throw new IllegalArgumentException(
          "name and upgrade exclude each other; use two tasks, or state: latest.");
    }
    if (state.equals("latest") && specs.stream().anyMatch(each -> each.version().isPresent())) {
      throw new IllegalArgumentException(
          "A package with a version cannot have state: latest; use state: present.");
    }
    if (cacheValidTime < 0 || lockTimeout < 0 || updateCacheRetries < 0) {
      throw new IllegalArgumentException("Times and retries cannot be negative.");
    }
    boolean idle =
        name.isEmpty() && deb.isEmpty() && upgrade.equals("no") && !state.equals("fixed");
    if (idle && !(autoremove || autoclean || clean) && !updates(updateCache, cacheValidTime)) {
      throw new IllegalArgumentException(
          "apt needs something to do: name, upgrade, update_cache, autoremove, autoclean or clean.");
    }
  }

  /** Packages and nothing else, as {@code package} wants them. */
  static Apt packages(
      ImmutableList<String> names,
      String state,
      Optional<Boolean> updateCache,
      boolean allowDowngrade,
      boolean purge) {
    return new Apt(
        names,
        state,
        updateCache,
        0,
        purge,
        false,
        false,
        false,
        Optional.empty(),
        Optional.empty(),
        false,
        allowDowngrade,
        false,
        false,
        false,
        false,
        "no",
        ImmutableList.of("force-confdef", "force-confold"),
        60,
        false,
        5,
        12,
        ImmutableList.of(),
        Optional.empty());
  }

  private static boolean updates(Optional<Boolean> updateCache, int cacheValidTime) {
    return updateCache.orElse(cacheValidTime > 0);
  }

  @Override
  public Probe<Packages> observe() {
    AptProbe probe = probe();
    return Probe.of(probe.script(), Packages.class, probe::read);
  }

  AptProbe probe() {
    Asking asking =
        switch (state) {
          case "latest" -> Asking.ALL;
          case "absent" -> Asking.NEVER;
          default -> Asking.MISSING;
        };
    Optional<Integer> age =
        updates(updateCache, cacheValidTime) ? Optional.of(cacheValidTime) : Optional.empty();
    return new AptProbe(names(), asking, age, defaultRelease, new AptSimulation(this));
  }

  /** Whether it is about packages that it names itself, not about what apt-get finds to do. */
  boolean namesPackages() {
    return !(specs().isEmpty() && deb.isEmpty());
  }

  private ImmutableList<String> names() {
    return specs().stream().map(AptSpec::name).collect(ImmutableList.toImmutableList());
  }

  /** The packages to install or remove; the names of sources are none. */
  ImmutableList<AptSpec> specs() {
    return name.stream()
        .filter(_ -> !state.equals("build-dep"))
        .map(AptSpec::of)
        .collect(ImmutableList.toImmutableList());
  }

  @Override
  public Plan<Packages> decide(Packages seen) {
    if (!seen.manager().equals("apt")) {
      throw new ModuleFailure(
          "There is no apt-get on this host; the module apt is for Debian and its relatives.");
    }
    return new AptDecision(this, seen).plan();
  }
}
