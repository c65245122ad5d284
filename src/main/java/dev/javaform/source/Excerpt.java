package dev.javaform.source;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of a source as a message may show it: what follows the name of a secret, such as {@code
 * ansible_password}, becomes stars, one for each character. Templates stay readable.
 */
final class Excerpt {

  private static final Pattern SECRET =
      Pattern.compile(
          "(?i)\\b[\\w-]*(?:pass|password|passwd|passphrase|secret|token)[\"']?\\s*[:=]\\s*"
              + "(?!\\s|[\"']?\\{\\{)");

  private Excerpt() {}

  /** The line without secrets, of the same length. */
  static String of(String line) {
    Matcher secret = SECRET.matcher(line);
    return secret.find()
        ? line.substring(0, secret.end()) + "*".repeat(line.length() - secret.end())
        : line;
  }
}
