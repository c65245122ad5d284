package dev.javaform.report;

import com.google.common.collect.HashMultimap;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.LinkedHashMultimap;
import com.google.common.collect.SetMultimap;
import java.util.Collection;

/**
 * Warnings of hosts: each text is told once, with the hosts it is about, and not again for them.
 */
final class HostWarnings {

  /** How many hosts are named. */
  private static final int MOST = 5;

  private final SetMultimap<String, String> told = HashMultimap.create();
  private final SetMultimap<String, String> waiting = LinkedHashMultimap.create();

  void add(String host, String text) {
    if (told.put(text, host)) {
      waiting.put(text, host);
    }
  }

  /** What came since this was asked for the last time, a line for each text. */
  ImmutableList<String> take() {
    ImmutableList<String> lines =
        waiting.asMap().entrySet().stream()
            .map(entry -> hosts(entry.getValue()) + ": " + entry.getKey())
            .collect(ImmutableList.toImmutableList());
    waiting.clear();
    return lines;
  }

  private static String hosts(Collection<String> hosts) {
    String named = String.join(", ", hosts.stream().limit(MOST).toList());
    return hosts.size() <= MOST ? named : named + " and %d more".formatted(hosts.size() - MOST);
  }
}
