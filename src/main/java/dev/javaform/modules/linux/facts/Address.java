package dev.javaform.modules.linux.facts;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import com.google.common.net.InetAddresses;
import java.net.Inet4Address;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One address of an interface, as a line of {@code ip -o addr} shows it.
 *
 * @param family {@code inet} or {@code inet6}
 * @param broadcast empty where there is none
 */
record Address(
    String device, String family, String address, int prefix, String broadcast, String scope) {

  private static final Splitter BLANKS = Splitter.onPattern("\\s+").omitEmptyStrings();

  /** {@code 2: eth0 inet 192.0.2.2/24 brd 192.0.2.255 scope global eth0 …}. */
  static Optional<Address> read(String line) {
    List<String> words = BLANKS.splitToList(line);
    if (words.size() < 4 || !words.get(2).matches("inet6?")) {
      return Optional.empty();
    }
    String[] parts = words.get(3).split("/", 2);
    int prefix = parts.length == 2 ? Integer.parseInt(parts[1]) : 32;
    return Optional.of(
        new Address(
            words.get(1).split("@", 2)[0].replaceFirst(":$", ""),
            words.get(2),
            parts[0],
            prefix,
            after(words, "brd"),
            after(words, "scope")));
  }

  private static String after(List<String> words, String word) {
    int index = words.indexOf(word);
    return index < 0 || index + 1 >= words.size() ? "" : words.get(index + 1);
  }

  /** In Ansible's names. */
  Map<String, Object> facts() {
    return family.equals("inet")
        ? ImmutableMap.of(
            "address", address,
            "broadcast", broadcast,
            "netmask", dotted(mask()),
            "network", dotted(mask() & InetAddresses.coerceToInteger(four())),
            "prefix", Integer.toString(prefix))
        : ImmutableMap.of("address", address, "prefix", Integer.toString(prefix), "scope", scope);
  }

  private Inet4Address four() {
    return (Inet4Address) InetAddresses.forString(address);
  }

  private int mask() {
    return prefix == 0 ? 0 : -1 << (32 - prefix);
  }

  private static String dotted(int bits) {
    return InetAddresses.fromInteger(bits).getHostAddress();
  }
}
