package dev.javaform.hardware.processor;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.Ints;
import dev.javaform.hardware.HostTree;
import java.util.Optional;

/** What {@code lscpu} printed, where that was saved. */
record LscpuText(ImmutableMap<String, String> values) {

  static LscpuText of(HostTree tree) {
    return new LscpuText(
        tree.lines("commands/lscpu").stream()
            .map(line -> Splitter.on(':').limit(2).trimResults().splitToList(line))
            .filter(pair -> pair.size() == 2)
            .collect(ImmutableMap.toImmutableMap(p -> p.get(0), p -> p.get(1), (a, _) -> a)));
  }

  Optional<String> value(String name) {
    return Optional.ofNullable(values.get(name)).filter(value -> !value.isEmpty());
  }

  Optional<Integer> number(String name) {
    return value(name).map(Ints::tryParse);
  }
}
