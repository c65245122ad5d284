package dev.javaform.modules.linux;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces all that an expression matches, in the whole text or in one section of it.
 *
 * @param template what takes its place, with references to groups
 * @param section finds the section as the group {@value #GROUP}
 */
record Substitution(Pattern expression, String template, Optional<Pattern> section)
    implements Editing.Editor {

  private static final String GROUP = "subsection";

  /** An expression over several lines, whose words are those of all languages. */
  static Pattern expression(String text) {
    return PythonPattern.compile(
        text, Pattern.MULTILINE | Pattern.UNICODE_CHARACTER_CLASS | Pattern.UNICODE_CASE);
  }

  /** The section between two expressions, either of which may be missing. */
  static Optional<Pattern> section(Optional<String> after, Optional<String> before) {
    Optional<String> from = after.filter(text -> !text.isEmpty());
    Optional<String> to = before.filter(text -> !text.isEmpty());
    if (from.isEmpty() && to.isEmpty()) {
      return Optional.empty();
    }
    String all = from.isPresent() && to.isPresent() ? ".*?" : ".*";
    return Optional.of(
        PythonPattern.compile(
            from.orElse("") + "(?P<" + GROUP + ">" + all + ")" + to.orElse(""),
            Pattern.DOTALL | Pattern.UNICODE_CHARACTER_CLASS));
  }

  @Override
  public Edit edit(String text) {
    if (section.isEmpty()) {
      return replaced(text, 0, text.length());
    }
    Matcher found = section.get().matcher(text);
    return found.find()
        ? replaced(text, found.start(GROUP), found.end(GROUP))
        : new Edit(
            text,
            "Pattern for before/after params did not match the given file: "
                + found.pattern().pattern().replace("(?<" + GROUP, "(?P<" + GROUP));
  }

  private Edit replaced(String text, int start, int end) {
    String old = text.substring(start, end);
    Matcher match = expression.matcher(old);
    StringBuilder result = new StringBuilder();
    int count = 0;
    int done = 0;
    while (match.find()) {
      result.append(old, done, match.start()).append(PythonTemplate.expand(template, match));
      done = match.end();
      count++;
    }
    result.append(old, done, old.length());
    return result.toString().equals(old)
        ? Edit.none(text)
        : new Edit(
            text.substring(0, start) + result + text.substring(end), count + " replacements made");
  }
}
