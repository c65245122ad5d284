package dev.javaform.modules.windows.power;

import dev.javaform.module.Argument;
import dev.javaform.module.Manual;
import dev.javaform.module.Module;
import dev.javaform.module.Name;
import dev.javaform.module.Plan;
import dev.javaform.module.Probe;
import dev.javaform.module.Returns;
import dev.javaform.module.Script;
import dev.javaform.module.Step;
import dev.javaform.modules.windows.Answer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** One setting of a power plan, as powercfg.exe's setacvalueindex and setdcvalueindex. */
@Name("javaform.host.win_power_setting")
@Manual(
    summary = "Keeps a setting of a power plan.",
    example =
        """
        - name: Never sleep
          win_power_setting:
            subgroup: sub_sleep
            setting: standbyidle
            ac: 0
            dc: 0
        - name: Never put a device at the bus to sleep
          win_power_setting:
            subgroup: 2a737441-1930-4402-8d77-b2bebba308a3
            setting: 48e6b7a6-50f5-4782-a5d4-53bb8f07e226
            ac: 0
        """,
    returns = {
      "scheme: The GUID of the plan.",
      "ac: The index of the value with mains power.",
      "dc: The index of the value on batteries."
    })
public record WinPowerSetting(
    @Argument(
            value = "The plan: a GUID, a name of powercfg /aliases, or active.",
            preset = "active")
        String scheme,
    @Argument("The group of settings: a GUID or a name of powercfg /aliases.") String subgroup,
    @Argument("The setting: a GUID or a name of powercfg /aliases.") String setting,
    @Argument("The index of its value with mains power; of a time the seconds.") Optional<Long> ac,
    @Argument("The index of its value on batteries.") Optional<Long> dc)
    implements Module<PowerSetting> {

  private static final String ACTIVE = "active";

  public WinPowerSetting {
    guid(scheme);
    PowerGuid.of(subgroup, "subgroup");
    PowerGuid.of(setting, "setting");
    ac.ifPresent(value -> check("ac", value));
    dc.ifPresent(value -> check("dc", value));
    if (ac.isEmpty() && dc.isEmpty()) {
      throw new IllegalArgumentException("win_power_setting needs \"ac\", \"dc\" or both.");
    }
  }

  private static void check(String name, long value) {
    if (value < 0 || value > 0xFFFFFFFFL) {
      throw new IllegalArgumentException(
          "\"%s\" is %d; it is a number from 0 to 4294967295.".formatted(name, value));
    }
  }

  private static String guid(String scheme) {
    return scheme.equals(ACTIVE) ? ACTIVE : PowerGuid.of(scheme, "scheme");
  }

  private Script.PowerShell question() {
    Map<String, Object> select = new LinkedHashMap<>();
    select.put("scheme", guid(scheme));
    select.put("subgroup", PowerGuid.of(subgroup, "subgroup"));
    select.put("setting", PowerGuid.of(setting, "setting"));
    return Script.PowerShell.ask("power_setting", select);
  }

  @Override
  public Probe<PowerSetting> observe() {
    return Probe.of(question(), PowerSetting.class, output -> PowerSetting.of(Answer.of(output)));
  }

  @Override
  public Plan<PowerSetting> decide(PowerSetting seen) {
    PowerSetting wanted =
        new PowerSetting(
            seen.scheme(),
            ac.map(String::valueOf).orElse(seen.ac()),
            dc.map(String::valueOf).orElse(seen.dc()));
    Plan<PowerSetting> plan =
        seen.equals(wanted)
            ? Plan.keep(seen)
            : Plan.move(
                seen,
                wanted,
                new Step.Run("set %s of the power plan".formatted(setting), question().set(set())));
    return plan.returning(
        Returns.of(Map.of("scheme", wanted.scheme(), "ac", wanted.ac(), "dc", wanted.dc())));
  }

  private Map<String, Object> set() {
    Map<String, Object> set = new LinkedHashMap<>();
    ac.ifPresent(value -> set.put("ac", String.valueOf(value)));
    dc.ifPresent(value -> set.put("dc", String.valueOf(value)));
    return set;
  }
}
