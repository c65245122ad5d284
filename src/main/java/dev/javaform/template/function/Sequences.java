package dev.javaform.template.function;

import dev.javaform.template.expression.ExpressionException;
import dev.javaform.template.expression.PercentFormat;
import dev.javaform.template.expression.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The {@code sequence} lookup: numbers as texts. */
final class Sequences {

  private static final Pattern SHORT =
      Pattern.compile(
          "(?:(0?x?[0-9a-f]+)\\s*-\\s*)?(0?x?[0-9a-f]+)(?:\\s*/\\s*(\\d+))?(?:\\s*:\\s*(.+))?",
          Pattern.CASE_INSENSITIVE);
  private static final int LONGEST = 1_000_000;

  private Sequences() {}

  static List<Object> all(List<Object> terms, Map<String, Object> options) {
    List<Object> all = new ArrayList<>();
    for (Object term : terms.isEmpty() ? List.<Object>of("") : terms) {
      Map<String, String> parts = parts(Text.str(term));
      options.forEach((name, value) -> parts.put(name, Text.str(value)));
      numbers(parts, all);
    }
    return all;
  }

  private static Map<String, String> parts(String term) {
    Map<String, String> parts = new LinkedHashMap<>();
    Matcher compact = SHORT.matcher(term.strip());
    if (compact.matches()) {
      put("start", compact.group(1), parts);
      put("end", compact.group(2), parts);
      put("stride", compact.group(3), parts);
      put("format", compact.group(4), parts);
      return parts;
    }
    for (String word : term.strip().split("\\s+", -1)) {
      int equals = word.indexOf('=');
      if (equals > 0) {
        parts.put(word.substring(0, equals), word.substring(equals + 1));
      }
    }
    return parts;
  }

  private static void put(String name, @Nullable String value, Map<String, String> parts) {
    if (value != null) {
      parts.put(name, value);
    }
  }

  private static void numbers(Map<String, String> parts, List<Object> all) {
    long start = number(parts.getOrDefault("start", "1"));
    long stride = number(parts.getOrDefault("stride", "1"));
    long end = end(parts, start, stride);
    if (stride == 0 || Math.abs(end - start) / Math.abs(stride) > LONGEST) {
      throw ExpressionException.failed("The sequence has no end.");
    }
    for (long i = start; stride > 0 ? i <= end : i >= end; i += stride) {
      all.add(PercentFormat.format(parts.getOrDefault("format", "%d"), i));
    }
  }

  private static long end(Map<String, String> parts, long start, long stride) {
    return Optional.ofNullable(parts.get("count"))
        .map(count -> start + (number(count) - 1) * stride)
        .or(() -> Optional.ofNullable(parts.get("end")).map(Sequences::number))
        .orElseThrow(
            () -> ExpressionException.failed("must specify count or end in with_sequence"));
  }

  private static long number(String text) {
    try {
      return Long.decode(text);
    } catch (NumberFormatException _) {
      throw ExpressionException.failed("can't parse %s as an integer", Text.repr(text));
    }
  }
}
