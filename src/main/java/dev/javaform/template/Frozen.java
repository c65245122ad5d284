package dev.javaform.template;

import java.time.Duration;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Copies of values that nothing can change any more: what a later template put into one would have
 * another origin than the value.
 */
final class Frozen {

  private boolean plain = true;

  private Frozen() {}

  /** The variable of that value, which counts as told where it holds anything but plain values. */
  static Variable variable(@Nullable Object value) {
    Frozen frozen = new Frozen();
    Object copy = frozen.copy(value);
    return frozen.plain ? new Variable.Given(copy) : new Variable.Told(value);
  }

  private @Nullable Object copy(@Nullable Object value) {
    return switch (value) {
      case Tracked _ -> odd(value);
      case List<?> items -> items(items);
      case Map<?, ?> map -> pairs(map);
      case null -> null;
      case String _, Number _, Boolean _, Temporal _, Duration _, Unknown _ -> value;
      default -> odd(value);
    };
  }

  private @Nullable Object odd(@Nullable Object value) {
    plain = false;
    return value;
  }

  /** A list of another kind, such as a tuple, stays what it is if nothing in it can change. */
  private @Nullable Object items(List<?> items) {
    List<Object> copies = new ArrayList<>(items.size());
    boolean nested = false;
    for (Object item : items) {
      nested |= item instanceof Collection<?> || item instanceof Map<?, ?>;
      copies.add(copy(item));
    }
    if (items.getClass().getPackageName().startsWith("dev.javaform")) {
      return nested ? odd(items) : items;
    }
    return Collections.unmodifiableList(copies);
  }

  private Map<Object, Object> pairs(Map<?, ?> map) {
    Map<Object, Object> copies = new LinkedHashMap<>();
    map.forEach((key, item) -> copies.put(key, copy(item)));
    return Collections.unmodifiableMap(copies);
  }
}
