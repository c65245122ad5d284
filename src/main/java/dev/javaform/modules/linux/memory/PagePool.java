package dev.javaform.modules.linux.memory;

import java.util.Optional;

/**
 * Huge pages of one size at one place: of the whole host, or of one NUMA node.
 *
 * @param base the directory of the host or node below /sys
 * @param supported whether the CPU has pages of this size, and the host this node
 * @param pages how many there are
 * @param used how many are in use, or promised to a guest that has not touched them yet
 * @param writable whether their number can be changed from here
 * @param total the memory of the host or node
 * @param free the memory that is free now
 * @param others what huge pages of other sizes take of it
 * @param tried what an earlier try of this boot got; empty where there was none
 */
public record PagePool(
    String base,
    boolean supported,
    long pages,
    long used,
    boolean writable,
    Size total,
    Size free,
    Size others,
    Optional<Try> tried) {

  /** The directory of the whole host. */
  static final String HOST = "/sys/kernel/mm";

  private static final String NODE = "/sys/devices/system/node/node";

  /** What a try wanted, got, and how much memory was free afterwards. */
  public record Try(long wanted, long got, Size free) {}

  /** What is not on this host. */
  static PagePool missing(String base) {
    Size none = new Size(0);
    return new PagePool(base, false, 0, 0, false, none, none, none, Optional.empty());
  }

  /** The directory of a node. */
  static String node(int number) {
    return NODE + number;
  }

  /** The number of the node; empty for the host. */
  static Optional<Integer> number(String base) {
    return base.startsWith(NODE)
        ? Optional.of(Integer.parseInt(base.substring(NODE.length())))
        : Optional.empty();
  }

  /** What comes after a name of a file to tell whose it is: {@code -node0}, or nothing. */
  static String suffix(String base) {
    return number(base).map(node -> "-node" + node).orElse("");
  }

  /** The file that counts pages of a size. */
  static String counter(String base, long kib) {
    return base + "/hugepages/hugepages-" + kib + "kB/nr_hugepages";
  }

  /** What people call its pages. */
  static String place(String base) {
    return number(base).map(node -> "pages on node " + node).orElse("pages");
  }

  /** A try of this boot got what is there now, and not enough memory has become free since. */
  boolean isInVain(long wanted, long kib) {
    long missing = (wanted - pages) * kib;
    return tried
        .filter(last -> last.wanted() == wanted && last.got() == pages && missing > 0)
        .filter(last -> free.kib() - last.free().kib() < missing)
        .isPresent();
  }

  /** The same place with so many pages. */
  PagePool having(long count) {
    return new PagePool(base, supported, count, used, writable, total, free, others, tried);
  }
}
