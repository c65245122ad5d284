package dev.javaform.hardware.processor;

import dev.javaform.hardware.CpuSet;
import java.util.Optional;

/**
 * The CPUs that share a cache of the highest level they have: an L3 group, AMD's CCX. Where no
 * cache is known to be shared, a whole package stands for one.
 *
 * @param cpus the online CPUs
 * @param level the level of the cache; 0 where none is known
 * @param kib the size of the cache, where it is known
 */
public record CacheGroup(CpuSet cpus, int level, Optional<Long> kib) {}
