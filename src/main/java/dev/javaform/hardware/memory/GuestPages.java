package dev.javaform.hardware.memory;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import dev.javaform.hardware.CpuSet;
import java.util.List;

/**
 * The huge pages that hold the memory of a guest. The host keeps 4 GiB or a tenth of its memory,
 * whichever is more.
 *
 * @param pageKib the size of a page
 * @param pages how many pages at each NUMA node; at node 0 where the machine has no nodes
 * @param hostKib what is left to the host
 * @param early whether they come reliably only early during boot, from the kernel's command line:
 *     memory in one piece for the larger sizes is hard to find later
 * @param countedBySysctl whether {@code vm.nr_hugepages} counts pages of this size; it counts those
 *     of the default size
 */
public record GuestPages(
    long pageKib,
    ImmutableSortedMap<Integer, Long> pages,
    long hostKib,
    boolean early,
    boolean countedBySysctl) {

  private static final long GIB = 1 << 20;
  private static final long LEAST = 4 * GIB;
  private static final int TENTH = 10;

  /** What a host with this much memory keeps for itself at least. */
  public static long headroomKib(long totalKib) {
    return Math.max(LEAST, totalKib / TENTH);
  }

  /**
   * The pages for a guest.
   *
   * @param guestKib the memory of the guest
   * @param nodes the nodes that give it, each as much as the others; all that have memory where
   *     none is named
   * @throws NoRoom where the machine has too little memory, or no pages of that size
   */
  public static GuestPages of(Memory memory, long guestKib, long pageKib, CpuSet nodes) {
    requireSize(memory, pageKib);
    long total = memory.totalKib().orElseThrow(() -> new NoRoom(UNKNOWN));
    long needed = (guestKib + pageKib - 1) / pageKib;
    long left = total - needed * pageKib - taken(memory.hugePages(), pageKib);
    if (left < headroomKib(total)) {
      throw new NoRoom(
          TOO_MUCH.formatted(
              size(guestKib),
              size(total),
              size(Math.max(0, left)),
              size(headroomKib(total)),
              size(Math.max(0, guestKib - headroomKib(total) + left))));
    }
    ImmutableSortedMap<Integer, Long> pages = spread(needed, places(memory, nodes));
    pages.forEach((node, count) -> requireFits(memory, node, count * pageKib, pageKib));
    boolean isDefault = memory.defaultHugePageKib().filter(kib -> kib == pageKib).isPresent();
    return new GuestPages(pageKib, pages, left, pageKib >= GIB, isDefault);
  }

  /** Pages of other sizes, and those of this size that somebody uses. */
  private static long taken(List<HugePages> all, long pageKib) {
    return all.stream()
        .mapToLong(pages -> pages.kib() == pageKib ? pages.used() * pageKib : pages.totalKib())
        .sum();
  }

  private static void requireSize(Memory memory, long pageKib) {
    ImmutableList<Long> sizes =
        memory.hugePages().stream().map(HugePages::kib).collect(ImmutableList.toImmutableList());
    if (!sizes.isEmpty() && !sizes.contains(pageKib)) {
      throw new NoRoom(
          NO_SIZE.formatted(
              size(pageKib), String.join(", ", sizes.stream().map(GuestPages::size).toList())));
    }
  }

  private static CpuSet places(Memory memory, CpuSet nodes) {
    CpuSet with =
        CpuSet.of(
            memory.nodes().stream()
                .filter(node -> node.totalKib().orElse(1L) > 0)
                .map(NodeMemory::node)
                .toList());
    CpuSet wanted = nodes.isEmpty() ? with : nodes;
    if (!with.isEmpty() && !with.containsAll(wanted)) {
      throw new NoRoom(NO_NODE.formatted(wanted.minus(with), with));
    }
    return wanted.isEmpty() ? CpuSet.of(0) : wanted;
  }

  private static ImmutableSortedMap<Integer, Long> spread(long needed, CpuSet places) {
    long each = needed / places.size();
    long more = needed % places.size();
    var pages = ImmutableSortedMap.<Integer, Long>naturalOrder();
    for (int node : places.numbers()) {
      pages.put(node, more-- > 0 ? each + 1 : each);
    }
    return pages.build();
  }

  private static void requireFits(Memory memory, int number, long kib, long pageKib) {
    memory.nodes().stream()
        .filter(node -> node.node() == number)
        .filter(node -> node.totalKib().isPresent())
        .filter(node -> node.totalKib().orElseThrow() - taken(node.hugePages(), pageKib) < kib)
        .findFirst()
        .ifPresent(
            node -> {
              throw new NoRoom(
                  NODE_TOO_SMALL.formatted(number, size(node.totalKib().orElseThrow()), size(kib)));
            });
  }

  private static String size(long kib) {
    return kib >= GIB && kib % GIB == 0
        ? kib / GIB + " GiB"
        : kib >= GIB ? "%.1f GiB".formatted((double) kib / GIB) : kib / 1024 + " MiB";
  }

  private static final String UNKNOWN =
      "How much memory the machine has is unknown: nothing was read of /proc/meminfo.";
  private static final String TOO_MUCH =
      "A guest with %1$s leaves %3$s of the host's %2$s, and the host keeps %4$s for itself (4 GiB"
          + " or a tenth). Give the guest %5$s or less.";
  private static final String NO_SIZE =
      "This kernel has no huge pages of %s; it has %s. The processor or the kernel does not know"
          + " that size.";
  private static final String NO_NODE =
      "NUMA node %s has no memory, or there is no such node. Nodes with memory: %s.";
  private static final String NODE_TOO_SMALL =
      "NUMA node %d has %s, and the guest is to take %s of it. Take memory of more nodes, or less.";
}
