package dev.javaform.modules.linux.boot;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Variables that shell files assign one after the other, read without running them. Each letter of
 * a value remembers where it is written, so that an edit can replace exactly what is meant; what
 * only a running shell could know is one {@linkplain Letter#unknown unknown} letter.
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

  private final Map<String, List<Letter>> values = new HashMap<>();
  private final Map<String, End> ends = new HashMap<>();
  private List<Letter> unset = List.of();

  /** The letters of a variable's value; none where it is not set. */
  List<Letter> value(String name) {
    return values.getOrDefault(name, unset);
  }

  /** Whether a variable certainly has a value, be it an empty one. */
  boolean isSet(String name) {
    return ends.containsKey(name);
  }

  /** Where more can be added to a variable; nowhere where it is not set, or not known. */
  Optional<End> end(String name) {
    return Optional.ofNullable(ends.get(name));
  }

  /** Reads one more file. */
  void read(String path, String text) {
    new ShellStatements(this, path, text).read();
  }

  void assign(String name, List<Letter> value, End end) {
    values.put(name, value);
    ends.put(name, end);
  }

  void unset(String name) {
    values.put(name, List.of());
    ends.remove(name);
  }

  /** From here on only a running shell knows the variable. */
  void obscure(String name, Letter unknown) {
    values.put(name, List.of(unknown));
    ends.remove(name);
  }

  /** From here on only a running shell knows any variable. */
  void obscureAll(Letter unknown) {
    values.clear();
    ends.clear();
    unset = List.of(unknown);
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
