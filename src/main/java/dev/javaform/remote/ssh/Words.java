package dev.javaform.remote.ssh;

import java.util.ArrayList;
import java.util.List;

/** A line of ssh_config as words: separated by blanks or one {@code =}, double quotes allowed. */
final class Words {
  private Words() {}

  static List<String> of(String line) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean quoted = false;
    boolean started = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      boolean separator = !quoted && (c == ' ' || c == '\t' || c == '=' && words.isEmpty());
      if (c == '"') {
        quoted = !quoted;
        started = true;
      } else if (!quoted && !started && c == '#') {
        return words;
      } else if (!separator) {
        word.append(c);
        started = true;
      } else if (started) {
        words.add(word.toString());
        word.setLength(0);
        started = false;
      }
    }
    if (started) {
      words.add(word.toString());
    }
    return dropEquals(words);
  }

  /** {@code Port = 22} and {@code Port =22}: the second word starts with what separates. */
  private static List<String> dropEquals(List<String> words) {
    if (words.size() > 1 && words.get(1).startsWith("=")) {
      String rest = words.get(1).substring(1);
      words.remove(1);
      if (!rest.isEmpty()) {
        words.add(1, rest);
      }
    }
    return words;
  }
}
