package dev.javaform.template.ansible;

import com.google.common.collect.ImmutableSet;
import dev.javaform.python.LiteralMaker;
import dev.javaform.python.LiteralReader;
import dev.javaform.python.Tuple;
import dev.javaform.template.expression.Expression;
import dev.javaform.template.expression.Text;
import java.time.Duration;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The type of what a template in a playbook gives. It is a text, as Jinja2 makes it, unless that
 * looks like a list, a mapping or a boolean: then it is one. A variable alone in its braces keeps
 * its type, and so do lists and mappings, which come through their text unchanged.
 *
 * <p>Source: Ansible 2.14, {@code ansible_eval_concat} and {@code Templar.template} without {@code
 * jinja2_native}; {@code STRING_TYPE_FILTERS} for what stays a text.
 */
final class Retyping implements LiteralMaker<Object> {

  private static final Retyping MAKER = new Retyping();

  /** Stands for none, which is not a value of its own for the reader. */
  private static final Object NONE = new Object();

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
  static @Nullable Object of(String text) {
    if (!looksLikeAnother(text)) {
      return text;
    }
    return LiteralReader.read(text, LiteralReader.Constants.JSON_TOO, MAKER)
        .<@Nullable Object>map(Retyping::plain)
        .orElse(text);
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

  private static @Nullable Object plain(Object value) {
    return value == NONE ? null : value;
  }

  @Override
  public Object scalar(@Nullable Object value, int begin, int end) {
    return value == null ? NONE : value;
  }

  @Override
  public Object list(List<Object> items, int begin) {
    List<@Nullable Object> list = new ArrayList<>(items.size());
    items.forEach(item -> list.add(plain(item)));
    return list;
  }

  @Override
  public Object tuple(List<Object> items, int begin) {
    return new Tuple((List<?>) list(items, begin));
  }

  @Override
  public Object dictionary(Map<Object, Map.Entry<Object, Object>> entries, int begin) {
    Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
    entries.values().forEach(each -> map.put(plain(each.getKey()), plain(each.getValue())));
    return map;
  }

  /** Lists and dictionaries cannot be keys; numbers that are equal are the same key. */
  @Override
  public @Nullable Object key(Object value) {
    return switch (value) {
      case Tuple tuple -> tuple;
      case List<?> _, Map<?, ?> _ -> null;
      default -> value;
    };
  }
}
