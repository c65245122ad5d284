package dev.javaform.template.ansible;

import com.google.common.collect.ImmutableSet;
import dev.javaform.python.LiteralReader;
import dev.javaform.python.PlainLiteral;
import dev.javaform.template.expression.Expression;
import dev.javaform.template.expression.Text;
import java.time.Duration;
import java.time.temporal.Temporal;
import org.jspecify.annotations.Nullable;

/**
 * The type of what a template in a playbook gives. It is a text, as Jinja2 makes it, unless that
 * looks like a list, a mapping or a boolean: then it is one. A variable alone in its braces keeps
 * its type, and so do lists and mappings, which come through their text unchanged.
 *
 * <p>Source: Ansible 2.14, {@code ansible_eval_concat} and {@code Templar.template} without {@code
 * jinja2_native}; {@code STRING_TYPE_FILTERS} for what stays a text.
 */
final class Retyping {

  private static final ImmutableSet<String> TEXT_FILTERS =
      ImmutableSet.of(
          "string", "to_json", "to_nice_json", "to_yaml", "to_nice_yaml", "ppretty", "json");

  private Retyping() {}

  /** What braces around {@code expression} alone give, which has that value. */
  static @Nullable Object of(Expression expression, @Nullable Object value) {
    return switch (value) {
      case null -> expression instanceof Expression.Name ? null : "";
      case String text -> staysText(expression) ? text : of(text);
      case Number number -> expression instanceof Expression.Name ? number : Text.str(number);
      case Temporal time -> Text.str(time);
      case Duration duration -> Text.str(duration);
      default -> value;
    };
  }

  /** What a text is that a template has made. */
  static Object of(String text) {
    return looksLikeAnother(text)
        ? PlainLiteral.read(text, LiteralReader.Constants.JSON_TOO).orElse(text)
        : text;
  }

  private static boolean looksLikeAnother(String text) {
    return text.startsWith("[")
        || text.startsWith("{")
        || text.equals("True")
        || text.equals("False");
  }

  /** Where a filter made it that means text. */
  private static boolean staysText(Expression expression) {
    return switch (expression) {
      case Expression.Filter filter ->
          TEXT_FILTERS.contains(filter.name().substring(filter.name().lastIndexOf('.') + 1));
      case Expression.Choice choice ->
          staysText(choice.then()) || choice.otherwise().filter(Retyping::staysText).isPresent();
      default -> false;
    };
  }
}
