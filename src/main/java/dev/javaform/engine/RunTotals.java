package dev.javaform.engine;

import static com.google.common.collect.ImmutableMap.toImmutableMap;

import com.google.common.collect.ImmutableMap;
import dev.javaform.event.Stats;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** What the playbooks of a run add up to: its plays, what was done on each host, what it told. */
final class RunTotals {

  private final Map<String, Stats> stats = new TreeMap<>();
  private final Map<String, Integer> roundTrips = new TreeMap<>();
  private final Map<String, HostMemory> memories = new ConcurrentHashMap<>();
  private int plays;

  /** The number of the play that begins. */
  int nextPlay() {
    return ++plays;
  }

  HostMemory memory(String host) {
    return memories.computeIfAbsent(host, _ -> new HostMemory());
  }

  void add(String host, Stats more) {
    stats.merge(host, more, Stats::plus);
  }

  void addTrips(String host, int more) {
    roundTrips.merge(host, more, Integer::sum);
  }

  /** The hosts that a task ran on, in the order of their names. */
  ImmutableMap<String, Stats> stats() {
    return stats.entrySet().stream()
        .filter(entry -> !entry.getValue().equals(Stats.NONE))
        .collect(toImmutableMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  ImmutableMap<String, Integer> roundTrips() {
    return ImmutableMap.copyOf(roundTrips);
  }
}
