package dev.javaform.modules.linux.services;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.javaform.module.Output;
import dev.javaform.module.Probe;
import dev.javaform.module.Script;
import java.util.Map;

/** Asks systemd about one unit: systemctl(1). */
final class UnitProbe {

  private static final ImmutableSet<String> PROPERTIES =
      ImmutableSet.of(
          "Id",
          "Names",
          "Description",
          "LoadState",
          "LoadError",
          "ActiveState",
          "SubState",
          "UnitFileState",
          "UnitFilePreset",
          "FragmentPath",
          "SourcePath",
          "NeedDaemonReload",
          "CanStart",
          "CanStop",
          "CanReload",
          "Type",
          "RemainAfterExit",
          "MainPID",
          "Result",
          "ConditionResult",
          "TriggeredBy");

  /** Scripts of System V count as enabled by their links, which only is-enabled looks at. */
  private static final String RUNNING =
      """
      shown=$(systemctl {} show -p {} -- {} 2>&1)
      printf '%s\\n' "$shown"
      case "$shown" in *UnitFileState=generated*)
        printf 'SysvState=%s\\n' "$(systemctl {} is-enabled -- {} 2>/dev/null)" ;;
      esac
      """;

  private static final String STALE =
      """
      systemctl {} show -p NeedDaemonReload '*' 2>/dev/null | grep -q =yes &&
        echo AnyReload=yes
      """;

  /** Without a manager to ask, the unit files themselves still tell what is enabled. */
  private static final String OFFLINE =
      """
      state=$(systemctl {} is-enabled -- {} 2>/dev/null)
      echo "UnitFileState=$state"
      case $state in
        ''|not-found) echo LoadState=not-found ;;
        masked*) echo LoadState=masked ;;
        *) echo LoadState=loaded ;;
      esac
      """;

  private UnitProbe() {}

  /**
   * The state of a unit.
   *
   * @param scope {@code system}, {@code user} or {@code global}
   * @param name the unit; empty to ask only about systemd itself
   * @param files whether to ask if any unit file changed
   */
  static Probe<UnitState> of(String scope, String name, boolean files) {
    String option = "--" + scope;
    Script.Sh running =
        name.isEmpty()
            ? Script.sh(":")
            : Script.sh(RUNNING, option, String.join(",", PROPERTIES), name, option, name);
    Script.Sh offline = name.isEmpty() ? Script.sh(":") : Script.sh(OFFLINE, option, name);
    Script.Sh script =
        Script.sh(
                """
                LC_ALL=C; export LC_ALL
                if ! command -v systemctl >/dev/null 2>&1; then
                  read -r manager </proc/1/comm || manager=unknown
                  echo "manager=$manager"
                elif [ ! -d /run/systemd/system ] || [ {} = --global ]; then
                  echo manager=offline""",
                option)
            .then(offline)
            .then(Script.sh("else\necho manager=running"))
            .then(running)
            .then(files ? Script.sh(STALE, option) : Script.sh(":"))
            .then(Script.sh("fi\nexit 0"));
    return Probe.of(script, UnitState.class, output -> read(scope, name, output));
  }

  private static UnitState read(String scope, String name, Output output) {
    var lines = ImmutableMap.<String, String>builder();
    for (String line : output.lines()) {
      int equals = line.indexOf('=');
      if (equals > 0) {
        lines.put(line.substring(0, equals), line.substring(equals + 1));
      }
    }
    ImmutableMap<String, String> status = lines.buildKeepingLast();
    return new UnitState(
        new UnitState.Id(scope, status.getOrDefault("Id", withSuffix(name))),
        status.getOrDefault("manager", "unknown"),
        status.getOrDefault("LoadState", "unknown"),
        status.getOrDefault("ActiveState", "unknown"),
        status.getOrDefault("SysvState", status.getOrDefault("UnitFileState", "")),
        yes(status, "NeedDaemonReload") || yes(status, "AnyReload"),
        ImmutableList.of(),
        properties(status));
  }

  /** What systemctl takes a name for. */
  private static String withSuffix(String name) {
    return name.isEmpty() || name.contains(".") ? name : name + ".service";
  }

  private static boolean yes(Map<String, String> status, String name) {
    return status.getOrDefault(name, "no").equals("yes");
  }

  private static ImmutableMap<String, String> properties(Map<String, String> status) {
    return status.entrySet().stream()
        .filter(each -> PROPERTIES.contains(each.getKey()))
        .collect(ImmutableMap.toImmutableMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
