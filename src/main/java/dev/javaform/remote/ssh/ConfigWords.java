package dev.javaform.remote.ssh;

import java.util.ArrayList;
import java.util.List;

/**
 * A line of ssh_config as words: separated by blanks or one {@code =}, in double or single quotes
 * where they hold blanks; a backslash keeps a quote, a backslash or a blank.
 */
final class ConfigWords {
  private final String line;
  private final List<String> words = new ArrayList<>();
  private final StringBuilder word = new StringBuilder();
  private boolean started;
  private char quote;

  private ConfigWords(String line) {
    this.line = line;
  }

  static List<String> of(String line) {
    return new ConfigWords(line).split();
  }

  /** All that follows the first word, as it stands there: a command for a shell. */
  static String rest(String line) {
    return line.replaceFirst("^[^ \t=]+[ \t=]*", "");
  }

  private List<String> split() {
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '#' && !started && quote == 0) {
        break;
      } else if (c == '\\' && i + 1 < line.length() && isKept(line.charAt(i + 1))) {
        add(line.charAt(++i));
      } else {
        take(c);
      }
    }
    end();
    return dropEquals();
  }

  private boolean isKept(char next) {
    return next == '\\' || next == '"' || next == '\'' || (next == ' ' && quote == 0);
  }

  private void take(char c) {
    if (quote == c) {
      quote = 0;
    } else if (quote == 0 && (c == '"' || c == '\'')) {
      quote = c;
      started = true;
    } else if (quote == 0 && (c == ' ' || c == '\t' || (c == '=' && words.isEmpty()))) {
      end();
    } else {
      add(c);
    }
  }

  private void add(char c) {
    word.append(c);
    started = true;
  }

  private void end() {
    if (started) {
      words.add(word.toString());
    }
    word.setLength(0);
    started = false;
  }

  /** {@code Port = 22} and {@code Port =22}: the second word starts with what separates. */
  private List<String> dropEquals() {
    if (words.size() > 1 && words.get(1).startsWith("=")) {
      String rest = words.remove(1).substring(1);
      if (!rest.isEmpty()) {
        words.add(1, rest);
      }
    }
    return words;
  }
}
