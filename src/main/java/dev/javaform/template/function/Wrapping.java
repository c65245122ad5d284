package dev.javaform.template.function;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Lines of a limited width, broken as Python's {@code textwrap} breaks them. */
final class Wrapping {

  private static final Pattern HYPHENS =
      Pattern.compile(
          "\\s+|[^\\s-]*[\\p{L}\\p{N}]-(?=\\p{L})|[^\\s-]*\\w--+(?=\\w)|[^\\s]+?(?=\\s|$|(?<=\\w-)\\p{L})");
  private static final Pattern WORDS = Pattern.compile("\\s+|\\S+");

  private Wrapping() {}

  static List<String> lines(String text, int width, boolean breakWords, boolean hyphens) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String chunk : chunks(text, hyphens)) {
      String rest = chunk;
      if (line.length() + rest.length() > width) {
        rest =
            rest.length() > width && breakWords
                ? broken(rest, width, line, lines)
                : next(rest, line, lines);
      }
      boolean leadingBlank = rest.isBlank() && line.isEmpty() && !lines.isEmpty();
      line.append(leadingBlank ? "" : rest);
    }
    finish(line, lines);
    return lines.isEmpty() ? List.of("") : lines;
  }

  private static List<String> chunks(String text, boolean hyphens) {
    return (hyphens ? HYPHENS : WORDS).matcher(text).results().map(match -> match.group()).toList();
  }

  private static String next(String chunk, StringBuilder line, List<String> lines) {
    if (!line.isEmpty()) {
      finish(line, lines);
    }
    return chunk.isBlank() && !lines.isEmpty() ? "" : chunk;
  }

  private static String broken(String chunk, int width, StringBuilder line, List<String> lines) {
    String rest = chunk;
    while (line.length() + rest.length() > width) {
      int room = Math.max(1, width - line.length());
      line.append(rest, 0, room);
      rest = rest.substring(room);
      finish(line, lines);
    }
    return rest;
  }

  private static void finish(StringBuilder line, List<String> lines) {
    String text = line.toString().stripTrailing();
    if (!text.isEmpty()) {
      lines.add(text);
    }
    line.setLength(0);
  }
}
