package dev.javaform.modules.windows.software;

import com.google.common.collect.ImmutableList;
import dev.javaform.module.Argument;
import dev.javaform.module.Manual;
import dev.javaform.module.Module;
import dev.javaform.module.Name;
import dev.javaform.module.Plan;
import dev.javaform.module.Probe;
import dev.javaform.module.Script;
import dev.javaform.module.Secret;
import dev.javaform.modules.windows.Answer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Packages of Chocolatey. Chocolatey itself is installed only where a task names the script to do
 * it with.
 */
@Name("chocolatey.chocolatey.win_chocolatey")
@Manual(
    summary = "Installs, upgrades and removes packages with Chocolatey.",
    example =
        """
        - name: Have an archiver
          win_chocolatey:
            name: 7zip
        """,
    returns = {
      "rc: What Chocolatey ended with.",
      "stdout: What Chocolatey said.",
      "stderr: What Chocolatey complained of.",
      "command: What was run."
    })
public record WinChocolatey(
    @Argument("The packages; all for every one that is installed, to upgrade them.")
        ImmutableList<String> name,
    @Argument(
            value = "present, absent, latest, upgrade, downgrade or reinstalled.",
            preset = "present")
        ChocolateyWish state,
    @Argument("The version of the package.") Optional<String> version,
    @Argument("Where packages come from.") Optional<String> source,
    @Argument("The name that the source asks for.") Optional<String> sourceUsername,
    @Argument("Not possible: everybody in the guest could read it in its list of programs.")
        Optional<Secret> sourcePassword,
    @Argument("A proxy.") Optional<String> proxyUrl,
    @Argument("The name that the proxy asks for.") Optional<String> proxyUsername,
    @Argument("Not possible: everybody in the guest could read it in its list of programs.")
        Optional<Secret> proxyPassword,
    @Argument(value = "Take versions before their release, too.", preset = "false")
        boolean allowPrerelease,
    @Argument(value = "Take files without checksums.", preset = "false")
        boolean allowEmptyChecksums,
    @Argument(value = "Do not look at checksums.", preset = "false") boolean ignoreChecksums,
    @Argument(value = "Only the package, not what it needs.", preset = "false")
        boolean ignoreDependencies,
    @Argument(value = "Remove what it needed, too.", preset = "false") boolean removeDependencies,
    @Argument(value = "Several versions side by side.", preset = "false") boolean allowMultiple,
    @Argument(value = "default, or x86.", preset = "default") Architecture architecture,
    @Argument(value = "Install it each time.", preset = "false") boolean force,
    @Argument(value = "What the package is told.", aliases = "params")
        Optional<String> packageParams,
    @Argument("What its installer is told.") Optional<String> installArgs,
    @Argument(value = "Tell the installer nothing else.", preset = "false") boolean overrideArgs,
    @Argument(value = "Do not run the package's scripts.", preset = "false") boolean skipScripts,
    @Argument(value = "Further words for choco.exe.", aliases = "licensed_args", preset = "[]")
        ImmutableList<String> chocoArgs,
    @Argument("Whether it is never upgraded.") Optional<Boolean> pinned,
    @Argument(
            value = "How many seconds it may take.",
            aliases = "execution_timeout",
            preset = "2700")
        int timeout,
    @Argument(
            value = "The URL of a script that installs Chocolatey where it is missing.",
            aliases = {"install_ps1", "bootstrap_ps1"})
        Optional<String> bootstrapScript,
    @Argument(
            aliases = {"bootstrap_tls_versions", "tls_version", "tls_versions"},
            preset = "[]",
            ignored = "the guest speaks the TLS that it knows")
        ImmutableList<String> bootstrapTlsVersion,
    @Argument(
            value = "Whether the server of that script has to have a valid certificate.",
            preset = "true")
        boolean validateCerts)
    implements Module<ChocolateyPackages> {

  /** For which processor. */
  public enum Architecture {
    DEFAULT,
    X86
  }

  public WinChocolatey {
    if (sourcePassword.isPresent() || proxyPassword.isPresent()) {
      throw new IllegalArgumentException(
          "A password would stand in the guest's list of programs; tell Chocolatey once, with choco"
              + " source or choco config.");
    }
    boolean all = name.stream().anyMatch("all"::equalsIgnoreCase);
    if (all && (!state.isNewest() || version.isPresent())) {
      throw new IllegalArgumentException("\"name: all\" is for state latest, without a version.");
    }
    if (state == ChocolateyWish.DOWNGRADE && version.isEmpty()) {
      throw new IllegalArgumentException("\"state: downgrade\" needs a version.");
    }
  }

  Script.PowerShell question() {
    Map<String, Object> select = new LinkedHashMap<>();
    if (state.isNewest() && version.isEmpty()) {
      select.put("outdated", true);
      select.put("options", searched());
    }
    if (pinned.isPresent()) {
      select.put("pins", true);
    }
    return Script.PowerShell.ask("chocolatey", select);
  }

  private List<String> searched() {
    ImmutableList.Builder<String> words = ImmutableList.builder();
    source.ifPresent(place -> words.add("--source", place));
    if (allowPrerelease) {
      words.add("--prerelease");
    }
    return words.build();
  }

  @Override
  public Probe<ChocolateyPackages> observe() {
    return Probe.of(
        question(), ChocolateyPackages.class, output -> ChocolateyPackages.of(Answer.of(output)));
  }

  @Override
  public Plan<ChocolateyPackages> decide(ChocolateyPackages seen) {
    return new ChocolateyDecision(this, seen).plan();
  }
}
