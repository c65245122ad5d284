package dev.javaform.modules.linux.text;

import dev.javaform.python.Regex;
import dev.javaform.python.ReplacementText;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;

/**
 * Replaces all that an expression matches, in the whole text or in one section of it.
 *
 * @param template what takes its place, with references to groups
 * @param section finds the section as the group {@value #GROUP}
 */
record Substitution(Regex expression, String template, Optional<Regex> section)
    implements Editing.Editor {

  private static final String GROUP = "subsection";

  /** An expression over several lines, whose words are those of all languages. */
  static Regex expression(String text) {
    return Regex.of(text, Regex.Flag.MULTILINE);
  }

  /** The section between two expressions, either of which may be missing. */
  static Optional<Regex> section(Optional<String> after, Optional<String> before) {
    Optional<String> from = after.filter(text -> !text.isEmpty());
    Optional<String> to = before.filter(text -> !text.isEmpty());
    if (from.isEmpty() && to.isEmpty()) {
      return Optional.empty();
    }
    String all = from.isPresent() && to.isPresent() ? ".*?" : ".*";
    return Optional.of(
        Regex.of(
            from.orElse("") + "(?P<" + GROUP + ">" + all + ")" + to.orElse(""), Regex.Flag.DOTALL));
  }

  @Override
  public Edit edit(String text) {
    if (section.isEmpty()) {
      return replaced(text, 0, text.length());
    }
    Optional<MatchResult> found = section.get().match(text, match -> match.results().findFirst());
    int group = section.get().group(GROUP).orElseThrow();
    return found
        .map(match -> replaced(text, match.start(group), match.end(group)))
        .orElseGet(() -> new Edit(text, missing()));
  }

  @Override
  public boolean findsItsOwn(String before, String after) {
    return true;
  }

  private String missing() {
    return "Pattern for before/after params did not match the given file: "
        + section.get().expression();
  }

  private Edit replaced(String text, int start, int end) {
    String old = text.substring(start, end);
    return expression.match(old, match -> edit(text, start, end, old, replaced(old, match)));
  }

  private static Edit edit(String text, int start, int end, String old, Replaced replaced) {
    return replaced.text().equals(old)
        ? Edit.none(text)
        : new Edit(
            text.substring(0, start) + replaced.text() + text.substring(end),
            replaced.count() + " replacements made");
  }

  private record Replaced(String text, int count) {}

  private Replaced replaced(String old, Matcher match) {
    ReplacementText replacement = ReplacementText.of(template, expression);
    StringBuilder result = new StringBuilder();
    int count = 0;
    int done = 0;
    while (match.find()) {
      result.append(old, done, match.start()).append(replacement.expand(match));
      done = match.end();
      count++;
    }
    return new Replaced(result.append(old, done, old.length()).toString(), count);
  }
}
