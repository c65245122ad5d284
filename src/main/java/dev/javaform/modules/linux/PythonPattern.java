package dev.javaform.modules.linux;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Regular expressions as Python's {@code re} reads them (docs.python.org, "Regular expression
 * operations"), written anew for java.util.regex: named groups, {@code \Z}, brackets that are
 * literal in a set, braces that are no repetition, comments.
 */
final class PythonPattern {

  private static final Pattern REPETITION = Pattern.compile("\\{(\\d*)(,?)(\\d*)}");
  private static final Pattern INLINE_MULTILINE = Pattern.compile("\\(\\?[aiLsux]*m[aiLmsux]*\\)");
  private static final String UNKNOWN_ESCAPES = "ceghijklmopqyzCEFGHIJKLMOPQRTVXYN";

  private final String source;
  private final boolean multiline;
  private final StringBuilder target = new StringBuilder();
  private int at;

  private PythonPattern(String source, boolean multiline) {
    this.source = source;
    this.multiline = multiline;
  }

  /**
   * The same expression for Java.
   *
   * @param flags those of {@link Pattern}
   * @throws IllegalArgumentException where Python would refuse it, or Java cannot do it
   */
  static Pattern compile(String expression, int flags) {
    boolean multiline =
        (flags & Pattern.MULTILINE) != 0 || INLINE_MULTILINE.matcher(expression).find();
    String translated = new PythonPattern(expression, multiline).translate();
    try {
      return Pattern.compile(translated, flags | Pattern.UNIX_LINES);
    } catch (PatternSyntaxException e) {
      throw refused(expression, e.getDescription());
    }
  }

  /** A group's name as Java allows it: letters and digits only. */
  static String groupName(String name) {
    return name.replace("_", "U95U");
  }

  private String translate() {
    while (at < source.length()) {
      char letter = source.charAt(at);
      switch (letter) {
        case '\\' -> escape(false);
        case '[' -> set();
        case '(' -> open();
        case '{' -> brace();
        case '^' -> literal(multiline ? "(?<![^\\n])" : "^", 1);
        default -> literal(String.valueOf(letter), 1);
      }
    }
    return target.toString();
  }

  private void literal(String text, int length) {
    target.append(text);
    at += length;
  }

  private void escape(boolean inSet) {
    if (at + 1 == source.length()) {
      throw refused(source, "a backslash at the end");
    }
    char letter = source.charAt(at + 1);
    switch (letter) {
      case 'Z' -> literal("\\z", 2);
      case 'v' -> literal("\\x0B", 2);
      case 'b' -> literal(inSet ? "\\x08" : "\\b", 2);
      case '0' -> literal("\\0" + octal(at + 2), 2 + octalLength(at + 2));
      case 'U' ->
          literal("\\x{" + source.substring(at + 2, Math.min(at + 10, source.length())) + "}", 10);
      default -> {
        if (UNKNOWN_ESCAPES.indexOf(letter) >= 0) {
          throw refused(source, "\"\\" + letter + "\" means nothing in Python's expressions");
        }
        literal("\\" + letter, 2);
      }
    }
  }

  /** The octal digits there, at most two; Java wants at least one. */
  private String octal(int from) {
    return octalLength(from) == 0 ? "0" : source.substring(from, from + octalLength(from));
  }

  private int octalLength(int from) {
    int end = from;
    while (end < Math.min(from + 2, source.length())
        && "01234567".indexOf(source.charAt(end)) >= 0) {
      end++;
    }
    return end - from;
  }

  private void set() {
    literal("[", 1);
    if (at < source.length() && source.charAt(at) == '^') {
      literal("^", 1);
    }
    boolean first = true;
    while (at < source.length() && (first || source.charAt(at) != ']')) {
      switch (source.charAt(at)) {
        case '\\' -> escape(true);
        case '[' -> literal("\\[", 1);
        case ']' -> literal("\\]", 1);
        case '&' -> literal("\\&", 1);
        default -> literal(source.substring(at, at + 1), 1);
      }
      first = false;
    }
    if (at == source.length()) {
      throw refused(source, "a set without its \"]\"");
    }
    literal("]", 1);
  }

  private void open() {
    if (source.startsWith("(?P<", at)) {
      int end = nameEnd('>');
      literal("(?<" + groupName(source.substring(at + 4, end)) + ">", end + 1 - at);
    } else if (source.startsWith("(?P=", at)) {
      int end = nameEnd(')');
      literal("\\k<" + groupName(source.substring(at + 4, end)) + ">", end + 1 - at);
    } else if (source.startsWith("(?#", at)) {
      at = nameEnd(')') + 1;
    } else if (source.startsWith("(?(", at)) {
      throw refused(source, "conditions, \"(?(…)…)\", are not supported");
    } else {
      literal("(", 1);
    }
  }

  private int nameEnd(char mark) {
    int end = source.indexOf(mark, at);
    if (end < 0) {
      throw refused(source, "a \"" + mark + "\" is missing");
    }
    return end;
  }

  private void brace() {
    Matcher repetition = REPETITION.matcher(source).region(at, source.length());
    if (!repetition.lookingAt() || repetition.group().equals("{}")) {
      literal("\\{", 1);
      return;
    }
    String from = repetition.group(1).isEmpty() ? "0" : repetition.group(1);
    literal(
        "{" + from + repetition.group(2) + repetition.group(3) + "}", repetition.group().length());
  }

  private static IllegalArgumentException refused(String expression, String why) {
    return new IllegalArgumentException(
        "\"" + expression + "\" is no regular expression: " + why + ".");
  }
}
