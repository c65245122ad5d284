package dev.javaform.report;

import dev.javaform.python.JsonStyle;
import dev.javaform.python.JsonWriter;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Values of results as JSON that every reader of JSON reads, names sorted. */
final class ReportJson {

  private static final JsonStyle STYLE =
      JsonStyle.LINE.sorted(Comparator.comparing(String::valueOf)).unicode().strictly();
  private static final JsonWriter LINE = new JsonWriter(STYLE, Object::toString);
  private static final JsonWriter DOCUMENT =
      new JsonWriter(STYLE.indented("    "), Object::toString);

  private ReportJson() {}

  /** Hands on a value if JSON has its like; check mode knows of some values only what they are. */
  static void known(@Nullable Object value, Consumer<@Nullable Object> to) {
    switch (value) {
      case null -> to.accept(null);
      case String _, Number _, Boolean _, Map<?, ?> _, Collection<?> _ -> to.accept(value);
      default -> {} // an unknown one
    }
  }

  /** On one line, with a blank after each comma and colon, as people grep it. */
  static String line(Object value) {
    return LINE.text(value);
  }

  /** The same as far as it fits into a text of that length, and how much more there was. */
  static BoundedText line(Object value, int longest) {
    BoundedText text = new BoundedText(longest);
    LINE.write(value, text);
    return text;
  }

  /** On many lines, indented by four. */
  static String document(Object value) {
    return DOCUMENT.text(value);
  }
}
