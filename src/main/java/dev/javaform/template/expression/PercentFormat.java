package dev.javaform.template.expression;

import dev.javaform.python.Tuple;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Python's {@code 'text %s' % values}. */
public final class PercentFormat {

  private static final Pattern CODE =
      Pattern.compile(
          "%(?:\\(([^)]*)\\))?([-+ 0#]*)(\\*|\\d+)?(?:\\.(\\d+))?[hlL]?(.)", Pattern.DOTALL);

  private final @Nullable Object values;
  private final Iterator<?> next;

  private PercentFormat(@Nullable Object values) {
    this.values = values;
    this.next =
        (values instanceof Tuple tuple ? tuple : java.util.Collections.singletonList(values))
            .iterator();
  }

  /** The format with the value, or the tuple of values, or the mapping, put in. */
  public static String format(String format, @Nullable Object values) {
    PercentFormat running = new PercentFormat(values);
    String text =
        CODE.matcher(format).replaceAll(code -> Matcher.quoteReplacement(running.code(code)));
    if (values instanceof Tuple && running.next.hasNext()) {
      throw ExpressionException.failed("not all arguments converted during string formatting");
    }
    return text;
  }

  private String code(java.util.regex.MatchResult code) {
    String type = code.group(5);
    if (type.equals("%")) {
      return "%";
    }
    String flags = code.group(2);
    int width = code.group(3) == null ? 0 : width(code.group(3));
    Object value = value(code.group(1));
    if (type.equals("r")) {
      return spec(flags, width, code.group(4), "s").apply(Text.repr(value));
    }
    return spec(flags, width, code.group(4), type).apply(value);
  }

  private int width(String width) {
    return width.equals("*") ? Numbers.integer(taken()).intValue() : Integer.parseInt(width);
  }

  private @Nullable Object value(@Nullable String name) {
    if (name == null) {
      return taken();
    }
    if (values instanceof Map<?, ?> map && map.containsKey(name)) {
      return Values.known(map.get(name));
    }
    throw ExpressionException.failed("the format names %s, which is not given", Text.repr(name));
  }

  private @Nullable Object taken() {
    if (!next.hasNext()) {
      throw ExpressionException.failed("not enough arguments for format string");
    }
    return Values.known(next.next());
  }

  private static FormatSpec spec(String flags, int width, String precision, String type) {
    boolean left = flags.contains("-");
    boolean zeros = flags.contains("0") && !left && !type.equals("s");
    return new FormatSpec(
        zeros ? '0' : ' ',
        Optional.of(left ? '<' : zeros ? '=' : '>'),
        flags.contains("+") ? "+" : flags.contains(" ") ? " " : "",
        flags.contains("#"),
        false,
        width,
        Optional.ofNullable(precision).map(Integer::valueOf),
        type);
  }

  /** The values of a call's positional arguments as one right side. */
  public static Object operand(List<Object> positional, Map<String, Object> named) {
    return named.isEmpty() ? new Tuple(positional) : named;
  }
}
