package dev.javaform.modules.linux;

import static dev.javaform.module.Given.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.javaform.module.Output;
import dev.javaform.modules.linux.Modprobe.Persistence;
import org.junit.jupiter.api.Test;

class ModprobeTest {

  @Test
  void loadsWhatIsNotLoaded() {
    given(modprobe("numdummies=2  x=1", Presence.PRESENT, Persistence.DISABLED))
        .seeing("kernel 6.1.0\nknown\n")
        .by("PATH=$PATH:/usr/sbin:/sbin modprobe dummy numdummies=2 x=1");
  }

  @Test
  void aBuiltInModuleIsThere() {
    given(modprobe("", Presence.PRESENT, Persistence.DISABLED))
        .seeing("kernel 6.1.0\nbuiltin\nknown\n")
        .changesNothing();
  }

  @Test
  void aBuiltInModuleCannotBeRemoved() {
    assertEquals(
        "dummy is built into the running kernel and cannot be removed.",
        given(modprobe("", Presence.ABSENT, Persistence.DISABLED))
            .refusesSeeing(Output.of("kernel 6.1.0\nbuiltin\n")));
  }

  @Test
  void aModuleNobodyBuiltIsRefused() {
    assertTrue(
        given(modprobe("", Presence.PRESENT, Persistence.DISABLED))
            .refusesSeeing(Output.of("kernel 6.1.0\n"))
            .startsWith("The running kernel 6.1.0 has no module dummy;"));
  }

  @Test
  void bootLoadsItWithItsParameters() {
    var plan =
        given(modprobe("numdummies=2", Presence.PRESENT, Persistence.PRESENT))
            .seeing("kernel 6.1.0\nloaded\nknown\noptions dummy numdummies=1\n")
            .plan();
    assertEquals("numdummies=2", plan.after().options());
    assertTrue(plan.after().loadedAtBoot());
    assertEquals(2, plan.steps().size());
  }

  @Test
  void whatBootKnowsIsKept() {
    given(modprobe("numdummies=2", Presence.PRESENT, Persistence.PRESENT))
        .seeing("kernel 6.1.0\nloaded\nknown\nboot\noptions dummy   numdummies=2\n")
        .changesNothing();
  }

  @Test
  void bootForgetsIt() {
    var plan =
        given(modprobe("", Presence.ABSENT, Persistence.ABSENT))
            .seeing("kernel 6.1.0\nloaded\nboot\noptions dummy numdummies=2\n")
            .plan();
    assertEquals(3, plan.steps().size());
  }

  private static Modprobe modprobe(String params, Presence state, Persistence persistent) {
    return new Modprobe("dummy", params, state, persistent);
  }
}
