package dev.javaform.hardware.memory;

/**
 * The huge pages of one size (Linux, Documentation/admin-guide/mm/hugetlbpage).
 *
 * @param kib the size of one
 * @param count how many there are, surplus among them
 * @param free how many of them nobody has taken
 * @param surplus how many there are beyond what was asked for, until their user lets go of them
 */
public record HugePages(long kib, long count, long free, long surplus) {

  /** The memory that they take, used or not. */
  public long totalKib() {
    return kib * count;
  }

  /** How many are in use. */
  public long used() {
    return count - free;
  }
}
