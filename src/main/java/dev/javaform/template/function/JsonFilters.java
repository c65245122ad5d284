package dev.javaform.template.function;

import dev.javaform.python.JsonException;
import dev.javaform.python.JsonReader;
import dev.javaform.python.JsonStyle;
import dev.javaform.python.JsonWriter;
import dev.javaform.template.expression.Bound;
import dev.javaform.template.expression.ExpressionException;
import dev.javaform.template.expression.Limits;
import dev.javaform.template.expression.Numbers;
import dev.javaform.template.expression.Text;
import dev.javaform.template.expression.Values;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The filters to and from JSON. */
final class JsonFilters {

  private JsonFilters() {}

  static void addTo(Filters filters) {
    filters
        .add("to_json", "*args **options", (value, call) -> text(value, plain(call)))
        .add(
            "to_nice_json",
            "indent? sort_keys? **options",
            (value, call) -> text(value, nice(call)))
        .add("tojson", "indent?", (value, call) -> forHtml(value, call))
        .add("from_json", value -> parse(Text.str(value)));
  }

  private static JsonStyle plain(Bound call) {
    Map<String, Object> options = call.others();
    Object indent = options.get("indent");
    JsonStyle style = JsonStyle.LINE.indented(indent == null ? "" : indent(indent));
    return styled(separated(style, options), truth(options, "sort_keys", false), options);
  }

  private static JsonStyle nice(Bound call) {
    String indent = call.has("indent") ? indent(call.get("indent")) : "    ";
    JsonStyle style = JsonStyle.LINE.indented(indent).separated(",", ": ");
    return styled(style, call.flag("sort_keys", true), call.others());
  }

  private static JsonStyle separated(JsonStyle style, Map<String, Object> options) {
    if (options.get("separators") == null) {
      return style;
    }
    List<Object> pair = Values.items(options.get("separators"));
    return style.separated(Text.str(pair.get(0)), Text.str(pair.get(1)));
  }

  private static JsonStyle styled(JsonStyle style, boolean sorted, Map<String, Object> options) {
    JsonStyle ordered = sorted ? sorted(style) : style;
    return truth(options, "ensure_ascii", true) ? ordered : ordered.unicode();
  }

  private static JsonStyle sorted(JsonStyle style) {
    return style.sorted((left, right) -> Values.compare(left, right, "<"));
  }

  private static boolean truth(Map<String, Object> options, String name, boolean fallback) {
    return options.get(name) == null ? fallback : Values.truth(options.get(name));
  }

  private static String indent(@Nullable Object indent) {
    return indent instanceof String text ? text : " ".repeat(Numbers.integer(indent).intValue());
  }

  private static String forHtml(@Nullable Object value, Bound call) {
    String indent = call.has("indent") ? indent(call.get("indent")) : "";
    return text(value, sorted(JsonStyle.LINE.indented(indent)))
        .replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("&", "\\u0026")
        .replace("'", "\\u0027");
  }

  private static String text(@Nullable Object value, JsonStyle style) {
    return new JsonWriter(style, JsonFilters::other).text(Limits.flat(value));
  }

  /** Dates and times are written as ISO 8601 has them. */
  private static String other(@Nullable Object value) {
    return Text.str(value).replaceFirst("(?<=^\\d{4}-\\d\\d-\\d\\d) ", "T");
  }

  private static Object parse(String text) {
    try {
      return JsonReader.read(text);
    } catch (JsonException e) {
      throw ExpressionException.failed("from_json cannot read this as JSON: %s", e.getMessage());
    }
  }
}
