package dev.javaform.template.function;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.javaform.template.expression.Bound;
import dev.javaform.template.expression.ExpressionException;
import dev.javaform.template.expression.Numbers;
import dev.javaform.template.expression.Text;
import dev.javaform.template.expression.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** JSON as Python's {@code json.dumps} writes it. */
final class Json {

  /** Loaded when the first text is read. */
  private static final class Reader {
    private static final JsonMapper MAPPER =
        JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .enable(DeserializationFeature.USE_LONG_FOR_INTS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
  }

  private final String indent;
  private final String comma;
  private final String colon;
  private final boolean sorted;
  private final boolean ascii;

  private Json(String indent, String comma, String colon, boolean sorted, boolean ascii) {
    this.indent = indent;
    this.comma = comma;
    this.colon = colon;
    this.sorted = sorted;
    this.ascii = ascii;
  }

  static void addTo(Filters filters) {
    filters
        .add("to_json", "*args **options", (value, call) -> plain(call).text(value))
        .add(
            "to_nice_json", "indent? sort_keys? **options", (value, call) -> nice(call).text(value))
        .add("tojson", "indent?", (value, call) -> forHtml(value, call))
        .add("from_json", value -> parse(Text.str(value)));
  }

  private static Json plain(Bound call) {
    Map<String, Object> options = call.others();
    String indent = options.get("indent") == null ? "" : indent(options.get("indent"));
    Object separators = options.get("separators");
    List<Object> pair =
        separators == null
            ? List.of(indent.isEmpty() ? ", " : ",", ": ")
            : Values.items(separators);
    return new Json(
        indent,
        Text.str(pair.get(0)),
        Text.str(pair.get(1)),
        truth(options, "sort_keys", false),
        truth(options, "ensure_ascii", true));
  }

  private static Json nice(Bound call) {
    String indent = call.has("indent") ? indent(call.get("indent")) : "    ";
    return new Json(
        indent,
        ",",
        ": ",
        call.flag("sort_keys", true),
        truth(call.others(), "ensure_ascii", true));
  }

  private static boolean truth(Map<String, Object> options, String name, boolean fallback) {
    return options.get(name) == null ? fallback : Values.truth(options.get(name));
  }

  private static String indent(Object indent) {
    return indent instanceof String text ? text : " ".repeat(Numbers.integer(indent).intValue());
  }

  private static String forHtml(Object value, Bound call) {
    String indent = call.has("indent") ? indent(call.get("indent")) : "";
    String json = new Json(indent, indent.isEmpty() ? ", " : ",", ": ", true, true).text(value);
    return json.replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("&", "\\u0026")
        .replace("'", "\\u0027");
  }

  /** The text without line breaks. */
  static String compact(Object value) {
    return new Json("", ", ", ": ", false, true).text(value);
  }

  private String text(Object value) {
    StringBuilder text = new StringBuilder();
    write(value, "", text);
    return text.toString();
  }

  private void write(Object value, String margin, StringBuilder text) {
    switch (Values.known(value)) {
      case null -> text.append("null");
      case Boolean truth -> text.append(truth);
      case Number number -> text.append(number(number));
      case String string -> quote(string, text);
      case List<?> items -> items(items, margin, text);
      case Map<?, ?> map -> pairs(map, margin, text);
      default -> quote(Text.str(value).replaceFirst("(?<=^\\d{4}-\\d\\d-\\d\\d) ", "T"), text);
    }
  }

  private static String number(Number number) {
    String text = Text.str(number);
    return switch (text) {
      case "nan" -> "NaN";
      case "inf" -> "Infinity";
      case "-inf" -> "-Infinity";
      default -> text;
    };
  }

  private void items(List<?> items, String margin, StringBuilder text) {
    String separator = "";
    text.append('[');
    for (Object item : items) {
      text.append(separator).append(line(margin + indent));
      write(item, margin + indent, text);
      separator = comma;
    }
    text.append(items.isEmpty() ? "" : line(margin)).append(']');
  }

  private void pairs(Map<?, ?> map, String margin, StringBuilder text) {
    String separator = "";
    text.append('{');
    for (Object key : keys(map)) {
      text.append(separator).append(line(margin + indent));
      quote(key(key), text);
      text.append(colon);
      write(map.get(key), margin + indent, text);
      separator = comma;
    }
    text.append(map.isEmpty() ? "" : line(margin)).append('}');
  }

  private String line(String margin) {
    return indent.isEmpty() ? "" : "\n" + margin;
  }

  private List<Object> keys(Map<?, ?> map) {
    List<Object> keys = new ArrayList<>(map.keySet());
    if (sorted) {
      keys.sort((left, right) -> Values.compare(left, right, "<"));
    }
    return keys;
  }

  private static String key(Object key) {
    return switch (key) {
      case null -> "null";
      case Boolean truth -> truth.toString();
      default -> Text.str(key);
    };
  }

  private void quote(String string, StringBuilder text) {
    text.append('"');
    for (char letter : string.toCharArray()) {
      switch (letter) {
        case '"' -> text.append("\\\"");
        case '\\' -> text.append("\\\\");
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        case '\t' -> text.append("\\t");
        case '\b' -> text.append("\\b");
        case '\f' -> text.append("\\f");
        default ->
            text.append(
                letter < ' ' || ascii && letter > '~'
                    ? "\\u%04x".formatted((int) letter)
                    : String.valueOf(letter));
      }
    }
    text.append('"');
  }

  private static Object parse(String text) {
    try {
      return Reader.MAPPER.readValue(text, Object.class);
    } catch (JsonProcessingException failure) {
      throw ExpressionException.failed(
          "from_json cannot read this JSON (line %d): %s",
          failure.getLocation().getLineNr(), failure.getOriginalMessage());
    }
  }
}
