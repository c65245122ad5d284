package dev.javaform.modules.linux.boot;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Orders versions as systemd does: first {@code ~}, then the end, then {@code -}, {@code ^}, {@code
 * .}, then letters, then numbers.
 *
 * @see <a
 *     href="https://uapi-group.org/specifications/specs/version_format_specification/">UAPI.10</a>
 */
enum SystemdOrder implements Comparator<String> {
  OLDEST_FIRST;

  private static final Pattern PART = Pattern.compile("\\d+|[A-Za-z]+|[~^.-]|$");

  private static final String RANKS = "~\0-^.";

  @Override
  public int compare(String one, String other) {
    Matcher parts = PART.matcher(one);
    Matcher others = PART.matcher(other);
    while (parts.find() && others.find()) {
      int order = compareParts(parts.group(), others.group());
      if (order != 0 || parts.group().isEmpty()) {
        return order;
      }
    }
    return 0;
  }

  private static int compareParts(String one, String other) {
    int rank = rank(one);
    if (rank != rank(other)) {
      return Integer.compare(rank, rank(other));
    }
    return rank == RANKS.length() + 1
        ? new BigInteger(one).compareTo(new BigInteger(other))
        : one.compareTo(other);
  }

  private static int rank(String part) {
    char first = part.isEmpty() ? 0 : part.charAt(0);
    int separator = RANKS.indexOf(first);
    return separator >= 0 ? separator : RANKS.length() + (Character.isDigit(first) ? 1 : 0);
  }
}
