package dev.javaform.hardware.memory;

import com.google.common.collect.ImmutableList;
import java.util.Optional;

/**
 * The memory of a NUMA node.
 *
 * @param node the number of the node
 * @param totalKib all of it; 0 for a node without memory
 * @param freeKib what nobody uses, not even as a cache
 * @param hugePages its huge pages, by size
 */
public record NodeMemory(
    int node,
    Optional<Long> totalKib,
    Optional<Long> freeKib,
    ImmutableList<HugePages> hugePages) {}
