package dev.javaform.hardware.processor;

import com.google.common.collect.ImmutableSortedMap;
import dev.javaform.hardware.CpuSet;
import java.util.Optional;

/**
 * A NUMA node: CPUs and the memory next to them; either may be missing.
 *
 * @param number its number; the numbers of a machine may have gaps
 * @param cpus its CPUs that are online
 * @param memoryKib the memory it has; empty where that is unknown
 * @param distances the distance to each node, 10 to itself
 */
public record Node(
    int number,
    CpuSet cpus,
    Optional<Long> memoryKib,
    ImmutableSortedMap<Integer, Integer> distances) {

  /** Whether it has memory; a node of which nothing else is known has. */
  public boolean hasMemory() {
    return memoryKib.filter(kib -> kib == 0).isEmpty();
  }
}
