package dev.javaform.hardware.layout;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingInt;

import dev.javaform.hardware.CpuSet;
import dev.javaform.hardware.processor.Core;
import dev.javaform.hardware.processor.Node;
import dev.javaform.hardware.processor.Processors;
import java.util.List;
import java.util.Optional;

/**
 * The NUMA nodes from which a guest's memory is taken: those at which it runs, or for one without
 * memory the nearest that has some.
 *
 * @param nodes their numbers
 * @param replaced the nodes at which it runs that have no memory
 */
record Memories(CpuSet nodes, CpuSet replaced) {

  private static final int FAR = 255;

  static Memories of(Processors processors, List<Core> guest) {
    List<Node> home =
        guest.stream().map(processors::node).flatMap(Optional::stream).distinct().toList();
    List<Node> with =
        home.stream()
            .flatMap(
                node -> (node.hasMemory() ? Optional.of(node) : nearest(processors, node)).stream())
            .toList();
    return new Memories(
        numbers(with), numbers(home.stream().filter(node -> !node.hasMemory()).toList()));
  }

  private static CpuSet numbers(List<Node> nodes) {
    return CpuSet.of(nodes.stream().map(Node::number).toList());
  }

  private static Optional<Node> nearest(Processors processors, Node node) {
    return processors.nodes().stream()
        .filter(Node::hasMemory)
        .min(
            comparing((Node other) -> node.distances().getOrDefault(other.number(), FAR))
                .thenComparing(comparingInt(Node::number)));
  }
}
