package dev.javaform.inventory;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A quoted string as Python 3 writes it, with its prefixes, triple quotes and escapes. */
final class PythonString {

  private static final Pattern OPEN =
      Pattern.compile("(?<prefix>[uU]|[bB]?[rR]?|[rR][bB])(?<quote>'''|\"\"\"|'|\")");

  private PythonString() {}

  /** Whether a quoted string begins at {@code index}. */
  static boolean beginsAt(String text, int index) {
    return OPEN.matcher(text).region(index, text.length()).lookingAt();
  }

  /** Appends the content of the string that begins at {@code index}; returns where it ended. */
  static int read(String text, int index, StringBuilder content) {
    Matcher open = OPEN.matcher(text).region(index, text.length());
    if (!open.lookingAt()) {
      throw NotLiteral.INSTANCE;
    }
    boolean raw = open.group("prefix").toLowerCase().contains("r");
    return body(text, open.end(), open.group("quote"), raw, content);
  }

  private static int body(String text, int begin, String quote, boolean raw, StringBuilder out) {
    int next = begin;
    while (!text.startsWith(quote, next)) {
      if (next >= text.length()) {
        throw NotLiteral.INSTANCE;
      }
      next = text.charAt(next) == '\\' ? escape(text, next, raw, out) : plain(text, next, out);
    }
    return next + quote.length();
  }

  private static int plain(String text, int next, StringBuilder out) {
    out.append(text.charAt(next));
    return next + 1;
  }

  private static int escape(String text, int next, boolean raw, StringBuilder out) {
    Matcher escape = Escapes.PATTERN.matcher(text).region(next, text.length());
    if (!escape.lookingAt()) {
      throw NotLiteral.INSTANCE;
    }
    if (raw) {
      out.append(text, next, next + 2);
      return next + 2;
    }
    out.append(resolved(escape));
    return escape.end();
  }

  /** A sequence Python does not know stands for itself, but an incomplete one is an error. */
  private static String resolved(Matcher escape) {
    return Escapes.resolve(escape)
        .orElseGet(
            () -> {
              if ("xuUN".indexOf(escape.group().charAt(1)) >= 0) {
                throw NotLiteral.INSTANCE;
              }
              return escape.group();
            });
  }
}
