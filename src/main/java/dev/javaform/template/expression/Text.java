package dev.javaform.template.expression;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Values as Python prints them: {@code True}, {@code None}, {@code ['a', 'b']}. */
public final class Text {

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  private Text() {}

  /** Python's {@code str}. */
  public static String str(Object value) {
    return value instanceof String text ? text : shown(value);
  }

  /** Python's {@code repr}. */
  public static String repr(Object value) {
    return value instanceof String text ? quoted(text) : shown(value);
  }

  private static String shown(Object value) {
    return switch (Values.known(value)) {
      case null -> "None";
      case Boolean truth -> truth ? "True" : "False";
      case Number number ->
          Numbers.isFloat(number) ? Numbers.shown(number.doubleValue()) : number.toString();
      case Tuple tuple -> tuple(tuple);
      case List<?> items ->
          items.stream().map(Text::repr).collect(Collectors.joining(", ", "[", "]"));
      case Map<?, ?> map -> pairs(map);
      case LocalDate date -> date.toString();
      case LocalDateTime time -> time.format(TIME) + micros(time.getNano());
      case OffsetDateTime time ->
          time.format(TIME)
              + micros(time.getNano())
              + time.getOffset().getId().replace("Z", "+00:00");
      case Duration span -> span(span);
      case Namespace namespace -> "<Namespace %s>".formatted(pairs(namespace.attributes()));
      case Undefined _ -> "";
      case Callable _ -> "<function>";
      default -> value.toString();
    };
  }

  private static String micros(int nanos) {
    return nanos == 0 ? "" : ".%06d".formatted(nanos / 1000);
  }

  private static String tuple(Tuple tuple) {
    String items = tuple.stream().map(Text::repr).collect(Collectors.joining(", "));
    return tuple.size() == 1 ? "(" + items + ",)" : "(" + items + ")";
  }

  private static String pairs(Map<?, ?> map) {
    return map.entrySet().stream()
        .map(pair -> repr(pair.getKey()) + ": " + repr(pair.getValue()))
        .collect(Collectors.joining(", ", "{", "}"));
  }

  private static String span(Duration span) {
    long days = Math.floorDiv(span.toSeconds(), 86_400);
    long seconds = Math.floorMod(span.toSeconds(), 86_400);
    String clock = "%d:%02d:%02d".formatted(seconds / 3600, seconds / 60 % 60, seconds % 60);
    String shown =
        days == 0 ? clock : "%d day%s, %s".formatted(days, Math.abs(days) == 1 ? "" : "s", clock);
    return shown + micros(span.getNano());
  }

  private static String quoted(String text) {
    char quote = text.indexOf('\'') >= 0 && text.indexOf('"') < 0 ? '"' : '\'';
    StringBuilder quoted = new StringBuilder().append(quote);
    text.codePoints().forEach(letter -> quoted.append(escaped(letter, quote)));
    return quoted.append(quote).toString();
  }

  private static String escaped(int letter, char quote) {
    return switch (letter) {
      case '\n' -> "\\n";
      case '\t' -> "\\t";
      case '\r' -> "\\r";
      case '\\' -> "\\\\";
      default ->
          letter == quote
              ? "\\" + quote
              : printable(letter) ? Character.toString(letter) : coded(letter);
    };
  }

  private static boolean printable(int letter) {
    return switch (Character.getType(letter)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      case Character.SPACE_SEPARATOR -> letter == ' ';
      default -> true;
    };
  }

  private static String coded(int letter) {
    String form = letter < 0x100 ? "\\x%02x" : letter < 0x10000 ? "\\u%04x" : "\\U%08x";
    return form.formatted(letter);
  }
}
