package dev.javaform.modules.host.boot;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Variables that shell files assign one after the other, read without running them. Each letter of
 * a value remembers where it is written, so that an edit can replace exactly what is meant; what
 * only a running shell could know is one {@link Letter#UNKNOWN} letter.
 */
final class ShellText {

  /** Where more can be added to the last assignment of a variable. */
  record End(String path, int offset, Quote quote) {}

  /** How a letter is quoted. */
  enum Quote {
    NONE,
    SINGLE,
    DOUBLE
  }

  private static final Pattern ASSIGNMENT =
      Pattern.compile("(?:export[ \\t]+)?([A-Za-z_][A-Za-z0-9_]*)=");
  private static final Pattern OPENS =
      Pattern.compile("(if|for|while|until|case|\\{|\\()\\b.*|[{(].*");
  private static final Pattern CLOSES = Pattern.compile("(fi|done|esac)\\b.*|[})].*");
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private final Map<String, List<Letter>> values = new HashMap<>();
  private final Map<String, End> ends = new HashMap<>();
  private int depth;

  /** The letters of a variable's value; none where it is not set. */
  List<Letter> value(String name) {
    return values.getOrDefault(name, List.of());
  }

  /** Where more can be added to a variable. */
  Optional<End> end(String name) {
    return Optional.ofNullable(ends.get(name));
  }

  /** Reads one more file. */
  void read(String path, String text) {
    depth = 0;
    int at = 0;
    while (at < text.length()) {
      at = statement(path, text, at);
    }
  }

  private int statement(String path, String text, int at) {
    char c = text.charAt(at);
    if (Character.isWhitespace(c) || c == ';') {
      return at + 1;
    }
    Matcher assignment = ASSIGNMENT.matcher(text).region(at, text.length());
    if (c != '#' && assignment.lookingAt()) {
      ShellWord word = new ShellWord(path, text, assignment.end(), values);
      assign(assignment.group(1), word);
      return word.end();
    }
    int end = text.indexOf('\n', at) < 0 ? text.length() : text.indexOf('\n', at);
    if (c != '#') {
      command(text.substring(at, end));
    }
    return end;
  }

  private void assign(String name, ShellWord word) {
    values.put(name, depth == 0 ? word.letters() : List.of(Letter.UNKNOWN));
    ends.put(name, word.lastEnd());
  }

  /**
   * Anything that is no assignment: it is not run, so variables it names are unknown from here on.
   */
  private void command(String line) {
    depth += OPENS.matcher(line).matches() ? 1 : 0;
    depth -= CLOSES.matcher(line).matches() && depth > 0 ? 1 : 0;
    Matcher names = NAME.matcher(line);
    while (names.find()) {
      boolean assigned = names.end() < line.length() && line.charAt(names.end()) == '=';
      if (assigned) {
        values.put(names.group(), new ArrayList<>(List.of(Letter.UNKNOWN)));
      }
    }
  }

  /** A text as it has to stand between quotes of a kind. */
  static String quoted(String text, Quote quote) {
    return switch (quote) {
      case DOUBLE -> text.replaceAll("([\\\\\"$`])", "\\\\$1");
      case NONE -> "\"" + quoted(text, Quote.DOUBLE) + "\"";
      case SINGLE -> text.replace("'", "'\\''");
    };
  }
}
