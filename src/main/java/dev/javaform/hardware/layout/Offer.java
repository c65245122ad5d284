package dev.javaform.hardware.layout;

import com.google.common.collect.ImmutableList;
import dev.javaform.hardware.CpuSet;
import dev.javaform.hardware.processor.CacheGroup;
import dev.javaform.hardware.processor.Core;
import dev.javaform.hardware.processor.Node;
import java.util.Optional;

/**
 * Cores that a guest may have together: they share a cache and sit at one NUMA node.
 *
 * @param group whose cache they share
 * @param cores the cores, by their lowest CPU; at least one
 * @param node the node they sit at, where there are nodes
 */
record Offer(CacheGroup group, ImmutableList<Core> cores, Optional<Node> node) {

  int first() {
    return cores.getFirst().first();
  }

  int size() {
    return cores.size();
  }

  long cacheKib() {
    return group.kib().orElse(0L);
  }

  boolean hasMemory() {
    return node.map(Node::hasMemory).orElse(true);
  }

  CpuSet cpus() {
    return Core.cpus(cores);
  }
}
