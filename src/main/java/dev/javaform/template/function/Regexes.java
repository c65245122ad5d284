package dev.javaform.template.function;

import dev.javaform.python.PatternException;
import dev.javaform.python.Regex;
import dev.javaform.python.RegexSyntaxException;
import dev.javaform.python.ReplacementText;
import dev.javaform.template.expression.Bound;
import dev.javaform.template.expression.ExpressionException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;

/** Regular expressions of templates, whose mistakes are those of the template. */
final class Regexes {

  private Regexes() {}

  static Regex of(String expression, Regex.Flag... flags) {
    return read(() -> Regex.of(expression, flags));
  }

  /** The expression with the call's {@code ignorecase} and {@code multiline}. */
  static Regex of(String expression, Bound call) {
    List<Regex.Flag> flags = new ArrayList<>();
    if (call.flag("ignorecase")) {
      flags.add(Regex.Flag.IGNORECASE);
    }
    if (call.flag("multiline")) {
      flags.add(Regex.Flag.MULTILINE);
    }
    return of(expression, flags.toArray(Regex.Flag[]::new));
  }

  static ReplacementText replacement(String text, Regex regex) {
    return read(() -> ReplacementText.of(text, regex));
  }

  private static <T> T read(Supplier<T> reading) {
    try {
      return reading.get();
    } catch (RegexSyntaxException e) {
      throw ExpressionException.failed(e.getMessage());
    }
  }

  /** What {@code work} makes of the matches, within bounds. */
  static <T> T match(Regex regex, String text, Function<Matcher, T> work) {
    try {
      return regex.match(text, work);
    } catch (PatternException e) {
      throw ExpressionException.failed(e.getMessage());
    }
  }
}
