package dev.javaform.modules.linux;

import static dev.javaform.module.Given.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import dev.javaform.module.Output;
import dev.javaform.module.Step;
import org.junit.jupiter.api.Test;

/** From texts only: never run on a host with dnf. */
class DnfTest {

  private static final String BASH_INSTALLED_VIM_OFFERED =
      "manager\tdnf\nrpm\tbash\t0:5.2.26-3.fc40\noffer\tvim-enhanced\t2:9.1.393-1.fc40\n";

  @Test
  void installsWhatIsMissing() {
    var plan =
        given(dnf("present", "bash", "vim-enhanced")).seeing(BASH_INSTALLED_VIM_OFFERED).plan();
    assertEquals("2:9.1.393-1.fc40", plan.after().version("vim-enhanced").orElseThrow());
    assertTrue(
        ((Step.Run) plan.steps().getFirst())
            .script()
            .shown()
            .endsWith(
                "dnf -y -q --setopt=clean_requirements_on_remove=False install -- vim-enhanced\n"));
  }

  @Test
  void namesWhatIsNotOnOffer() {
    assertTrue(
        given(dnf("present", "nosuch"))
            .refusesSeeing(Output.of("manager\tdnf\n"))
            .startsWith("No package nosuch available."));
  }

  @Test
  void latestUpgrades() {
    var plan =
        given(dnf("latest", "bash"))
            .seeing("manager\tdnf\nrpm\tbash\t0:5.2.26-3.fc40\noffer\tbash\t0:5.2.32-1.fc40\n")
            .plan();
    assertEquals("upgrade bash", plan.steps().getFirst().purpose());
  }

  @Test
  void removesWhatIsInstalled() {
    var plan = given(dnf("removed", "bash", "nosuch")).seeing(BASH_INSTALLED_VIM_OFFERED).plan();
    assertEquals("remove bash", plan.steps().getFirst().purpose());
  }

  @Test
  void refusesGroups() {
    assertThrows(IllegalArgumentException.class, () -> dnf("present", "@virtualization"));
  }

  private static Dnf dnf(String state, String... names) {
    return Dnf.packages(
        ImmutableList.copyOf(names), state, false, ImmutableList.of(), ImmutableList.of(), false);
  }
}
