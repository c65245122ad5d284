package dev.javaform.modules.windows.network;

import static dev.javaform.module.Given.given;
import static dev.javaform.modules.linux.Tasks.task;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.javaform.binding.ArgumentException;
import java.util.List;
import org.junit.jupiter.api.Test;

class WinFirewallTest {

  private static final String SEEN =
      """
      {"domain_enabled":true,"domain_inbound":"block","domain_outbound":"allow",
       "private_enabled":true,"private_inbound":"block","private_outbound":"allow",
       "public_enabled":false,"public_inbound":"notconfigured","public_outbound":"notconfigured"}
      """;

  @Test
  void turnsItOnWhereItIsOff() {
    given(task(WinFirewall.class, "state", "enabled"))
        .seeing(SEEN)
        .by("firewall_profile <- domain_enabled=true private_enabled=true public_enabled=true");
  }

  @Test
  void saysWhatHappensWithoutARule() {
    given(
            task(
                WinFirewall.class,
                "state",
                "enabled",
                "profiles",
                List.of("Domain"),
                "inbound_action",
                "not_configured",
                "outbound_action",
                "block"))
        .seeing(SEEN)
        .by(
            "firewall_profile <- domain_enabled=true domain_inbound=notconfigured"
                + " domain_outbound=block");
  }

  @Test
  void leavesTheActionsOfAFirewallThatIsOff() {
    given(
            task(
                WinFirewall.class,
                "state",
                "disabled",
                "profiles",
                List.of("public"),
                "inbound_action",
                "allow"))
        .seeing(SEEN)
        .changesNothing();
  }

  @Test
  void knowsItsProfiles() {
    assertThrows(
        ArgumentException.class,
        () -> task(WinFirewall.class, "state", "enabled", "profiles", List.of("Work")));
  }
}
