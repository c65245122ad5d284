package dev.javaform.modules.linux.boot;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.function.IntPredicate;

/**
 * Orders versions as rpm does, and GRUB after it (rhboot/grub2, grub-core/commands/blscfg.c,
 * vercmp): runs of digits as numbers, runs of letters as text, a number after letters, {@code ~}
 * before everything.
 */
enum RpmOrder implements Comparator<String> {
  OLDEST_FIRST;

  @Override
  public int compare(String one, String other) {
    int i = next(one, 0);
    int j = next(other, 0);
    while (i < one.length() || j < other.length()) {
      if (startsWith('~', one, i) || startsWith('~', other, j)) {
        if (!startsWith('~', one, i) || !startsWith('~', other, j)) {
          return startsWith('~', one, i) ? -1 : 1;
        }
        i = next(one, i + 1);
        j = next(other, j + 1);
        continue;
      }
      if (i == one.length() || j == other.length()) {
        break;
      }
      boolean number = isDigit(one.charAt(i));
      int end = run(one, i, number);
      int otherEnd = run(other, j, number);
      int order = compareRuns(number, one.substring(i, end), other.substring(j, otherEnd));
      if (order != 0) {
        return order;
      }
      i = next(one, end);
      j = next(other, otherEnd);
    }
    return Boolean.compare(i < one.length(), j < other.length());
  }

  private static int compareRuns(boolean numbers, String one, String other) {
    if (other.isEmpty()) {
      return numbers ? 1 : -1;
    }
    return numbers ? new BigInteger(one).compareTo(new BigInteger(other)) : one.compareTo(other);
  }

  private static boolean startsWith(char c, String text, int at) {
    return at < text.length() && text.charAt(at) == c;
  }

  /** The next place that counts. */
  private static int next(String text, int from) {
    return skip(text, from, c -> !isDigit(c) && !isLetter(c) && c != '~');
  }

  private static int run(String text, int from, boolean number) {
    return skip(text, from, number ? RpmOrder::isDigit : RpmOrder::isLetter);
  }

  private static int skip(String text, int from, IntPredicate what) {
    int at = from;
    while (at < text.length() && what.test(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isLetter(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}
