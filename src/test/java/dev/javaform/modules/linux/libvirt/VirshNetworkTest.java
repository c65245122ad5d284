package dev.javaform.modules.linux.libvirt;

import static dev.javaform.module.Given.given;
import static dev.javaform.modules.linux.Tasks.changes;
import static dev.javaform.modules.linux.Tasks.task;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.javaform.binding.ArgumentException;
import dev.javaform.module.Output;
import dev.javaform.modules.linux.ProbeText;
import org.junit.jupiter.api.Test;

class VirshNetworkTest {

  private static final String WISH =
      """
      <network>
        <name>games</name>
        <forward mode='nat'/>
        <ip address='192.168.130.1' netmask='255.255.255.0'>
          <dhcp><range start='192.168.130.2' end='192.168.130.99'/></dhcp>
        </ip>
      </network>
      """;

  /** As libvirt 9.0 keeps it. */
  private static final String KEPT =
      """
      <network connections='1'>
        <name>games</name>
        <uuid>dd8fe884-6c02-601e-7551-cca97df1c5df</uuid>
        <forward mode='nat'/>
        <bridge name='virbr1' stp='on' delay='0'/>
        <mac address='52:54:00:7d:6d:51'/>
        <ip address='192.168.130.1' netmask='255.255.255.0'>
          <dhcp>
            <range start='192.168.130.2' end='192.168.130.99'/>
          </dhcp>
        </ip>
      </network>
      """;

  @Test
  void whatLibvirtAddsIsNoDifference() {
    given(network(WISH)).seeing(host(KEPT).print()).changesNothing().warns();
  }

  @Test
  void aChangeKeepsUuidBridgeAndMacAndInterruptsNothing() throws Exception {
    var plan =
        given(network(WISH.replace("130.99", "130.50")))
            .seeing(host(KEPT).section("info", "yes").print())
            .plan();
    String steps = changes(plan);
    assertFalse(steps.contains("net-destroy"), steps);
    assertEquals(true, plan.returns().known().get("restart_required"));
    assertTrue(plan.warnings().getFirst().contains("is not interrupted"));
    NetworkWish wish = new NetworkWish(WISH.replace("130.99", "130.50"));
    String xml = wish.xml(NetworkWish.read(Output.of(host(KEPT).print())));
    for (String kept : new String[] {"dd8fe884", "virbr1", "52:54:00:7d:6d:51", "130.50"}) {
      assertTrue(xml.contains(kept), xml);
    }
    assertFalse(xml.contains("connections"), xml);
  }

  @Test
  void whatWasOnceWishedAndIsNotAnyMoreIsRemovedAndTheRestStays() {
    String without = WISH.replaceAll("(?s)<dhcp>.*</dhcp>", "");
    String foreign = host(KEPT).print();
    given(network(without)).seeing(foreign).changesNothing();
    String ours = host(KEPT).section("applied", WISH).print();
    Network after = given(network(without)).seeing(ours).plan().after();
    assertFalse(after.nodes().toString().contains("130.99"), after.nodes().toString());
  }

  @Test
  void runningAndStartingWithTheHostAreWishesOfTheirOwn() {
    String off = host(KEPT).print();
    var auto = given(task(VirshNetwork.class, "name", "games", "autostart", true)).seeing(off);
    assertTrue(changes(auto.plan()).contains("net-autostart games"));
    assertFalse(changes(auto.plan()).contains("net-start"));
    var start = given(task(VirshNetwork.class, "name", "games", "active", true)).seeing(off).plan();
    assertTrue(changes(start).contains("net-start games"));
    assertTrue(start.warnings().getFirst().contains("rules to the firewall"));
    String on = host(KEPT).section("info", "yes").section("autostart", "yes").print();
    given(task(VirshNetwork.class, "name", "games", "active", true, "autostart", true))
        .seeing(on)
        .changesNothing()
        .warns();
    var stop =
        given(task(VirshNetwork.class, "name", "games", "active", false, "autostart", false))
            .seeing(on)
            .plan();
    assertTrue(changes(stop).contains("net-autostart --disable games"));
    assertTrue(changes(stop).contains("net-destroy games"));
  }

  @Test
  void rulesForTheFirewallAreToldOnlyWhereLibvirtMakesThem() {
    String own =
        "<network><name>games</name><forward mode='bridge'/><bridge name='br0'/></network>";
    String seen = host(own).print();
    given(task(VirshNetwork.class, "name", "games", "active", true)).seeing(seen).warns();
  }

  @Test
  void withoutDnsmasqItIsNotStarted() {
    String bare =
        new ProbeText().section("tool", "yes").section("error", "").section("xml", KEPT).print();
    String refusal =
        given(task(VirshNetwork.class, "name", "games", "active", true))
            .refusesSeeing(Output.of(bare));
    assertTrue(refusal.contains("dnsmasq-base"), refusal);
  }

  @Test
  void aNetworkThatIsNotThereNeedsItsDefinition() {
    String none = new ProbeText().section("tool", "yes").section("error", "").print();
    assertTrue(
        given(task(VirshNetwork.class, "name", "games"))
            .refusesSeeing(Output.of(none))
            .contains("Define it with xml"));
    assertEquals(1, given(network(WISH)).seeing(none).plan().steps().size());
  }

  @Test
  void whatIsNoNetworkIsRefused() {
    assertThrows(ArgumentException.class, () -> network("<domain><name>x</name></domain>"));
    assertThrows(ArgumentException.class, () -> task(VirshNetwork.class, "active", true));
    assertThrows(ArgumentException.class, () -> task(VirshNetwork.class, "name", "x", "xml", WISH));
  }

  private static VirshNetwork network(String xml) {
    return task(VirshNetwork.class, "xml", xml);
  }

  private static ProbeText host(String xml) {
    return new ProbeText()
        .section("tool", "yes")
        .section("error", "")
        .section("dnsmasq", "yes")
        .section("xml", xml);
  }
}
