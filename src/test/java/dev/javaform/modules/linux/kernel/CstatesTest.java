package dev.javaform.modules.linux.kernel;

import static dev.javaform.module.Given.given;
import static dev.javaform.modules.linux.Tasks.task;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.javaform.module.Output;
import dev.javaform.modules.linux.ProbeText;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CstatesTest {

  private static final String FILE = "/etc/tmpfiles.d/javaform-cstates.conf";
  private static final String CPU = "/sys/devices/system/cpu/cpu";
  private static final Cstates WITHIN_20 = task(Cstates.class, "latency", 20);
  private static final String TEXT =
      "# Written by the module cstates.\nw " + CPU + "*/cpuidle/state2/disable - - - - 1\n";

  @Test
  void everyCpuThatIsOnlineIsKeptFromDeepSleep() {
    var plan = given(WITHIN_20).seeing(amd("0", "0").print()).plan();
    assertEquals(Map.of("POLL", 0L, "C1", 0L, "C2", 2L), plan.after().disabled());
    assertEquals(TEXT, plan.after().config());
    assertEquals(List.of("C2"), plan.returns().known().get("disabled"));
  }

  @Test
  void oneCpuThatWasSwitchedByHandIsMended() {
    var plan = given(WITHIN_20).seeing(amd("1", "0").file(FILE, TEXT).print()).plan();
    assertEquals(1, plan.steps().size());
    assertTrue(
        plan.steps().toString().contains("1/sys/devices/system/cpu/cpu1/cpuidle/state2/disable"));
    assertTrue(!plan.steps().toString().contains("cpu0"), plan.steps().toString());
    given(WITHIN_20).seeing(amd("1", "1").file(FILE, TEXT).print()).changesNothing();
  }

  @Test
  void aNumberThatMeansAnotherSleepElsewhereGetsLinesOfItsOwn() {
    var hybrid =
        new ProbeText().section("states", cpu(0, "C6", "100", "0") + cpu(1, "C1E", "10", "0"));
    var plan =
        given(task(Cstates.class, "names", List.of("C6")))
            .seeing(hybrid.section("writable", "yes").print())
            .plan();
    assertTrue(plan.after().config().contains("w " + CPU + "0/cpuidle/state2/disable"));
  }

  @Test
  void whatIsNotWantedAnyMoreIsSwitchedOnAgain() {
    var plan =
        given(task(Cstates.class, "state", "absent"))
            .seeing(amd("1", "1").file(FILE, TEXT).print())
            .plan();
    assertEquals(0L, plan.after().disabled().get("C2"));
    assertEquals("", plan.after().config());
    given(task(Cstates.class, "state", "absent")).seeing(amd("1", "1").print()).changesNothing();
  }

  @Test
  void aNameThatIsNotThereIsRefused() {
    assertEquals(
        "No kind of sleep of this host is called C6; there are C1, C2, POLL.",
        given(task(Cstates.class, "names", List.of("C6")))
            .refusesSeeing(Output.of(amd("0", "0").print())));
    assertTrue(given(WITHIN_20).refusesSeeing(Output.of("")).contains("virtual machines"));
  }

  @Test
  void tunedIsTheBetterPlace() {
    var host =
        amd("1", "1").file(FILE, TEXT).section("owner", "/etc/tuned/x/tuned.conf:force_latency=1");
    assertTrue(
        given(WITHIN_20)
            .seeing(host.print())
            .plan()
            .warnings()
            .getFirst()
            .contains("best to tuned"));
  }

  @Test
  void cpusThatAreOffAreLeftOut() {
    var host =
        new ProbeText()
            .section(
                "states",
                CPU + "1/online:0\n" + cpu(0, "C2", "400", "1") + cpu(1, "C2", "400", "0"))
            .file(FILE, TEXT);
    given(WITHIN_20).seeing(host.print()).changesNothing();
  }

  private static ProbeText amd(String first, String second) {
    return new ProbeText()
        .section("states", cpu(0, "C2", "400", first) + cpu(1, "C2", "400", second))
        .section("writable", "yes");
  }

  private static String cpu(int number, String name, String latency, String disable) {
    return state(number, 0, "POLL", "0", "0")
        + state(number, 1, "C1", "1", "0")
        + state(number, 2, name, latency, disable);
  }

  private static String state(int cpu, int at, String name, String latency, String disable) {
    String path = CPU + cpu + "/cpuidle/state" + at + "/";
    return path
        + "name:"
        + name
        + "\n"
        + path
        + "latency:"
        + latency
        + "\n"
        + path
        + "disable:"
        + disable
        + "\n";
  }
}
