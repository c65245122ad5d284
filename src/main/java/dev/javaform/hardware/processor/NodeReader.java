package dev.javaform.hardware.processor;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.primitives.Ints;
import dev.javaform.hardware.CpuSet;
import dev.javaform.hardware.HostTree;
import dev.javaform.hardware.memory.MemoryText;
import dev.javaform.hardware.memory.NodeNumbers;
import java.util.List;
import java.util.Optional;

/** Reads the NUMA nodes from {@code /sys/devices/system/node}. */
final class NodeReader {

  private NodeReader() {}

  static ImmutableList<Node> nodes(HostTree tree, CpuSet onlineCpus) {
    CpuSet numbers = NodeNumbers.of(tree);
    return numbers.stream()
        .map(number -> node(tree, number, numbers, onlineCpus))
        .collect(ImmutableList.toImmutableList());
  }

  private static Node node(HostTree tree, int number, CpuSet numbers, CpuSet onlineCpus) {
    String folder = NodeNumbers.FOLDER + "/node" + number + "/";
    CpuSet cpus =
        tree.value(folder + "cpulist")
            .flatMap(CpuSet::parse)
            .or(() -> tree.value(folder + "cpumap").flatMap(CpuSet::ofMask))
            .orElse(CpuSet.NONE);
    return new Node(
        number, cpus.and(onlineCpus), memory(tree, number), distances(tree, folder, numbers));
  }

  private static Optional<Long> memory(HostTree tree, int number) {
    boolean without =
        tree.value(NodeNumbers.FOLDER + "/has_memory")
            .flatMap(CpuSet::parse)
            .filter(nodes -> !nodes.contains(number))
            .isPresent();
    return without ? Optional.of(0L) : MemoryText.ofNode(tree, number).kib("MemTotal");
  }

  /** The kernel prints a distance for each node that is online, without saying which. */
  private static ImmutableSortedMap<Integer, Integer> distances(
      HostTree tree, String folder, CpuSet numbers) {
    List<Integer> values =
        Splitter.on(CharMatcher.whitespace())
            .omitEmptyStrings()
            .splitToStream(tree.value(folder + "distance").orElse(""))
            .map(Ints::tryParse)
            .filter(value -> value != null)
            .toList();
    var distances = ImmutableSortedMap.<Integer, Integer>naturalOrder();
    if (values.size() == numbers.size()) {
      for (int index = 0; index < values.size(); index++) {
        distances.put(numbers.numbers().asList().get(index), values.get(index));
      }
    }
    return distances.build();
  }
}
