package dev.javaform.modules.linux.kernel;

import static dev.javaform.module.Given.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.javaform.module.Output;
import dev.javaform.modules.linux.Presence;
import dev.javaform.modules.linux.ProbeText;
import dev.javaform.modules.linux.kernel.Modprobe.Persistence;
import org.junit.jupiter.api.Test;

class ModprobeTest {

  @Test
  void loadsWhatIsNotLoaded() {
    given(modprobe("numdummies=2  x=1", Presence.PRESENT, Persistence.DISABLED))
        .seeing(seen("known"))
        .by("PATH=$PATH:/usr/sbin:/sbin modprobe dummy numdummies=2 x=1");
  }

  @Test
  void aBuiltInModuleIsThere() {
    given(modprobe("", Presence.PRESENT, Persistence.DISABLED))
        .seeing(seen("builtin\nknown"))
        .changesNothing();
  }

  @Test
  void aBuiltInModuleCannotBeRemoved() {
    assertEquals(
        "dummy is built into the running kernel and cannot be removed.",
        given(modprobe("", Presence.ABSENT, Persistence.DISABLED))
            .refusesSeeing(Output.of(seen("builtin"))));
  }

  @Test
  void aModuleNobodyBuiltIsRefused() {
    assertTrue(
        given(modprobe("", Presence.PRESENT, Persistence.DISABLED))
            .refusesSeeing(Output.of(seen("")))
            .startsWith("The running kernel 6.1.0 has no module dummy;"));
  }

  @Test
  void bootLoadsItWithItsParameters() {
    var plan =
        given(modprobe("numdummies=2", Presence.PRESENT, Persistence.PRESENT))
            .seeing(seen("loaded\nknown", "options dummy numdummies=1"))
            .plan();
    assertEquals("numdummies=2", plan.after().options());
    assertTrue(plan.after().loadedAtBoot());
    assertEquals(2, plan.steps().size());
  }

  @Test
  void whatBootKnowsIsKept() {
    given(modprobe("numdummies=2", Presence.PRESENT, Persistence.PRESENT))
        .seeing(seen("loaded\nknown\nboot", "options dummy   numdummies=2"))
        .changesNothing();
  }

  @Test
  void bootForgetsIt() {
    var plan =
        given(modprobe("", Presence.ABSENT, Persistence.ABSENT))
            .seeing(seen("loaded\nboot", "options dummy numdummies=2"))
            .plan();
    assertEquals(3, plan.steps().size());
  }

  @Test
  void optionsWithoutAParameterAreNone() {
    String seen = seen("loaded\nknown\nboot", " options\tdummy ", "options dummy a=1 b=2");
    assertEquals(
        "a=1 b=2",
        given(modprobe("", Presence.PRESENT, Persistence.PRESENT))
            .seeing(seen)
            .plan()
            .before()
            .options());
  }

  private static String seen(String state, String... options) {
    return new ProbeText()
        .section("kernel", "6.1.0")
        .section("state", state)
        .section("options", String.join("\n", options))
        .print();
  }

  private static Modprobe modprobe(String params, Presence state, Persistence persistent) {
    return new Modprobe("dummy", params, state, persistent);
  }
}
