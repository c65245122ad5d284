package dev.javaform.template.function;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes a collection as {@code [a, b]} or {@code {a: b}}, broken where the line gets too long. */
final class YamlFlow {

  private final YamlWriter writer;
  private final StringBuilder text = new StringBuilder();
  private int column;

  YamlFlow(YamlWriter writer, int column) {
    this.writer = writer;
    this.column = column;
  }

  String text(@Nullable Object value) {
    write(value, writer.indent());
    return text.toString();
  }

  private void write(@Nullable Object value, int margin) {
    switch (value) {
      case List<?> items -> items(items, margin);
      case Map<?, ?> map -> pairs(map, margin);
      case null, default ->
          put(YamlScalar.of(value).written(YamlScalar.Place.FLOW, column, margin, writer.width()));
    }
  }

  private void items(List<?> items, int margin) {
    put("[");
    String separator = "";
    for (Object item : items) {
      separate(separator, margin);
      write(item, margin + writer.indent());
      separator = ",";
    }
    put("]");
  }

  private void pairs(Map<?, ?> map, int margin) {
    put("{");
    String separator = "";
    for (Object key : writer.keys(map)) {
      separate(separator, margin);
      put(YamlScalar.of(key).written(YamlScalar.Place.FLOW, column, margin, writer.width()) + ": ");
      write(map.get(key), margin + writer.indent());
      separator = ",";
    }
    put("}");
  }

  private void separate(String separator, int margin) {
    put(separator);
    if (column > writer.width()) {
      text.append('\n').repeat(" ", margin);
      column = margin;
    } else if (!separator.isEmpty()) {
      put(" ");
    }
  }

  private void put(String part) {
    text.append(part);
    int line = part.lastIndexOf('\n');
    column = line < 0 ? column + part.length() : part.length() - line - 1;
  }
}
