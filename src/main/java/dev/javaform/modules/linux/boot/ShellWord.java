package dev.javaform.modules.linux.boot;

import dev.javaform.modules.linux.boot.ShellText.End;
import dev.javaform.modules.linux.boot.ShellText.Quote;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The right side of an assignment: letters, quotes, references to variables. */
final class ShellWord {

  private static final Pattern REFERENCE =
      Pattern.compile("\\$(?:([A-Za-z_][A-Za-z0-9_]*)|\\{([A-Za-z_][A-Za-z0-9_]*)})");

  private final String path;
  private final String text;
  private final ShellText variables;
  private final List<Letter> letters = new ArrayList<>();
  private Quote quote = Quote.NONE;
  private int at;
  private End lastEnd;

  ShellWord(String path, String text, int start, ShellText variables) {
    this.path = path;
    this.text = text;
    this.variables = variables;
    this.at = start;
    this.lastEnd = new End(path, start, Quote.NONE);
    while (at < text.length() && !ends(text.charAt(at))) {
      at = step(text.charAt(at));
    }
  }

  List<Letter> letters() {
    return letters;
  }

  int end() {
    return at;
  }

  /** Where more letters can be added: before the closing quote, if the word ends with one. */
  End lastEnd() {
    return lastEnd;
  }

  private boolean ends(char c) {
    return quote == Quote.NONE && " \t\n;&|<>()".indexOf(c) >= 0;
  }

  private int step(char c) {
    if (quote == Quote.SINGLE) {
      return c == '\'' ? close() : letter(c, 1);
    }
    return switch (c) {
      case '"' -> quote == Quote.DOUBLE ? close() : open(Quote.DOUBLE);
      case '\'' -> quote == Quote.DOUBLE ? letter(c, 1) : open(Quote.SINGLE);
      case '\\' -> escape();
      case '$' -> dollar();
      case '`' -> unknown(text.indexOf('`', at + 1));
      case '~' -> letters.isEmpty() && quote == Quote.NONE ? unknown(at) : letter(c, 1);
      default -> letter(c, 1);
    };
  }

  private int open(Quote kind) {
    quote = kind;
    return at + 1;
  }

  private int close() {
    lastEnd = new End(path, at, quote);
    quote = Quote.NONE;
    return at + 1;
  }

  private int letter(char c, int length) {
    letters.add(new Letter(c, path, at, at + length, quote));
    lastEnd = new End(path, at + length, quote);
    return at + length;
  }

  /** A backslash; between double quotes only before the characters that are special there. */
  private int escape() {
    if (at + 1 == text.length()) {
      return at + 1;
    }
    char next = text.charAt(at + 1);
    if (next == '\n') {
      return at + 2;
    }
    boolean literal = quote == Quote.DOUBLE && "\\\"$`".indexOf(next) < 0;
    return literal ? letter('\\', 1) : letter(next, 2);
  }

  private int dollar() {
    Matcher reference = REFERENCE.matcher(text).region(at, text.length());
    if (reference.lookingAt()) {
      String name = reference.group(1) == null ? reference.group(2) : reference.group(1);
      letters.addAll(variables.value(name));
      lastEnd = new End(path, reference.end(), quote);
      return reference.end();
    }
    if (text.startsWith("$(", at)) {
      return unknown(closing(text, at, '(', ')'));
    }
    return text.startsWith("${", at) ? unknown(closing(text, at, '{', '}')) : letter('$', 1);
  }

  private int unknown(int last) {
    letters.add(Letter.UNKNOWN);
    int end = last < 0 ? text.length() : last + 1;
    lastEnd = new End(path, end, quote);
    return end;
  }

  /** Where the bracket that opens behind {@code from} is closed; negative where it is not. */
  static int closing(String text, int from, char open, char close) {
    int depth = 0;
    for (int i = from; i < text.length(); i++) {
      depth += text.charAt(i) == open ? 1 : text.charAt(i) == close ? -1 : 0;
      if (depth == 0 && text.charAt(i) == close) {
        return i;
      }
    }
    return -1;
  }
}
