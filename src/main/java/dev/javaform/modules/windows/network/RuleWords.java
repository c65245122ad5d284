package dev.javaform.modules.windows.network;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Words of tasks about rules of the firewall, as Windows has them. */
final class RuleWords {

  /** Assigned Internet Protocol Numbers; 256 is any (netfw.h, NET_FW_IP_PROTOCOL_ANY). */
  private static final ImmutableMap<String, String> PROTOCOLS =
      ImmutableMap.of("tcp", "6", "udp", "17", "icmpv4", "1", "icmpv6", "58", "any", "256");

  private static final ImmutableMap<String, String> INTERFACES =
      ImmutableMap.of("wireless", "Wireless", "lan", "Lan", "ras", "RemoteAccess", "any", "All");

  private static final ImmutableSet<String> PROFILES =
      ImmutableSet.of("domain", "private", "public");

  private static final Splitter COMMAS = Splitter.on(',');

  private RuleWords() {}

  /** Whether a text limits anything. */
  static boolean isSome(String text) {
    return !text.equalsIgnoreCase("any") && !text.isEmpty();
  }

  static String protocol(String text) {
    String known = PROTOCOLS.get(text.toLowerCase(Locale.ROOT));
    if (known == null && !text.matches("\\d{1,3}")) {
      throw new IllegalArgumentException(
          "\"protocol\" is \"%s\"; there are tcp, udp, icmpv4, icmpv6, numbers, and any."
              .formatted(text));
    }
    return known == null ? text : known;
  }

  static String profiles(List<String> names) {
    Set<String> wanted =
        names.stream().map(each -> each.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
    if (wanted.contains("any")) {
      return String.join(",", PROFILES);
    }
    if (wanted.isEmpty() || !PROFILES.containsAll(wanted)) {
      throw new IllegalArgumentException(
          "\"profiles\" are %s; there are domain, private and public.".formatted(names));
    }
    return PROFILES.stream().filter(wanted::contains).collect(Collectors.joining(","));
  }

  static String interfaces(List<String> names) {
    return names.stream().map(RuleWords::adapters).sorted().collect(Collectors.joining(","));
  }

  private static String adapters(String name) {
    String known = INTERFACES.get(name.toLowerCase(Locale.ROOT));
    if (known == null) {
      throw new IllegalArgumentException(
          "\"interfacetypes\" has \"%s\"; there are wireless, lan, ras and any.".formatted(name));
    }
    return known;
  }

  /**
   * What is seen, where it means the same as what is wanted: lists have no order, words no case.
   */
  static String sameAs(String seen, String wanted) {
    return parts(seen).equals(parts(wanted)) ? seen : wanted;
  }

  private static Set<String> parts(String text) {
    return COMMAS.splitToStream(text.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
  }
}
