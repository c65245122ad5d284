package dev.javaform.hardware.memory;

import com.google.common.collect.ImmutableList;
import dev.javaform.hardware.HostTree;
import java.util.Optional;

/**
 * The memory of a machine, as far as it is known.
 *
 * @param totalKib what the kernel has, a little less than what is built in
 * @param freeKib what nobody uses, not even as a cache
 * @param availableKib what could be had without swapping
 * @param installedKib what is built in, where the firmware's tables were read
 * @param defaultHugePageKib the size of the huge pages that are meant where none is named
 * @param hugePages the huge pages of the whole machine, by size; sizes without a page, too
 * @param nodes the NUMA nodes that are online, by number
 */
public record Memory(
    Optional<Long> totalKib,
    Optional<Long> freeKib,
    Optional<Long> availableKib,
    Optional<Long> installedKib,
    Optional<Long> defaultHugePageKib,
    ImmutableList<HugePages> hugePages,
    ImmutableList<NodeMemory> nodes) {

  /** What a tree tells of it. */
  public static Memory of(HostTree tree) {
    MemoryText text = MemoryText.of(tree);
    return new Memory(
        text.kib("MemTotal"),
        text.kib("MemFree"),
        text.kib("MemAvailable"),
        InstalledMemory.kib(tree),
        text.kib("Hugepagesize"),
        HugePageReader.pages(tree, "sys/kernel/mm/hugepages"),
        nodes(tree));
  }

  private static ImmutableList<NodeMemory> nodes(HostTree tree) {
    return NodeNumbers.of(tree).stream()
        .map(number -> node(tree, number))
        .collect(ImmutableList.toImmutableList());
  }

  private static NodeMemory node(HostTree tree, int number) {
    MemoryText text = MemoryText.ofNode(tree, number);
    return new NodeMemory(
        number,
        text.kib("MemTotal"),
        text.kib("MemFree"),
        HugePageReader.pages(tree, NodeNumbers.FOLDER + "/node" + number + "/hugepages"));
  }
}
