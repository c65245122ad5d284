package dev.javaform.modules.windows.network;

import com.google.common.collect.ImmutableSortedMap;
import dev.javaform.modules.windows.Answer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The firewall, per profile.
 *
 * @param enabled where it is on
 * @param inbound what it does with what no rule is about: {@code allow}, {@code block} or {@code
 *     notconfigured}, which blocks
 * @param outbound the same for what leaves the guest
 */
public record FirewallProfiles(
    ImmutableSortedMap<String, Boolean> enabled,
    ImmutableSortedMap<String, String> inbound,
    ImmutableSortedMap<String, String> outbound) {

  static final List<String> NAMES = List.of("domain", "private", "public");

  static FirewallProfiles of(Answer answer) {
    Map<String, Boolean> enabled = new TreeMap<>();
    Map<String, String> inbound = new TreeMap<>();
    Map<String, String> outbound = new TreeMap<>();
    for (String name : NAMES) {
      enabled.put(name, answer.flag(name + "_enabled"));
      inbound.put(name, answer.words(name + "_inbound"));
      outbound.put(name, answer.words(name + "_outbound"));
    }
    return of(enabled, inbound, outbound);
  }

  static FirewallProfiles of(
      Map<String, Boolean> enabled, Map<String, String> inbound, Map<String, String> outbound) {
    return new FirewallProfiles(
        ImmutableSortedMap.copyOf(enabled),
        ImmutableSortedMap.copyOf(inbound),
        ImmutableSortedMap.copyOf(outbound));
  }
}
