package dev.javaform.modules.windows.power;

import static dev.javaform.module.Given.given;
import static dev.javaform.modules.linux.Tasks.task;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.javaform.binding.ArgumentException;
import dev.javaform.module.Output;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PowerTest {

  private static final String BALANCED = "381b4222-f694-41f0-9685-ff5bb260df2e";
  private static final String HIGH = "8c5e7fda-e8bf-4a96-9a85-a6e23a8c635c";

  private static final String BOTH =
      """
      {"active":"%s","plans":[{"guid":"%s","name":"Ausbalanciert"},
       {"guid":"%s","name":"Höchstleistung"}]}
      """
          .formatted(BALANCED, BALANCED, HIGH);

  private static final String ONE =
      "{\"active\":\"%s\",\"plans\":{\"guid\":\"%s\",\"name\":\"Ausbalanciert\"}}"
          .formatted(BALANCED, BALANCED);

  @Test
  void choosesAPlanByItsGuid() {
    given(task(WinPowerPlan.class, "guid", HIGH.toUpperCase(Locale.ROOT)))
        .seeing(BOTH)
        .by("power_plan <- active=" + HIGH)
        .returns(
            Map.of(
                "power_plan_name",
                "Höchstleistung",
                "power_plan_enabled",
                true,
                "all_available_plans",
                Map.of("Ausbalanciert", false, "Höchstleistung", true)));
  }

  @Test
  void choosesAPlanByItsName() {
    given(task(WinPowerPlan.class, "name", "höchstleistung"))
        .seeing(BOTH)
        .by("power_plan <- active=" + HIGH);
    given(task(WinPowerPlan.class, "name", "Ausbalanciert")).seeing(BOTH).changesNothing();
  }

  @Test
  void makesAPlanOnlyWhereItIsTold() {
    String why = given(task(WinPowerPlan.class, "guid", HIGH)).refusesSeeing(Output.of(ONE));
    assertTrue(why.contains("Set create to make it"), why);
    given(task(WinPowerPlan.class, "guid", HIGH, "create", true))
        .seeing(ONE)
        .by("power_plan <- active=%s copy_of=%s".formatted(HIGH, HIGH));
    given(task(WinPowerPlan.class, "guid", HIGH, "create", true, "from", "scheme_balanced"))
        .seeing(ONE)
        .by("power_plan <- active=%s copy_of=%s".formatted(HIGH, BALANCED));
  }

  @Test
  void setsOnlyWhatIsSaidOfASetting() {
    var never =
        task(WinPowerSetting.class, "subgroup", "sub_sleep", "setting", "STANDBYIDLE", "ac", 0);
    var planned =
        given(never)
            .seeing("{\"scheme\":\"%s\",\"ac\":\"1800\",\"dc\":\"900\"}".formatted(BALANCED));
    planned.becomes(new PowerSetting(BALANCED, "0", "900"));
    planned.by(
        "power_setting scheme=active subgroup=238c9fa8-0aad-41ed-83f4-97be242c8f20"
            + " setting=29f6c1db-86da-48c5-9fdb-f2b67b1f44da <- ac=0");
    given(never)
        .seeing("{\"scheme\":\"%s\",\"ac\":\"0\",\"dc\":\"900\"}".formatted(BALANCED))
        .changesNothing();
  }

  @Test
  void aFileThatIsLeftIsADifference() {
    WinHibernate off = task(WinHibernate.class, "enabled", false);
    given(off)
        .seeing("{\"enabled\":false,\"file\":true}")
        .by("hibernate <- enabled=false file=false");
    given(off).seeing("{\"enabled\":false,\"file\":false}").changesNothing();
  }

  @Test
  void refusesWhatIsNoGuid() {
    var why =
        assertThrows(ArgumentException.class, () -> task(WinPowerPlan.class, "guid", "balanced"));
    assertTrue(why.getMessage().contains("it is a GUID"), why.getMessage());
    assertEquals(HIGH, PowerGuid.of("{" + HIGH + "}", "guid"));
    assertThrows(ArgumentException.class, () -> task(WinPowerPlan.class));
    assertThrows(
        ArgumentException.class,
        () -> task(WinPowerSetting.class, "subgroup", "sub_sleep", "setting", "standbyidle"));
  }
}
