package dev.javaform.template.function;

import dev.javaform.python.Floats;
import dev.javaform.python.Tuple;
import dev.javaform.template.expression.Limits;
import dev.javaform.template.expression.Numbers;
import dev.javaform.template.expression.Values;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Stand-ins whose Java equality is Python's: for sets of values. */
final class Keys {

  private Keys() {}

  static Object of(@Nullable Object value) {
    return standIn(Limits.flat(value));
  }

  private static Object standIn(@Nullable Object value) {
    return switch (Values.known(value)) {
      case Object number when Numbers.isNumeric(number) -> number(number);
      case Tuple items -> List.of("tuple", standIns(items));
      case List<?> items -> standIns(items);
      case Map<?, ?> map -> pairs(map);
      case null -> NULL;
      case Object other -> other;
    };
  }

  private static final Object NULL = new Object();

  private static Object number(Object number) {
    double real = Numbers.real(number);
    return Floats.isFloat(number) && real != Math.rint(real)
        ? (Object) real
        : Floats.isFloat(number)
            ? new java.math.BigDecimal(real).toBigInteger()
            : Numbers.integer(number);
  }

  private static Object pairs(Map<?, ?> map) {
    Map<Object, Object> pairs = new HashMap<>();
    map.forEach((key, value) -> pairs.put(standIn(key), standIn(value)));
    return pairs;
  }

  private static List<Object> standIns(List<?> items) {
    List<Object> standIns = new ArrayList<>(items.size());
    for (Object item : items) {
      standIns.add(standIn(item));
    }
    return standIns;
  }

  /** The value to compare by where letters' case does not count. */
  static @Nullable Object ignoringCase(@Nullable Object value) {
    return value instanceof String text ? text.toLowerCase(Locale.ROOT) : value;
  }
}
