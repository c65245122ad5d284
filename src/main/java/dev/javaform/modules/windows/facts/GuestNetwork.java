package dev.javaform.modules.windows.facts;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.javaform.modules.windows.Answer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The network of a guest. */
final class GuestNetwork {

  private static final ImmutableSet<String> LOOP = ImmutableSet.of("127.0.0.1", "::1");

  /** Kinds of interfaces that Ansible leaves out. */
  private static final ImmutableSet<String> LEFT_OUT = ImmutableSet.of("Loopback", "Tunnel");

  /** What routes say for everywhere: nothing can be reached through it. */
  private static final ImmutableSet<String> NOWHERE = ImmutableSet.of("0.0.0.0", "::");

  private GuestNetwork() {}

  static Map<String, Object> interfaces(Answer answer) {
    ImmutableList<Answer> all = answer.parts("interfaces");
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("ansible_ip_addresses", addresses(all));
    facts.put(
        "ansible_interfaces",
        all.stream().filter(GuestNetwork::isShown).map(GuestNetwork::shown).toList());
    facts.put("javaform", Map.of("default_route_nics", routed(all)));
    return facts;
  }

  private static List<String> addresses(List<Answer> interfaces) {
    return interfaces.stream()
        .flatMap(each -> each.parts("addresses").stream())
        .map(address -> address.words("address"))
        .filter(address -> !LOOP.contains(address))
        .toList();
  }

  /** The GUIDs of the interfaces through which there is a way out. */
  private static List<String> routed(List<Answer> interfaces) {
    return interfaces.stream()
        .filter(each -> each.flag("up") && gateway(each).isPresent())
        .map(each -> each.words("guid"))
        .toList();
  }

  private static Optional<String> gateway(Answer each) {
    return each.parts("gateways").stream()
        .map(gateway -> gateway.words("address"))
        .filter(address -> !NOWHERE.contains(address))
        .findFirst();
  }

  private static boolean isShown(Answer each) {
    boolean speaks = !each.parts("ipv4").isEmpty() || !each.parts("ipv6").isEmpty();
    return speaks && !LEFT_OUT.contains(each.words("type"));
  }

  private static Map<String, Object> shown(Answer each) {
    Optional<Answer> four = each.parts("ipv4").stream().findFirst();
    Optional<Answer> six = each.parts("ipv6").stream().findFirst();
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("connection_name", each.words("name"));
    facts.put("interface_name", each.words("description"));
    facts.put("interface_index", four.or(() -> six).flatMap(ip -> ip.number("index")).orElse(null));
    facts.put("macaddress", each.words("mac"));
    facts.put("mtu", four.flatMap(ip -> ip.number("mtu")).orElse(null));
    facts.put("speed", each.number("speed").orElse(0L) / 1_000_000);
    facts.put("default_gateway", gateway(each).orElse(null));
    facts.put("dns_domain", each.text("suffix").filter(name -> !name.isEmpty()).orElse(null));
    facts.put("ipv4", of(each, 4));
    facts.put("ipv6", of(each, 6));
    facts.put("guid", each.words("guid"));
    return facts;
  }

  /** As PowerShell would give them to Ansible: nothing, the only one, or a list. */
  private static Object of(Answer each, long version) {
    List<Map<String, String>> all =
        each.parts("addresses").stream()
            .filter(address -> address.number("version").orElse(0L) == version)
            .map(
                address ->
                    Map.of("address", address.words("address"), "prefix", address.words("prefix")))
            .toList();
    return all.size() == 1 ? all.getFirst() : all;
  }
}
