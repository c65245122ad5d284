package dev.javaform.hardware.pci;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Optional;

/**
 * A region that a function decodes, a line of its file {@code resource}: start, end and the
 * kernel's {@code IORESOURCE_*} flags.
 *
 * @param index which of the function's regions; 0 to 5 are its base address registers, 6 its ROM
 * @param start the first address
 * @param size in bytes
 */
public record Bar(int index, long start, long size) {

  /** The region of the option ROM. */
  public static final int ROM = 6;

  private static final Splitter BLANKS = Splitter.on(' ').omitEmptyStrings();

  /** The regions that are in use, from the lines of a file {@code resource}. */
  static ImmutableList<Bar> all(List<String> lines) {
    var bars = ImmutableList.<Bar>builder();
    for (int index = 0; index < lines.size() && index <= ROM; index++) {
      read(index, BLANKS.splitToList(lines.get(index))).ifPresent(bars::add);
    }
    return bars.build();
  }

  private static Optional<Bar> read(int index, List<String> words) {
    if (words.size() < 2) {
      return Optional.empty();
    }
    Optional<Long> start = number(words.get(0));
    Optional<Long> end = number(words.get(1));
    return start.isEmpty() || end.isEmpty() || end.get() == 0
        ? Optional.empty()
        : Optional.of(new Bar(index, start.get(), end.get() - start.get() + 1));
  }

  private static Optional<Long> number(String text) {
    try {
      return Optional.of(Long.parseUnsignedLong(text.replaceFirst("^0x", ""), 16));
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }

  /** Whether it lies above what 32 bits can address. */
  public boolean isAbove4G() {
    return start >>> 32 != 0;
  }
}
