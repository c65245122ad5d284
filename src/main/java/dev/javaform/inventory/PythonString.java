package dev.javaform.inventory;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A quoted string as Python 3 writes it, with its prefixes, triple quotes and escapes. */
final class PythonString {

  private static final Pattern OPEN =
      Pattern.compile("(?<prefix>[uU]|[bB]?[rR]?|[rR][bB])(?<quote>'''|\"\"\"|'|\")");
  private static final Pattern ESCAPE =
      Pattern.compile(
          "\\\\(?:(?<octal>[0-7]{1,3})|x(?<x>[0-9a-fA-F]{2})|u(?<u>[0-9a-fA-F]{4})"
              + "|U(?<long>[0-9a-fA-F]{8})|N\\{(?<name>[^}]+)}|(?<plain>(?s:.)))");

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
    Matcher escape = ESCAPE.matcher(text).region(next, text.length());
    if (!escape.lookingAt()) {
      throw NotLiteral.INSTANCE;
    }
    if (raw) {
      out.append(text, next, next + 2);
      return next + 2;
    }
    resolve(escape, out);
    return escape.end();
  }

  private static void resolve(Matcher escape, StringBuilder out) {
    if (escape.group("octal") != null) {
      out.append((char) Integer.parseInt(escape.group("octal"), 8));
    } else if (escape.group("x") != null) {
      out.append((char) Integer.parseInt(escape.group("x"), 16));
    } else if (escape.group("u") != null) {
      out.append((char) Integer.parseInt(escape.group("u"), 16));
    } else if (escape.group("long") != null) {
      codePoint(Long.parseLong(escape.group("long"), 16), out);
    } else if (escape.group("name") != null) {
      named(escape.group("name"), out);
    } else {
      letter(escape.group("plain").charAt(0), out);
    }
  }

  private static void codePoint(long value, StringBuilder out) {
    if (value > Character.MAX_CODE_POINT) {
      throw NotLiteral.INSTANCE;
    }
    out.appendCodePoint((int) value);
  }

  private static void named(String name, StringBuilder out) {
    try {
      out.appendCodePoint(Character.codePointOf(name));
    } catch (IllegalArgumentException _) {
      throw NotLiteral.INSTANCE; // Python refuses a name it does not know, so the value is text
    }
  }

  private static void letter(char letter, StringBuilder out) {
    switch (letter) {
      case 'x', 'u', 'U', 'N' -> throw NotLiteral.INSTANCE; // an incomplete escape
      case 'n' -> out.append('\n');
      case 't' -> out.append('\t');
      case 'r' -> out.append('\r');
      case 'a' -> out.append('\u0007');
      case 'b' -> out.append('\b');
      case 'f' -> out.append('\f');
      case 'v' -> out.append('\u000b');
      case '\\', '\'', '"' -> out.append(letter);
      default -> out.append('\\').append(letter);
    }
  }
}
