package dev.javaform.template.function;

import dev.javaform.template.expression.Bound;
import dev.javaform.template.expression.ExpressionException;
import dev.javaform.template.expression.PercentFormat;
import dev.javaform.template.expression.Strings;
import dev.javaform.template.expression.Text;
import dev.javaform.template.expression.Values;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Filters on text. */
final class TextFilters {

  private static final Pattern WORD = Pattern.compile("\\w+", Pattern.UNICODE_CHARACTER_CLASS);
  private static final Pattern TITLE_PART = Pattern.compile("[-\\s({\\[<]+|[^-\\s({\\[<]+");
  private static final Pattern UNSAFE = Pattern.compile("[^\\w@%+=:,./-]");
  private static final Pattern TAG = Pattern.compile("<!--.*?-->|<[^>]*>", Pattern.DOTALL);

  private TextFilters() {}

  static void addTo(Filters filters) {
    letters(filters);
    layout(filters);
    filters
        .add("replace", "old new count?", TextFilters::replace)
        .add(
            "split",
            "sep? maxsplit?",
            (value, call) ->
                Strings.split(text(value), call.textIfGiven("sep"), call.number("maxsplit", -1)))
        .add(
            "format",
            "*args **kwargs",
            (value, call) ->
                PercentFormat.format(
                    Text.str(value), PercentFormat.operand(call.rest(), call.others())))
        .add("quote", value -> quoted(value == null ? "" : Text.str(value)))
        .add("comment", "style? **parts", (value, call) -> Comments.comment(text(value), call))
        .add("wordcount", value -> WORD.matcher(Text.str(value)).results().count())
        .add("safe", value -> value)
        .add(
            "striptags",
            value ->
                String.join(
                    " ", TAG.matcher(Text.str(value)).replaceAll("").strip().split("\\s+")));
  }

  private static void letters(Filters filters) {
    filters
        .add("lower", value -> Text.str(value).toLowerCase(Locale.ROOT))
        .add("upper", value -> Text.str(value).toUpperCase(Locale.ROOT))
        .add("capitalize", value -> Strings.capitalize(Text.str(value)))
        .add("title", value -> title(Text.str(value)))
        .add(
            "trim",
            "chars?",
            (value, call) -> Strings.strip(Text.str(value), call.textIfGiven("chars"), true, true))
        .add("escape", value -> escaped(Text.str(value)))
        .alias("e", "escape")
        .alias("forceescape", "escape")
        .add(
            "xmlattr",
            "autospace?",
            (value, call) -> attributes(value, call.flag("autospace", true)));
  }

  private static void layout(Filters filters) {
    filters
        .add("indent", "width? first? blank?", TextFilters::indent)
        .add(
            "center",
            "width?",
            (value, call) -> Strings.center(Text.str(value), call.number("width", 80), " "))
        .add("truncate", "length? killwords? end? leeway?", TextFilters::truncate)
        .add(
            "wordwrap",
            "width? break_long_words? wrapstring? break_on_hyphens?",
            TextFilters::wrap);
  }

  /** The text itself; fails for anything else, as methods of Python's strings do. */
  static String text(@Nullable Object value) {
    if (value instanceof String text) {
      return text;
    }
    throw ExpressionException.failed("a string is expected here, not '%s'", Values.typeName(value));
  }

  private static String title(String text) {
    return TITLE_PART
        .matcher(text)
        .replaceAll(part -> Matcher.quoteReplacement(Strings.capitalize(part.group())));
  }

  private static Object replace(@Nullable Object value, Bound call) {
    return Strings.replace(
        Text.str(value), call.text("old"), call.text("new"), call.number("count", -1));
  }

  /** Safe as one word of a shell, as Python's {@code shlex.quote} has it. */
  static String quoted(String text) {
    if (!text.isEmpty() && !UNSAFE.matcher(text).find()) {
      return text;
    }
    return "'" + text.replace("'", "'\"'\"'") + "'";
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("'", "&#39;")
        .replace("\"", "&#34;");
  }

  private static String attributes(@Nullable Object value, boolean space) {
    if (!(value instanceof Map<?, ?> map)) {
      throw ExpressionException.failed("xmlattr requires a dictionary");
    }
    String attributes =
        map.entrySet().stream()
            .filter(pair -> pair.getValue() != null)
            .map(
                pair ->
                    "%s=\"%s\""
                        .formatted(
                            escaped(Text.str(pair.getKey())), escaped(Text.str(pair.getValue()))))
            .collect(Collectors.joining(" "));
    return space && !attributes.isEmpty() ? " " + attributes : attributes;
  }

  private static Object indent(@Nullable Object value, Bound call) {
    String indent =
        call.get("width") instanceof String text ? text : " ".repeat(call.number("width", 4));
    boolean blank = call.flag("blank");
    List<String> lines = Arrays.asList((text(value) + "\n").split("\r\n|\n|\r", -1));
    List<String> kept = lines.subList(0, lines.size() - 1);
    StringBuilder text =
        new StringBuilder(call.flag("first") ? indent : "").append(kept.getFirst());
    kept.subList(1, kept.size())
        .forEach(
            line -> text.append('\n').append(line.isEmpty() && !blank ? "" : indent).append(line));
    return text.toString();
  }

  private static Object truncate(@Nullable Object value, Bound call) {
    String text = text(value);
    String end = call.text("end", "...");
    int length = call.number("length", 255);
    if (text.length() <= length + call.number("leeway", 5)) {
      return text;
    }
    String cut = text.substring(0, Math.max(0, length - end.length()));
    int blank = cut.lastIndexOf(' ');
    return (call.flag("killwords") || blank < 0 ? cut : cut.substring(0, blank)) + end;
  }

  private static Object wrap(@Nullable Object value, Bound call) {
    int width = call.number("width", 79);
    boolean breaks = call.flag("break_long_words", true);
    boolean hyphens = call.flag("break_on_hyphens", true);
    List<String> lines = new ArrayList<>();
    text(value).lines().forEach(line -> lines.addAll(Wrapping.lines(line, width, breaks, hyphens)));
    return String.join(call.text("wrapstring", "\n"), lines);
  }
}
