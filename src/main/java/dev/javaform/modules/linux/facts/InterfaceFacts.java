package dev.javaform.modules.linux.facts;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Network interfaces with their addresses, from ip(8) and /sys/class/net. */
final class InterfaceFacts implements FactReader {

  private static final String FOLDER = "sys/class/net/";

  /** IFF_PROMISC of the kernel's if.h. */
  private static final long PROMISCUOUS = 0x100;

  private static final Splitter BLANKS = Splitter.onPattern("\\s+").omitEmptyStrings();

  @Override
  public String name() {
    return "interfaces";
  }

  @Override
  public ImmutableSet<String> subsets() {
    return ImmutableSet.of("network", "default_ipv4", "default_ipv6");
  }

  /** {@code ip route get} asks the kernel's own table; nothing is sent to the address. */
  @Override
  public String script() {
    return """
        for d in sys/class/net/*; do
          value "$d/address" "$d/mtu" "$d/operstate" "$d/type" "$d/speed" "$d/flags" \\
            "$d/bridge/bridge_id" "$d/bridge/stp_state"
          [ -e "$d/device" ] && p=$(readlink "$d/device") && echo "$d/pci=${p##*/}"
          [ -d "$d/bridge" ] && echo "$d/kind=bridge"
          for p in "$d"/brif/*; do [ -e "$p" ] && echo "$p=port"; done
          [ -d "$d/bonding" ] && echo "$d/kind=bonding"
        done
        PATH=$PATH:/usr/sbin:/sbin
        run addr ip -o addr show
        run route4 ip -4 route get 8.8.8.8
        run route6 ip -6 route get 2001:4860:4860::8888
        """;
  }

  @Override
  public Map<String, Object> read(FactText text) {
    List<Address> addresses =
        text.block("addr").stream().flatMap(line -> Address.read(line).stream()).toList();
    var facts = new LinkedHashMap<String, Object>();
    facts.put("ansible_interfaces", names(text));
    for (String name : names(text)) {
      facts.put("ansible_" + name.replaceAll("[-:.]", "_"), device(name, addresses, text));
    }
    facts.put("ansible_all_ipv4_addresses", all(addresses, "inet", "127."));
    facts.put("ansible_all_ipv6_addresses", all(addresses, "inet6", "::1"));
    facts.put("ansible_default_ipv4", chosen(text.first("route4"), "inet", addresses, text));
    facts.put("ansible_default_ipv6", chosen(text.first("route6"), "inet6", addresses, text));
    return ImmutableMap.copyOf(facts);
  }

  private static ImmutableList<String> names(FactText text) {
    return Stream.concat(
            text.values().keySet().stream()
                .filter(path -> path.endsWith("/type"))
                .map(path -> path.split("/", -1)[3]),
            text.block("addr").stream()
                .flatMap(line -> Address.read(line).stream())
                .map(Address::device))
        .distinct()
        .collect(ImmutableList.toImmutableList());
  }

  private static ImmutableList<String> all(
      List<Address> addresses, String family, String withoutPrefix) {
    return addresses.stream()
        .filter(each -> each.family().equals(family))
        .map(Address::address)
        .filter(each -> !each.startsWith(withoutPrefix))
        .collect(ImmutableList.toImmutableList());
  }

  private static Map<String, Object> device(String name, List<Address> addresses, FactText text) {
    var device = new LinkedHashMap<>(link(name, text));
    device.put("device", name);
    device.put("active", !text.value(FOLDER + name + "/operstate").orElse("down").equals("down"));
    var four = of(name, "inet", addresses);
    var six = of(name, "inet6", addresses);
    if (!four.isEmpty()) {
      device.put("ipv4", four.getFirst());
    }
    if (four.size() > 1) {
      device.put("ipv4_secondaries", four.subList(1, four.size()));
    }
    if (!six.isEmpty()) {
      device.put("ipv6", six);
    }
    String folder = FOLDER + name + "/";
    text.number(folder + "speed")
        .filter(speed -> speed > 0)
        .ifPresent(speed -> device.put("speed", speed));
    text.value(folder + "pci").ifPresent(address -> device.put("pciid", address));
    text.value(folder + "flags")
        .filter(flags -> flags.matches("0x[0-9a-f]{1,8}"))
        .ifPresent(flags -> device.put("promisc", (Long.decode(flags) & PROMISCUOUS) != 0));
    if (text.value(folder + "kind").filter("bridge"::equals).isPresent()) {
      device.putAll(bridge(folder, text));
    }
    return device;
  }

  private static ImmutableMap<String, Object> bridge(String folder, FactText text) {
    String ports = folder + "brif/";
    return ImmutableMap.of(
        "id", text.value(folder + "bridge/bridge_id").orElse(""),
        "stp", text.value(folder + "bridge/stp_state").orElse("0").equals("1"),
        "interfaces",
            text.values().keySet().stream()
                .filter(path -> path.startsWith(ports))
                .map(path -> path.substring(ports.length()))
                .collect(ImmutableList.toImmutableList()));
  }

  private static ImmutableList<Map<String, Object>> of(
      String device, String family, List<Address> addresses) {
    return addresses.stream()
        .filter(each -> each.device().equals(device) && each.family().equals(family))
        .map(Address::facts)
        .collect(ImmutableList.toImmutableList());
  }

  private static Map<String, Object> link(String name, FactText text) {
    var link = new LinkedHashMap<String, Object>();
    text.value(FOLDER + name + "/address")
        .filter(address -> !address.equals("00:00:00:00:00:00"))
        .ifPresent(address -> link.put("macaddress", address));
    text.number(FOLDER + name + "/mtu").ifPresent(mtu -> link.put("mtu", mtu));
    link.put("type", text.value(FOLDER + name + "/kind").orElseGet(() -> type(name, text)));
    return link;
  }

  /** The ARPHRD numbers of the kernel's if_arp.h. */
  private static String type(String name, FactText text) {
    return switch (text.value(FOLDER + name + "/type").orElse("")) {
      case "1" -> "ether";
      case "32" -> "infiniband";
      case "512" -> "ppp";
      case "772" -> "loopback";
      case "65534" -> "tunnel";
      default -> "unknown";
    };
  }

  /** The address, interface and gateway by which packets leave the host; empty without a route. */
  private static Map<String, Object> chosen(
      Optional<String> route, String family, List<Address> addresses, FactText text) {
    List<String> words = BLANKS.splitToList(route.orElse(""));
    Optional<String> device = after(words, "dev");
    Optional<String> source = after(words, "src");
    if (device.isEmpty() || source.isEmpty()) {
      return Map.of();
    }
    var chosen = new LinkedHashMap<>(link(device.get(), text));
    addresses.stream()
        .filter(each -> each.family().equals(family) && each.address().equals(source.get()))
        .findFirst()
        .ifPresent(each -> chosen.putAll(each.facts()));
    chosen.put("address", source.get());
    chosen.put("interface", device.get());
    after(words, "via").ifPresent(gateway -> chosen.put("gateway", gateway));
    if (family.equals("inet")) {
      chosen.put("alias", device.get());
    }
    return chosen;
  }

  private static Optional<String> after(List<String> words, String word) {
    int index = words.indexOf(word);
    return index < 0 || index + 1 >= words.size()
        ? Optional.empty()
        : Optional.of(words.get(index + 1));
  }
}
