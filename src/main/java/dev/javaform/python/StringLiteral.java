package dev.javaform.python;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A quoted string as Python 3 writes it, with its prefixes, triple quotes and escapes.
 *
 * @param content what the string says
 * @param end where in the text it has ended: behind its last quote
 */
public record StringLiteral(String content, int end) {

  private static final Pattern OPEN =
      Pattern.compile("(?<prefix>[uU]|[bB]?[rR]?|[rR][bB])(?<quote>'''|\"\"\"|'|\")");

  private static final Pattern WHOLE =
      Pattern.compile(
          OPEN + "(?<content>(?:\\\\.|(?!\\k<quote>)[^\\\\])*+)\\k<quote>", Pattern.DOTALL);

  /** Whether a quoted string begins at {@code index}. */
  public static boolean beginsAt(String text, int index) {
    return OPEN.matcher(text).region(index, text.length()).lookingAt();
  }

  /** The string that begins at {@code index}; empty where none does, or where it is not one. */
  public static Optional<StringLiteral> at(String text, int index) {
    Matcher whole = WHOLE.matcher(text).region(index, text.length());
    if (!whole.lookingAt()) {
      return Optional.empty();
    }
    String content = whole.group("content");
    if (whole.group("prefix").toLowerCase(Locale.ROOT).contains("r")) {
      return Optional.of(new StringLiteral(content, whole.end()));
    }
    return Escapes.areComplete(content)
        ? Optional.of(new StringLiteral(Escapes.resolve(content), whole.end()))
        : Optional.empty();
  }
}
