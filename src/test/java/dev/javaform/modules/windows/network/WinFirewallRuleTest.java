package dev.javaform.modules.windows.network;

import static dev.javaform.module.Given.given;
import static dev.javaform.modules.linux.Tasks.task;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.javaform.binding.ArgumentException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WinFirewallRuleTest {

  private static final String RULE =
      """
      {"exists":true,"names":["Game"],"normal":{%s},"description":"","direction":"in",
       "action":"allow","program":"C:\\\\Game.exe","service":"","group":"","protocol":"6",
       "localport":"80,443","remoteport":"*","icmp_type_code":"",
       "localip":"*","remoteip":"192.168.122.1/255.255.255.255,LocalSubnet",
       "profiles":"domain,private,public","interfacetypes":"All","edge":"no",
       "security":"notrequired","enabled":"true"}
      """;

  @Test
  void makesARule() {
    given(
            task(
                WinFirewallRule.class,
                "name",
                "Game",
                "protocol",
                "udp",
                "localport",
                "5000",
                "direction",
                "in"))
        .seeing("{\"exists\":false,\"names\":[],\"normal\":{}}")
        .by(
            "firewall_rule name=Game normal={} <- exists=true direction=in protocol=17"
                + " localport=5000 enabled=true")
        .returns(Map.of("msg", "The firewall's rule Game: created."));
  }

  @Test
  void listsHaveNoOrderAndAddressesManyWays() {
    WinFirewallRule wish =
        task(
            WinFirewallRule.class,
            "name",
            "game",
            "localport",
            "443, 80",
            "remoteip",
            "localsubnet,192.168.122.1",
            "protocol",
            "TCP",
            "profiles",
            List.of("public", "private", "domain"),
            "service",
            "any",
            "interfacetypes",
            List.of("any"));
    given(wish)
        .seeing(RULE.formatted("\"remoteip\":\"LocalSubnet,192.168.122.1/255.255.255.255\""))
        .changesNothing();
  }

  @Test
  void takesTheProgramAway() {
    given(task(WinFirewallRule.class, "name", "Game", "program", "any"))
        .seeing(RULE.formatted(""))
        .by("firewall_rule name=Game normal={} <- exists=true program=");
  }

  @Test
  void anyPortOfAProtocolWithoutPortsIsNone() {
    given(
            task(
                WinFirewallRule.class,
                "name",
                "Game",
                "icmp_type_code",
                List.of("any"),
                "remoteport",
                "any"))
        .seeing(RULE.formatted(""))
        .changesNothing();
  }

  @Test
  void removesAllOfAGroup() {
    var planned =
        given(task(WinFirewallRule.class, "group", "Games", "state", "absent"))
            .seeing("{\"exists\":true,\"names\":[\"A\",\"B\"],\"normal\":{},\"action\":null}")
            .by("firewall_rule group=Games normal={} <- exists=false");
    assertEquals(FirewallRule.MIXED, planned.plan().before().value("action"));
  }

  @Test
  void aGroupThatIsNotThereCannotBeMade() {
    given(task(WinFirewallRule.class, "group", "Games", "enabled", true))
        .seeing("{\"exists\":false,\"names\":[],\"normal\":{}}")
        .changesNothing();
  }

  @Test
  void refusesWhatIsNoRule() {
    assertThrows(ArgumentException.class, () -> task(WinFirewallRule.class, "action", "allow"));
    assertThrows(
        ArgumentException.class,
        () -> task(WinFirewallRule.class, "name", "x", "protocol", "http"));
    assertThrows(
        ArgumentException.class,
        () -> task(WinFirewallRule.class, "name", "x", "profiles", List.of("home")));
  }
}
