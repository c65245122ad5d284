package dev.javaform.modules.linux.text;

import dev.javaform.python.Regex;
import java.util.List;
import java.util.Optional;

/**
 * Puts a line in its place: over the line that is found, else where it is already, else after or
 * before another, else at the end.
 *
 * @param after {@code BOF}, {@code EOF} or an expression
 * @param before {@code BOF} or an expression
 */
record LinePlacement(
    LineSearch search,
    Optional<String> after,
    Optional<String> before,
    boolean backrefs,
    boolean firstmatch)
    implements Editing.Editor {

  @Override
  public Edit edit(String text) {
    List<String> lines = Lines.of(text);
    int found = found(lines);
    if (found >= 0) {
      String old = lines.get(found);
      return replaced(text, lines, found, backrefs ? search.expanded(old) : line());
    }
    Optional<Regex> neighbour = neighbour();
    int beside = neighbour.map(expression -> beside(lines, expression)).orElse(-1);
    int there = there(lines, firstmatch && beside >= 0 ? beside : lines.size());
    if (there >= 0) {
      return replaced(text, lines, there, line());
    }
    return backrefs ? Edit.none(text) : inserted(text, lines, beside);
  }

  @Override
  public boolean findsItsOwn(String before, String after) {
    List<String> written = Lines.of(after);
    written.removeAll(Lines.of(before));
    return search.isGiven() && written.stream().anyMatch(search::finds);
  }

  private String line() {
    return search.line().orElseThrow();
  }

  /** The line that the expression or the text finds: the last, or the first where that counts. */
  private int found(List<String> lines) {
    int found = -1;
    for (int at = 0; at < lines.size() && !(firstmatch && found >= 0); at++) {
      if (search.isGiven() && search.finds(lines.get(at))) {
        found = at;
      }
    }
    return found;
  }

  private int there(List<String> lines, int end) {
    for (int at = end - 1; at >= 0; at--) {
      if (search.is(lines.get(at))) {
        return at;
      }
    }
    return -1;
  }

  private Optional<Regex> neighbour() {
    return after
        .filter(word -> !word.equals("BOF") && !word.equals("EOF"))
        .or(() -> before.filter(word -> !word.equals("BOF")))
        .map(LineSearch::expression);
  }

  /** The line that is the neighbour, the very line itself excepted. */
  private int beside(List<String> lines, Regex expression) {
    int beside = -1;
    for (int at = 0; at < lines.size() && !(firstmatch && beside >= 0); at++) {
      if (!search.is(lines.get(at)) && expression.finds(lines.get(at))) {
        beside = at;
      }
    }
    return beside;
  }

  private static Edit replaced(String text, List<String> lines, int at, String line) {
    String ended = line.endsWith("\n") ? line : line + "\n";
    if (lines.set(at, ended).equals(ended)) {
      return Edit.none(text);
    }
    return new Edit(String.join("", lines), "line replaced");
  }

  private Edit inserted(String text, List<String> lines, int beside) {
    boolean first = before.equals(Optional.of("BOF")) || after.equals(Optional.of("BOF"));
    int at = first ? 0 : beside < 0 ? lines.size() : before.isPresent() ? beside : beside + 1;
    if (after.isPresent() && at < lines.size() && !first && search.is(lines.get(at))) {
      return Edit.none(text);
    }
    if (at > 0 && !Lines.isEnded(lines.get(at - 1))) {
      lines.set(at - 1, lines.get(at - 1) + "\n");
    }
    lines.add(at, line() + "\n");
    return new Edit(String.join("", lines), "line added");
  }
}
