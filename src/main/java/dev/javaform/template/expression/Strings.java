package dev.javaform.template.expression;

import dev.javaform.python.Tuple;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Python's operations on strings. */
public final class Strings {

  private static final Pattern LINE = Pattern.compile("([^\\n\\r]*)(\\r\\n|\\n|\\r|$)");

  private Strings() {}

  /** First letter large, all others small. */
  public static String capitalize(String text) {
    if (text.isEmpty()) {
      return text;
    }
    int first = text.offsetByCodePoints(0, 1);
    return text.substring(0, first).toUpperCase(Locale.ROOT)
        + text.substring(first).toLowerCase(Locale.ROOT);
  }

  /** The first of every run of letters large. */
  public static String title(String text) {
    StringBuilder title = new StringBuilder();
    boolean inside = false;
    for (int letter : text.codePoints().toArray()) {
      title.appendCodePoint(inside ? Character.toLowerCase(letter) : Character.toTitleCase(letter));
      inside = Character.isLetter(letter);
    }
    return title.toString();
  }

  static String swapCase(String text) {
    StringBuilder swapped = new StringBuilder();
    text.codePoints()
        .forEach(
            letter ->
                swapped.appendCodePoint(
                    Character.isUpperCase(letter)
                        ? Character.toLowerCase(letter)
                        : Character.toUpperCase(letter)));
    return swapped.toString();
  }

  /**
   * Without leading and trailing characters.
   *
   * @param chars those to remove; null for white space
   */
  public static String strip(String text, @Nullable String chars, boolean left, boolean right) {
    IntPredicate removed = chars == null ? Strings::isSpace : letter -> chars.indexOf(letter) >= 0;
    int start = 0;
    int end = text.length();
    while (left && start < end && removed.test(text.charAt(start))) {
      start++;
    }
    while (right && end > start && removed.test(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  private static boolean isSpace(int letter) {
    return Character.isWhitespace(letter) || Character.isSpaceChar(letter) || letter == '\u0085';
  }

  /**
   * The parts between separators.
   *
   * @param separator null for runs of white space, none of it at the ends
   * @param limit how many cuts at most, negative for no limit
   */
  public static List<Object> split(String text, @Nullable String separator, int limit) {
    if (separator == null) {
      return words(text, limit);
    }
    nonEmpty(separator);
    List<Object> parts = new ArrayList<>();
    int from = 0;
    for (int at = text.indexOf(separator);
        at >= 0 && parts.size() != limit;
        at = text.indexOf(separator, from)) {
      parts.add(text.substring(from, at));
      from = at + separator.length();
    }
    parts.add(text.substring(from));
    return parts;
  }

  private static List<Object> words(String text, int limit) {
    List<Object> words = new ArrayList<>();
    String rest = strip(text, null, true, false);
    while (!rest.isEmpty() && words.size() != limit) {
      int end = 0;
      while (end < rest.length() && !isSpace(rest.charAt(end))) {
        end++;
      }
      words.add(rest.substring(0, end));
      rest = strip(rest.substring(end), null, true, false);
    }
    if (!rest.isEmpty()) {
      words.add(strip(rest, null, false, true));
    }
    return words;
  }

  static List<Object> rsplit(String text, @Nullable String separator, int limit) {
    List<Object> reversed =
        split(reversed(text), separator == null ? null : reversed(separator), limit);
    Collections.reverse(reversed);
    reversed.replaceAll(part -> reversed((String) part));
    return reversed;
  }

  private static String reversed(String text) {
    return new StringBuilder(text).reverse().toString();
  }

  static List<Object> lines(String text, boolean keepEnds) {
    List<Object> lines = new ArrayList<>();
    Matcher line = LINE.matcher(text);
    while (line.find() && line.end() > line.start()) {
      lines.add(keepEnds ? line.group() : line.group(1));
    }
    return lines;
  }

  static Tuple partition(String text, String separator) {
    nonEmpty(separator);
    int at = text.indexOf(separator);
    return at < 0
        ? Tuple.of(text, "", "")
        : Tuple.of(text.substring(0, at), separator, text.substring(at + separator.length()));
  }

  static Tuple rpartition(String text, String separator) {
    nonEmpty(separator);
    int at = text.lastIndexOf(separator);
    return at < 0
        ? Tuple.of("", "", text)
        : Tuple.of(text.substring(0, at), separator, text.substring(at + separator.length()));
  }

  private static void nonEmpty(String separator) {
    if (separator.isEmpty()) {
      throw ExpressionException.failed("empty separator");
    }
  }

  /** With at most {@code count} replacements from the left; negative for all. */
  public static String replace(String text, String old, String with, int count) {
    if (count < 0) {
      return text.replace(old, with);
    }
    String result = text;
    int from = 0;
    for (int i = 0; i < count && result.indexOf(old, from) >= 0; i++) {
      int at = result.indexOf(old, from);
      result = result.substring(0, at) + with + result.substring(at + old.length());
      from = at + with.length();
    }
    return result;
  }

  static long count(String text, String part) {
    return part.isEmpty() ? text.length() + 1L : split(text, part, -1).size() - 1L;
  }

  static String zeroFill(String text, int width) {
    String sign = text.startsWith("-") || text.startsWith("+") ? text.substring(0, 1) : "";
    return sign + Limits.repeated("0", width - text.length()) + text.substring(sign.length());
  }

  /** In the middle of {@code width} characters, as Python puts it there. */
  public static String center(String text, int width, String fill) {
    int missing = width - text.length();
    if (missing <= 0) {
      return text;
    }
    int left = missing / 2 + (missing & width & 1);
    return Limits.repeated(fill, left) + text + Limits.repeated(fill, missing - left);
  }

  static String expandTabs(String text, int size) {
    StringBuilder expanded = new StringBuilder();
    int column = 0;
    for (char letter : text.toCharArray()) {
      if (letter == '\t') {
        int blanks = size <= 0 ? 0 : size - column % size;
        Limits.requireText((long) expanded.length() + blanks);
        expanded.repeat(" ", blanks);
        column += blanks;
      } else {
        expanded.append(letter);
        column = letter == '\n' || letter == '\r' ? 0 : column + 1;
      }
    }
    return expanded.toString();
  }

  static boolean all(String text, IntPredicate holds) {
    return !text.isEmpty() && text.codePoints().allMatch(holds);
  }

  static boolean cased(String text) {
    return text.codePoints()
        .anyMatch(letter -> Character.isUpperCase(letter) || Character.isLowerCase(letter));
  }
}
