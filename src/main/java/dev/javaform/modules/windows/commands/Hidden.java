package dev.javaform.modules.windows.commands;

import dev.javaform.module.Secret;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values that scripts get, each text of them as a secret: whether one is, nobody says. */
final class Hidden {

  private Hidden() {}

  static Map<String, Object> values(Map<?, ?> values) {
    Map<String, Object> hidden = new LinkedHashMap<>();
    values.forEach((name, value) -> hidden.put(String.valueOf(name), value(value)));
    return hidden;
  }

  private static @Nullable Object value(@Nullable Object value) {
    return switch (value) {
      case String text -> new Secret(text);
      case Map<?, ?> map -> values(map);
      case List<?> list -> list.stream().<@Nullable Object>map(Hidden::value).toList();
      case null, default -> value;
    };
  }
}
