package dev.javaform.source;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of a source as a message may show it: what follows the name of a secret, such as {@code
 * ansible_password}, becomes stars, one for each character. Templates stay readable. Of a very long
 * line only the part around the place is shown.
 *
 * @param text what is shown
 * @param column where the place is in it, from 1
 */
record Excerpt(String text, int column) {

  private static final int LONGEST = 200;
  private static final int BEFORE = 60;
  private static final String CUT = "...";

  private static final Pattern SECRET =
      Pattern.compile(
          "(?i)\\b[\\w-]*(?:pass|password|passwd|passphrase|secret|token)[\"']?\\s*[:=]\\s*"
              + "(?!\\s|[\"']?\\{\\{)");

  /** What is shown for a place in the line. */
  static Excerpt at(String line, int column) {
    String text = of(line);
    int begin = text.length() > LONGEST ? Math.max(0, Math.min(column, text.length()) - BEFORE) : 0;
    int end = Math.min(text.length(), begin + LONGEST);
    String before = begin > 0 ? CUT : "";
    String after = end < text.length() ? CUT : "";
    return new Excerpt(
        before + text.substring(begin, end) + after, column - begin + before.length());
  }

  /** The line without secrets, of the same length. */
  static String of(String line) {
    Matcher secret = SECRET.matcher(line);
    return secret.find()
        ? line.substring(0, secret.end()) + "*".repeat(line.length() - secret.end())
        : line;
  }
}
