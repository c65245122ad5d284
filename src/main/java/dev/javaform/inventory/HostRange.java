package dev.javaform.inventory;

import com.google.common.base.Strings;
import com.google.common.collect.ImmutableList;
import dev.javaform.source.Diagnostic;
import dev.javaform.source.DiagnosticException;
import dev.javaform.source.Mark;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Writes out the ranges in a host name: {@code lab[01:03]}, {@code db-[a:c]}, {@code n[0:10:5]}.
 * Both ends belong to the range; leading zeroes are kept; several ranges multiply, the last running
 * fastest.
 */
final class HostRange {

  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
  private static final int MOST = 100_000;

  private final Mark mark;

  private HostRange(Mark mark) {
    this.mark = mark;
  }

  /** All names, in order; throws where a range cannot be understood. */
  static ImmutableList<String> expand(String pattern, Mark mark) {
    return new HostRange(mark).expand(ImmutableList.of(""), pattern, 0);
  }

  private ImmutableList<String> expand(ImmutableList<String> heads, String rest, int offset) {
    int open = rest.indexOf('[');
    int stray = rest.indexOf(']');
    if (stray >= 0 && (open < 0 || stray < open)) {
      throw error(offset + stray, "The bracket was never opened. Write ranges as in lab[01:40].");
    }
    if (open < 0) {
      return joined(heads, List.of(rest));
    }
    int close = rest.indexOf(']', open);
    if (close < 0) {
      throw error(offset + open, "The bracket is never closed. Close it, as in lab[01:40].");
    }
    List<String> range = range(rest.substring(open + 1, close), offset + open);
    checkCount((long) heads.size() * range.size(), offset + open);
    ImmutableList<String> names = joined(joined(heads, List.of(rest.substring(0, open))), range);
    return expand(names, rest.substring(close + 1), offset + close + 1);
  }

  private static ImmutableList<String> joined(ImmutableList<String> heads, List<String> tails) {
    return heads.stream()
        .flatMap(head -> tails.stream().map(head::concat))
        .collect(ImmutableList.toImmutableList());
  }

  private List<String> range(String text, int offset) {
    String[] bounds = text.split(":", -1);
    if (bounds.length < 2 || bounds.length > 3) {
      throw error(
          offset,
          ("A range is written [begin:end] or [begin:end:step], but this is [%s]."
                  + " An IPv6 address in brackets needs a port after them.")
              .formatted(text));
    }
    String begin = bounds[0].isEmpty() ? "0" : bounds[0];
    int step = bounds.length == 3 ? number(bounds[2], offset) : 1;
    if (bounds[1].isEmpty() || step < 1) {
      throw error(offset, "The range [%s] needs an end, and a step above 0.".formatted(text));
    }
    return range(begin, bounds[1], step, offset);
  }

  private List<String> range(String begin, String end, int step, int offset) {
    if (isLetter(begin) && isLetter(end)) {
      return counted(LETTERS.indexOf(begin), LETTERS.indexOf(end), step, offset)
          .mapToObj(index -> LETTERS.substring(index, index + 1))
          .toList();
    }
    boolean padded = begin.startsWith("0") && begin.length() > 1;
    if (padded && begin.length() != end.length()) {
      throw error(
          offset,
          "A range with leading zeroes needs ends of equal length, but %s and %s differ."
              .formatted(begin, end));
    }
    int width = padded ? begin.length() : 1;
    return counted(number(begin, offset), number(end, offset), step, offset)
        .mapToObj(value -> Strings.padStart(Integer.toString(value), width, '0'))
        .toList();
  }

  private IntStream counted(int begin, int end, int step, int offset) {
    if (begin > end) {
      throw error(offset, "The range ends before it begins, so it names no host. Swap the ends.");
    }
    long count = ((long) end - begin) / step + 1;
    checkCount(count, offset);
    return IntStream.iterate(begin, value -> value + step).limit(count);
  }

  private void checkCount(long count, int offset) {
    if (count > MOST) {
      throw error(
          offset,
          "The range names %d hosts; more than %d are surely a mistake.".formatted(count, MOST));
    }
  }

  private static boolean isLetter(String bound) {
    return bound.length() == 1 && LETTERS.contains(bound);
  }

  private int number(String text, int offset) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException _) {
      throw error(
          offset,
          ("\"%s\" in the range is not a number. The ends are two numbers or two letters, and the"
                  + " step is a number.")
              .formatted(text));
    }
  }

  private DiagnosticException error(int offset, String detail) {
    return new DiagnosticException(
        Diagnostic.error("Invalid host range", detail, mark.right(offset)));
  }
}
