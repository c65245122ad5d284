package dev.javaform.python;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Values as Python prints them: {@code True}, {@code None}, {@code ['a', 'b']}.
 *
 * <p>They are null, truths, numbers, texts, lists, tuples, mappings, dates, times and spans; what
 * else there is, also within them, its owner shows.
 */
public final class Repr {

  /** Shows what is none of Python's own values as Java does. */
  public static final Repr PLAIN = new Repr(String::valueOf);

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  private final Function<Object, String> others;

  private Repr(Function<Object, String> others) {
    this.others = others;
  }

  /** Shows what is none of Python's own values as {@code others} says. */
  public static Repr with(Function<Object, String> others) {
    return new Repr(others);
  }

  /** Python's {@code str}. */
  public String str(@Nullable Object value) {
    return value instanceof String text ? text : repr(value);
  }

  /** Python's {@code repr}. */
  public String repr(@Nullable Object value) {
    return switch (value) {
      case null -> "None";
      case Boolean truth -> truth ? "True" : "False";
      case String text -> quoted(text);
      case Number number ->
          Floats.isFloat(number) ? Floats.shown(number.doubleValue()) : number.toString();
      case Tuple tuple -> items(tuple, "(", tuple.size() == 1 ? ",)" : ")");
      case List<?> items -> items(items, "[", "]");
      case Map<?, ?> map -> pairs(map);
      case LocalDate date -> date.toString();
      case LocalDateTime time -> time.format(TIME) + micros(time.get(ChronoField.NANO_OF_SECOND));
      case OffsetDateTime time ->
          time.format(TIME)
              + micros(time.getNano())
              + time.getOffset().getId().replace("Z", "+00:00");
      case Duration span -> span(span);
      default -> others.apply(value);
    };
  }

  private static String micros(int nanos) {
    return nanos == 0 ? "" : ".%06d".formatted(nanos / 1000);
  }

  private String items(List<?> items, String opening, String closing) {
    StringJoiner shown = new StringJoiner(", ", opening, closing);
    for (Object item : items) {
      shown.add(repr(item));
    }
    return shown.toString();
  }

  private String pairs(Map<?, ?> map) {
    StringJoiner shown = new StringJoiner(", ", "{", "}");
    for (Map.Entry<?, ?> pair : map.entrySet()) {
      shown.add(repr(pair.getKey()) + ": " + repr(pair.getValue()));
    }
    return shown.toString();
  }

  private static String span(Duration span) {
    long days = Math.floorDiv(span.toSeconds(), 86_400);
    long seconds = Math.floorMod(span.toSeconds(), 86_400);
    String clock = "%d:%02d:%02d".formatted(seconds / 3600, seconds / 60 % 60, seconds % 60);
    String shown =
        days == 0 ? clock : "%d day%s, %s".formatted(days, Math.abs(days) == 1 ? "" : "s", clock);
    return shown + micros(span.toNanosPart());
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
