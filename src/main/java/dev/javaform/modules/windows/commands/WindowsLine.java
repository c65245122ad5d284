package dev.javaform.modules.windows.commands;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A command line of Windows: the program, and all its arguments as the one text that it gets and
 * takes apart itself.
 *
 * @param file the program, without quotation marks
 * @param arguments as they stand behind it
 */
record WindowsLine(String file, String arguments) {

  private static final Pattern LINE = Pattern.compile("(?s)\\s*(?:\"([^\"]*)\"|(\\S+))\\s*(.*)");
  private static final Pattern PLAIN = Pattern.compile("[^\\s\"]+");

  /**
   * A line as CreateProcess reads it: quotation marks around the program, or no space in it.
   *
   * @throws IllegalArgumentException where there is no program in it
   */
  static WindowsLine of(String line) {
    Matcher matcher = LINE.matcher(line);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("The command is empty.");
    }
    String quoted = matcher.group(1);
    return new WindowsLine(quoted == null ? matcher.group(2) : quoted, matcher.group(3));
  }

  /**
   * A program and words that it gets as they are, if it takes its line apart as programs in C do
   * (Microsoft C++ documentation, "Parsing C command-line arguments").
   *
   * @throws IllegalArgumentException where there is no program
   */
  static WindowsLine of(ImmutableList<String> words) {
    if (words.isEmpty() || words.getFirst().isBlank()) {
      throw new IllegalArgumentException("The command is empty.");
    }
    return new WindowsLine(words.getFirst(), joined(words.subList(1, words.size())));
  }

  /** Words as one text, which a program takes apart again. */
  static String joined(List<String> words) {
    return words.stream().map(WindowsLine::quoted).collect(Collectors.joining(" "));
  }

  /** Backslashes count double before a quotation mark, and only there. */
  private static String quoted(String word) {
    if (PLAIN.matcher(word).matches()) {
      return word;
    }
    String inner = word.replaceAll("(\\\\*)\"", "$1$1\\\\\"").replaceAll("(\\\\+)$", "$1$1");
    return '"' + inner + '"';
  }

  /** The whole line. */
  String shown() {
    return (quoted(file) + " " + arguments).strip();
  }
}
