package dev.javaform.hardware.processor;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.primitives.Ints;
import dev.javaform.hardware.HostTree;
import java.util.Optional;

/**
 * What {@code /proc/cpuinfo} says of the first CPU.
 *
 * @param values each value by its name
 */
record CpuInfo(ImmutableMap<String, String> values) {

  private static final String PATH = "proc/cpuinfo";

  static CpuInfo of(HostTree tree) {
    return new CpuInfo(
        tree.lines(PATH).stream()
            .takeWhile(line -> !line.isBlank())
            .map(line -> Splitter.on(':').limit(2).trimResults().splitToList(line))
            .filter(pair -> pair.size() == 2)
            .collect(ImmutableMap.toImmutableMap(p -> p.get(0), p -> p.get(1), (_, b) -> b)));
  }

  Vendor vendor() {
    return Vendor.of(values.getOrDefault("vendor_id", ""));
  }

  Optional<String> model() {
    return Optional.ofNullable(values.get("model name"))
        .map(name -> CharMatcher.whitespace().trimAndCollapseFrom(name, ' '))
        .filter(name -> !name.isEmpty());
  }

  /** How many cores the first package has. */
  Optional<Integer> cores() {
    return number("cpu cores");
  }

  /** How many threads its cores have. */
  Optional<Integer> threadsPerCore() {
    return cores()
        .filter(cores -> cores > 0)
        .flatMap(cores -> number("siblings").map(threads -> threads / cores));
  }

  private Optional<Integer> number(String name) {
    return Optional.ofNullable(values.get(name)).map(Ints::tryParse);
  }

  ImmutableSortedSet<String> flags() {
    return ImmutableSortedSet.copyOf(
        Splitter.on(CharMatcher.whitespace())
            .omitEmptyStrings()
            .split(values.getOrDefault("flags", "")));
  }
}
