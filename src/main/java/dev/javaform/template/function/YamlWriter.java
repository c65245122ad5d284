package dev.javaform.template.function;

import dev.javaform.template.expression.Limits;
import dev.javaform.template.expression.Text;
import dev.javaform.template.expression.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes YAML as Ansible's filters do: block style, keys sorted, lists as deep as their key.
 *
 * @param flow whether every collection is written in one line
 * @param flowLeaves whether collections that hold only scalars are
 */
record YamlWriter(
    int indent, int width, boolean sorted, boolean start, boolean flow, boolean flowLeaves) {

  String text(@Nullable Object value) {
    Limits.flat(value);
    StringBuilder text = new StringBuilder(start ? "---\n" : "");
    if (isCollection(value) && !inline(value)) {
      block(value, 0, 0, text);
    } else {
      text.append(inlined(value, 0)).append('\n');
    }
    return text.toString();
  }

  private static boolean isCollection(@Nullable Object value) {
    return value instanceof List<?> || value instanceof Map<?, ?>;
  }

  private boolean inline(@Nullable Object value) {
    return switch (value) {
      case List<?> items ->
          items.isEmpty()
              || flow
              || (flowLeaves && items.stream().noneMatch(YamlWriter::isCollection));
      case Map<?, ?> map ->
          map.isEmpty()
              || flow
              || (flowLeaves && map.values().stream().noneMatch(YamlWriter::isCollection));
      case null, default -> true;
    };
  }

  /**
   * @param column where the first line stands already
   */
  private void block(@Nullable Object value, int margin, int column, StringBuilder text) {
    boolean first = true;
    if (value instanceof List<?> items) {
      for (Object item : items) {
        text.append(first ? " ".repeat(Math.max(0, margin - column)) : " ".repeat(margin))
            .append('-');
        element(item, margin, text);
        first = false;
      }
    } else if (value instanceof Map<?, ?> map) {
      for (Object key : keys(map)) {
        String name = YamlScalar.of(key).written(YamlScalar.Place.KEY, margin, margin, width);
        text.append(first ? " ".repeat(Math.max(0, margin - column)) : " ".repeat(margin))
            .append(name)
            .append(':');
        under(map.get(key), margin, margin + name.length() + 1, text);
        first = false;
      }
    }
  }

  private void element(@Nullable Object item, int margin, StringBuilder text) {
    if (!inline(item)) {
      text.append(" ".repeat(indent - 1));
      block(item, margin + indent, margin + indent, text);
    } else {
      text.append(' ').append(scalar(item, margin, margin + 2)).append('\n');
    }
  }

  private void under(@Nullable Object value, int margin, int column, StringBuilder text) {
    if (inline(value)) {
      text.append(' ').append(scalar(value, margin, column + 1)).append('\n');
      return;
    }
    text.append('\n');
    block(value, value instanceof List<?> ? margin : margin + indent, 0, text);
  }

  private String scalar(@Nullable Object value, int margin, int column) {
    return isCollection(value)
        ? inlined(value, column)
        : YamlScalar.of(value).written(YamlScalar.Place.BLOCK, column, margin + indent, width);
  }

  private String inlined(@Nullable Object value, int column) {
    return isCollection(value)
        ? new YamlFlow(this, column).text(value)
        : YamlScalar.of(value).written(YamlScalar.Place.BLOCK, column, indent, width);
  }

  List<Object> keys(Map<?, ?> map) {
    List<Object> keys = new ArrayList<>(map.keySet());
    if (sorted) {
      keys.sort(
          (left, right) ->
              Values.typeName(left).equals(Values.typeName(right))
                  ? Values.compare(left, right, "<")
                  : Text.str(left).compareTo(Text.str(right)));
    }
    return keys;
  }
}
