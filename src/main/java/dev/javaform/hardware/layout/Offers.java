package dev.javaform.hardware.layout;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingInt;

import com.google.common.collect.ImmutableList;
import dev.javaform.hardware.processor.CacheGroup;
import dev.javaform.hardware.processor.Core;
import dev.javaform.hardware.processor.CpuClass;
import dev.javaform.hardware.processor.Node;
import dev.javaform.hardware.processor.Processors;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The cores that a guest may have, in groups, and the order in which these are given. */
record Offers(Processors processors, CpuWish wish) {

  private static final int HERE = 10; // the kernel's distance of a node to itself
  private static final int ELSEWHERE = 20;

  /** The fast cores where there are others, else all. */
  ImmutableList<Core> eligible() {
    return processors.cores().stream()
        .filter(core -> core.kind() == CpuClass.PERFORMANCE || core.kind() == CpuClass.UNIFORM)
        .collect(toImmutableList());
  }

  /** All groups; the best comes first, and among equals the one with the boot CPU last. */
  ImmutableList<Offer> best() {
    return all()
        .sorted(preferred().thenComparing(this::holdsBootCpu).thenComparing(byFirst()))
        .collect(toImmutableList());
  }

  /** Groups that were chosen, in the order of their vCPUs. */
  ImmutableList<Offer> inOrder(List<Offer> chosen) {
    return ImmutableList.sortedCopyOf(preferred().thenComparing(byFirst()), chosen);
  }

  private Stream<Offer> all() {
    return processors.groups().stream().flatMap(this::atNodes);
  }

  private Stream<Offer> atNodes(CacheGroup group) {
    Map<Optional<Node>, List<Core>> byNode =
        eligible().stream()
            .filter(core -> group.cpus().contains(core.first()))
            .collect(Collectors.groupingBy(processors::node));
    return byNode.entrySet().stream()
        .map(entry -> new Offer(group, ImmutableList.copyOf(entry.getValue()), entry.getKey()));
  }

  private Comparator<Offer> preferred() {
    Comparator<Offer> near = comparingInt(this::distance);
    Comparator<Offer> large = comparing(Offer::cacheKib, Comparator.reverseOrder());
    Comparator<Offer> policy =
        switch (wish.policy()) {
          case GPU_NODE -> near.thenComparing(large);
          case LARGEST_L3 -> large.thenComparing(near);
        };
    return policy.thenComparing(offer -> !offer.hasMemory());
  }

  private static Comparator<Offer> byFirst() {
    return comparingInt(Offer::first);
  }

  private boolean holdsBootCpu(Offer offer) {
    return offer.cpus().contains(processors.online().numbers().first());
  }

  /** How far it is from the graphics card; the same for all where that is unknown. */
  private int distance(Offer offer) {
    if (wish.gpuNode().isEmpty() || offer.node().isEmpty()) {
      return HERE;
    }
    int here = wish.gpuNode().orElseThrow();
    Node there = offer.node().orElseThrow();
    Integer distance = there.distances().get(here);
    return distance != null ? distance : there.number() == here ? HERE : ELSEWHERE;
  }

  boolean isNearCard(Offer offer) {
    return wish.gpuNode().isPresent() && offer.node().map(Node::number).equals(wish.gpuNode());
  }
}
