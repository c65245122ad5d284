package dev.javaform.modules.linux.text;

import com.google.common.base.CharMatcher;
import java.util.ArrayList;
import java.util.List;

/** Texts as lists of lines, each with the newline that ends it. */
public final class Lines {

  private static final CharMatcher NEWLINES = CharMatcher.anyOf("\r\n");

  private Lines() {}

  /**
   * The lines, ended by {@code \n} only; empty for an empty text. A new list that may be changed.
   */
  static List<String> of(String text) {
    return split(text, "(?<=\n)");
  }

  /** The lines, ended by {@code \n}, {@code \r} or both. */
  static List<String> universal(String text) {
    return split(text, "(?<=\n)|(?<=\r)(?!\n)");
  }

  private static List<String> split(String text, String where) {
    return new ArrayList<>(text.isEmpty() ? List.of() : List.of(text.split(where)));
  }

  /** The line without what ends it. */
  static String bare(String line) {
    return NEWLINES.trimTrailingFrom(line);
  }

  /** Whether something ends the line. */
  static boolean isEnded(String line) {
    return line.endsWith("\n") || line.endsWith("\r");
  }
}
