package dev.javaform.source;

import java.util.Optional;

/**
 * One thing the user should know about what they wrote.
 *
 * @param severity errors stop the run before any host is touched, warnings do not
 * @param summary a few words that never vary: {@code Unknown argument}
 * @param detail full sentences: what, why it matters, what to do
 * @param mark the place, where there is one
 */
public record Diagnostic(Severity severity, String summary, String detail, Optional<Mark> mark) {

  private static final String UNSHOWN = "The line is not shown because of no_log.";

  private static final String WHEN_REACHED = "It will fail when it is reached.";

  /** What is longer quotes a text that nobody will read to its end. */
  private static final int LONGEST = 4000;

  private static final int ENDING = 500;

  public Diagnostic {
    detail = shortened(detail);
  }

  /** The beginning and the end of a text, which is where its own words are. */
  private static String shortened(String text) {
    return text.length() <= LONGEST
        ? text
        : text.substring(0, LONGEST - ENDING) + " [...] " + text.substring(text.length() - ENDING);
  }

  /** How bad it is. */
  public enum Severity {
    ERROR,
    WARNING
  }

  /** An error at a place. */
  public static Diagnostic error(String summary, String detail, Mark mark) {
    return new Diagnostic(Severity.ERROR, summary, detail, Optional.of(mark));
  }

  /** An error that no file holds. */
  public static Diagnostic error(String summary, String detail) {
    return new Diagnostic(Severity.ERROR, summary, detail, Optional.empty());
  }

  /** A warning at a place. */
  public static Diagnostic warning(String summary, String detail, Mark mark) {
    return new Diagnostic(Severity.WARNING, summary, detail, Optional.of(mark));
  }

  /** The same as an error. */
  public Diagnostic asError() {
    return new Diagnostic(Severity.ERROR, summary, detail, mark);
  }

  /** The same as a warning, which says why it is none but that. */
  public Diagnostic asWarning(String why) {
    return new Diagnostic(Severity.WARNING, summary, detail + " " + why, mark);
  }

  /** The same of what may never be reached: a warning, which says what happens if it is. */
  public Diagnostic whenReached() {
    return isError() ? asWarning(WHEN_REACHED) : this;
  }

  /** The same where {@code no_log} hides the line; what it says holds no values. */
  public Diagnostic withoutLine() {
    return new Diagnostic(severity, summary, detail + " " + UNSHOWN, mark.map(Mark::blind));
  }

  /** The same of a secret: {@code instead} is said, and the line is not shown. */
  public Diagnostic unshown(String instead) {
    return new Diagnostic(severity, summary, instead, mark.map(Mark::blind));
  }

  /** Whether it stops the run. */
  public boolean isError() {
    return severity == Severity.ERROR;
  }

  /** The diagnostic in full: summary, place, the line with a caret (secrets hidden), detail. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(isError() ? "Error: " : "Warning: ").append(summary);
    mark.ifPresent(place -> show(place, text));
    return text.append('\n').append(message()).toString();
  }

  /** The detail as it may be shown. */
  public String message() {
    return mark.map(Discretion::at).map(place -> place.message(detail)).orElse(detail);
  }

  private static void show(Mark place, StringBuilder text) {
    text.append("\n  ").append(place);
    Discretion discretion = Discretion.at(place);
    if (discretion.isCovered()) {
      text.append("\n  ").append(UNSHOWN);
    }
    discretion
        .excerpt()
        .ifPresent(
            shown -> {
              int start = Math.max(0, shown.column() - 1);
              String carets = "^".repeat(word(shown.text(), start));
              text.append(
                  "\n%7d | %s\n        | %s%s"
                      .formatted(place.line(), shown.text(), " ".repeat(start), carets));
            });
  }

  /** How many characters the word has that begins there; at least one is pointed at. */
  private static int word(String line, int start) {
    int end = Math.max(0, start);
    while (end < line.length() && isWord(line.charAt(end))) {
      end++;
    }
    return Math.max(1, end - start);
  }

  private static boolean isWord(char letter) {
    return Character.isLetterOrDigit(letter) || letter == '_' || letter == '-' || letter == '.';
  }
}
