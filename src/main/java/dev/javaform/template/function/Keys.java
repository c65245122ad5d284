package dev.javaform.template.function;

import dev.javaform.template.expression.Numbers;
import dev.javaform.template.expression.Tuple;
import dev.javaform.template.expression.Values;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Stand-ins whose Java equality is Python's: for sets of values. */
final class Keys {

  private Keys() {}

  static Object of(Object value) {
    return switch (Values.known(value)) {
      case Object number when Numbers.isNumeric(number) -> number(number);
      case Tuple items -> List.of("tuple", items.stream().map(Keys::of).toList());
      case List<?> items -> items.stream().map(Keys::of).toList();
      case Map<?, ?> map -> pairs(map);
      case null -> NULL;
      default -> value;
    };
  }

  private static final Object NULL = new Object();

  private static Object number(Object number) {
    double real = Numbers.real(number);
    return Numbers.isFloat(number) && real != Math.rint(real)
        ? (Object) real
        : Numbers.isFloat(number)
            ? new java.math.BigDecimal(real).toBigInteger()
            : Numbers.integer(number);
  }

  private static Object pairs(Map<?, ?> map) {
    Map<Object, Object> pairs = new HashMap<>();
    map.forEach((key, value) -> pairs.put(of(key), of(value)));
    return pairs;
  }

  /** The value to compare by where letters' case does not count. */
  static Object ignoringCase(Object value) {
    return value instanceof String text ? text.toLowerCase(Locale.ROOT) : value;
  }
}
