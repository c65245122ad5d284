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

  private static final String NAME =
      "(?i)\\b[\\w-]*(?:pass|pwd|password|passwd|passphrase|secret|token|api_?key|private_?key"
          + "|credential)s?[\"']?\\s*[:=]";
  private static final Pattern SECRET = Pattern.compile(NAME + "\\s*(?!\\s)");
  private static final Pattern OPENING =
      Pattern.compile(NAME + "\\s*(?:[|>][-+0-9]*|[\"'][^\"']*|[&!]\\S+)?\\s*(?:#.*)?$");
  private static final Pattern TEMPLATE = Pattern.compile("[\"']?\\{\\{.*");
  private static final Pattern LITERAL =
      Pattern.compile("'[^']*'|\\\\?\"[^\"]*\\\\?\"(?=.*}})|\\d{4,}");
  private static final Pattern LOGIN = Pattern.compile("(?<=://)[^/\\s@:]*:[^/\\s@]+(?=@)");

  /** What is shown for a place in the line. */
  static Excerpt at(String line, int column) {
    return around(of(line), column);
  }

  /** What is shown around a place of a line that may be shown as it is. */
  static Excerpt around(String text, int column) {
    int begin = text.length() > LONGEST ? Math.max(0, Math.min(column, text.length()) - BEFORE) : 0;
    int end = Math.min(text.length(), begin + LONGEST);
    String before = begin > 0 ? CUT : "";
    String after = end < text.length() ? CUT : "";
    return new Excerpt(
        before + text.substring(begin, end) + after, column - begin + before.length());
  }

  /** The line without secrets, of the same length. */
  static String of(String line) {
    String shown = LOGIN.matcher(line).replaceAll(login -> stars(login.group()));
    Matcher secret = SECRET.matcher(shown);
    return secret.find()
        ? shown.substring(0, secret.end()) + value(shown.substring(secret.end()))
        : shown;
  }

  /** Of a template only what it says literally is secret. */
  private static String value(String value) {
    return TEMPLATE.matcher(value).matches()
        ? LITERAL.matcher(value).replaceAll(literal -> stars(literal.group()))
        : stars(value);
  }

  private static String stars(String text) {
    return "*".repeat(text.length());
  }

  /** Whether the lines below it, further to the right, hold the value of a secret. */
  static boolean opensSecret(String line) {
    return OPENING.matcher(line).find();
  }
}
