package dev.javaform.modules.linux.text;

import dev.javaform.python.Regex;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;

/**
 * Puts a block of lines between two marker lines: where the markers are, else after or before
 * another line, else at the end.
 *
 * @param begin the marker line above, with its newline
 * @param end the marker line below, with its newline
 * @param block the lines between; where it is empty, block and markers are removed
 * @param after {@code EOF} or an expression
 * @param before {@code BOF} or an expression
 */
record BlockPlacement(
    String begin, String end, String block, Optional<String> after, Optional<String> before)
    implements Editing.Editor {

  @Override
  public Edit edit(String text) {
    List<String> lines = Lines.universal(text);
    int one = lines.lastIndexOf(begin);
    int other = lines.lastIndexOf(end);
    int at;
    if (one < 0 || other < 0) {
      at = place(text, lines);
    } else {
      at = Math.min(one, other);
      lines.subList(at, Math.max(one, other) + 1).clear();
    }
    put(lines, at);
    String result = String.join("", lines);
    String message = block.isEmpty() ? "Block removed" : "Block inserted";
    return result.equals(text) ? Edit.none(text) : new Edit(result, message);
  }

  private void put(List<String> lines, int at) {
    if (at > 0 && !lines.get(at - 1).endsWith("\n")) {
      lines.set(at - 1, lines.get(at - 1) + "\n");
    }
    if (!block.isEmpty()) {
      lines.add(at, begin + (block.endsWith("\n") ? block : block + "\n") + end);
    }
  }

  /** Before which line a new block goes. */
  private int place(String text, List<String> lines) {
    if (before.equals(Optional.of("BOF"))) {
      return 0;
    }
    Optional<Regex> neighbour =
        after.filter(word -> !word.equals("EOF")).or(() -> before).map(LineSearch::expression);
    int found = neighbour.map(expression -> beside(text, lines, expression)).orElse(-1);
    return found < 0 ? lines.size() : after.isPresent() ? found + 1 : found;
  }

  private int beside(String text, List<String> lines, Regex expression) {
    if (expression.expression().contains("(?m")) {
      return expression.match(text, match -> lineOf(text, match));
    }
    for (int at = lines.size() - 1; at >= 0; at--) {
      if (expression.finds(lines.get(at))) {
        return at;
      }
    }
    return -1;
  }

  /** The line in which the match of an expression over several lines ends, or begins. */
  private int lineOf(String text, Matcher match) {
    if (!match.find()) {
      return -1;
    }
    int end = after.isPresent() ? match.end() : match.start();
    return (int) text.substring(0, end).chars().filter(letter -> letter == '\n').count();
  }
}
