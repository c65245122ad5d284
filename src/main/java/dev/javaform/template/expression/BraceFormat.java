package dev.javaform.template.expression;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Python's {@code 'text {}'.format(values)}. */
final class BraceFormat {

  private static final Pattern FIELD =
      Pattern.compile("\\{\\{|}}|\\{([^{}:!]*)(?:!([rsa]))?(?::([^{}]*))?}|[{}]");
  private static final Pattern PART = Pattern.compile("\\.([^.\\[]+)|\\[([^\\]]+)]");
  private static final Pattern SPEC =
      Pattern.compile("(?:(.)?([<>^=]))?([-+ ])?(#)?(0)?(\\d+)?(,)?(?:\\.(\\d+))?([a-zA-Z%])?");

  private final List<Object> positional;
  private final Map<String, Object> named;
  private int next;

  private BraceFormat(List<Object> positional, Map<String, Object> named) {
    this.positional = positional;
    this.named = named;
  }

  static String format(String format, List<Object> positional, Map<String, Object> named) {
    BraceFormat running = new BraceFormat(positional, named);
    return FIELD
        .matcher(format)
        .replaceAll(
            field ->
                Matcher.quoteReplacement(
                    switch (field.group()) {
                      case "{{" -> "{";
                      case "}}" -> "}";
                      case "{", "}" ->
                          throw ExpressionException.failed(
                              "Single '%s' in format string", field.group());
                      default -> running.field(field.group(1), field.group(2), field.group(3));
                    }));
  }

  private String field(String path, String conversion, String spec) {
    Object value = value(path);
    Object converted =
        conversion == null ? value : conversion.equals("s") ? Text.str(value) : Text.repr(value);
    return spec(spec == null ? "" : spec).apply(Values.known(converted));
  }

  private @Nullable Object value(String path) {
    Matcher parts = PART.matcher(path);
    int end = parts.find() ? parts.start() : path.length();
    Object value = first(path.substring(0, end));
    parts.reset();
    while (parts.find()) {
      value =
          Access.item(value, index(parts.group(1) == null ? parts.group(2) : parts.group(1)), -1);
    }
    return value;
  }

  private static Object index(String text) {
    return text.matches("\\d+") ? (Object) Long.valueOf(text) : text;
  }

  private Object first(String name) {
    if (!name.isEmpty() && !name.matches("\\d+")) {
      if (!named.containsKey(name)) {
        throw ExpressionException.failed("the format names '%s', which is not given", name);
      }
      return named.get(name);
    }
    int index = name.isEmpty() ? next++ : Integer.parseInt(name);
    if (index >= positional.size()) {
      throw ExpressionException.failed(
          "Replacement index %d out of range for positional args", index);
    }
    return positional.get(index);
  }

  private static FormatSpec spec(String text) {
    Matcher spec = SPEC.matcher(text);
    if (!spec.matches()) {
      throw ExpressionException.failed("Invalid format specifier '%s'", text);
    }
    boolean zeros = spec.group(5) != null && spec.group(2) == null;
    return new FormatSpec(
        zeros ? '0' : spec.group(1) == null ? ' ' : spec.group(1).charAt(0),
        zeros ? Optional.of('=') : Optional.ofNullable(spec.group(2)).map(align -> align.charAt(0)),
        spec.group(3) == null || spec.group(3).equals("-") ? "" : spec.group(3),
        spec.group(4) != null,
        spec.group(7) != null,
        spec.group(6) == null ? 0 : Integer.parseInt(spec.group(6)),
        Optional.ofNullable(spec.group(8)).map(Integer::valueOf),
        spec.group(9) == null ? "" : spec.group(9));
  }
}
