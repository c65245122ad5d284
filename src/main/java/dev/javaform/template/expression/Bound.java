package dev.javaform.template.expression;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of one call, by name.
 *
 * @param rest positional arguments beyond the named parameters
 * @param others named arguments beyond the named parameters
 */
public record Bound(
    String function, Map<String, Object> values, List<Object> rest, Map<String, Object> others) {

  Bound complete(List<String> required) {
    for (String name : required) {
      if (!values.containsKey(name)) {
        throw ExpressionException.failed("%s() missing required argument: '%s'", function, name);
      }
    }
    return this;
  }

  /** Whether the argument was given; {@code none} counts as not given. */
  public boolean has(String name) {
    return values.get(name) != null;
  }

  /** The argument, null where it was not given. */
  public @Nullable Object get(String name) {
    return values.get(name);
  }

  /** The argument as Python's {@code str}. */
  public String text(String name) {
    return Text.str(get(name));
  }

  /** The same, null where it was not given. */
  public @Nullable String textIfGiven(String name) {
    return has(name) ? text(name) : null;
  }

  public String text(String name, String fallback) {
    return has(name) ? text(name) : fallback;
  }

  public boolean flag(String name) {
    return has(name) && Values.truth(get(name));
  }

  public boolean flag(String name, boolean fallback) {
    return has(name) ? Values.truth(get(name)) : fallback;
  }

  /** The argument as a whole number. */
  public int number(String name) {
    Object value = Values.known(get(name));
    if (value instanceof String text && text.strip().matches("[-+]?\\d+")) {
      return Integer.parseInt(text.strip());
    }
    return Numbers.integer(value).intValue();
  }

  public int number(String name, int fallback) {
    return has(name) ? number(name) : fallback;
  }

  public double real(String name) {
    return Numbers.real(Values.known(get(name)));
  }

  /** What a loop over the argument sees. */
  public List<Object> items(String name) {
    return Values.items(get(name));
  }

  /** The argument as a mapping; fails where it is something else. */
  public Map<?, ?> map(String name) {
    Object value = Values.known(get(name));
    if (value instanceof Map<?, ?> map) {
      return map;
    }
    throw ExpressionException.failed(
        "%s requires a dictionary, got %s instead.", function, Values.typeName(value));
  }
}
