package dev.javaform.python;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.RandomAccess;

/**
 * The lines of a text, without what ends them, as a list that costs four bytes for each beside the
 * text: a host may print millions. A line ends with {@code \n}, {@code \r} or {@code \r\n}.
 */
public final class TextLines extends AbstractList<String> implements RandomAccess {

  private final String text;
  private final int[] begins;

  private TextLines(String text, int[] begins) {
    this.text = text;
    this.begins = begins;
  }

  /** The lines of {@code text}; none where it is empty. */
  public static TextLines of(String text) {
    int[] begins = new int[8];
    int count = 0;
    for (int at = 0; at < text.length(); at = next(text, at)) {
      if (count == begins.length) {
        begins = Arrays.copyOf(begins, count + count / 2);
      }
      begins[count++] = at;
    }
    return new TextLines(text, Arrays.copyOf(begins, count));
  }

  private static int end(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
      at++;
    }
    return at;
  }

  private static int next(String text, int from) {
    int end = end(text, from);
    return text.startsWith("\r\n", end) ? end + 2 : end + 1;
  }

  /** The text they are of. */
  public String text() {
    return text;
  }

  @Override
  public String get(int index) {
    int begin = begins[index];
    return text.substring(begin, end(text, begin));
  }

  @Override
  public int size() {
    return begins.length;
  }
}
