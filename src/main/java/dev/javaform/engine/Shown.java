package dev.javaform.engine;

import dev.javaform.source.Yaml;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Values as people read them in a line. */
final class Shown {

  private Shown() {}

  /** A value as Python would print it, which is how loop items have always been shown. */
  static String value(Object value) {
    return value instanceof String text ? text : nested(value);
  }

  private static String nested(Object value) {
    return switch (value) {
      case null -> "None";
      case Boolean truth -> truth ? "True" : "False";
      case String text -> "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
      case List<?> list ->
          list.stream().map(Shown::nested).collect(Collectors.joining(", ", "[", "]"));
      case Map<?, ?> map ->
          map.entrySet().stream()
              .map(entry -> nested(entry.getKey()) + ": " + nested(entry.getValue()))
              .collect(Collectors.joining(", ", "{", "}"));
      default -> value.toString();
    };
  }

  /** Conditions joined as they are evaluated. */
  static String conditions(List<Yaml> conditions) {
    return conditions.stream()
        .map(condition -> String.valueOf(condition.plain()))
        .collect(Collectors.joining(" and "));
  }
}
