package dev.javaform.remote.winrm.clixml;

import com.google.common.base.CharMatcher;
import java.math.BigDecimal;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The values that are one text, and Java's types for them (MS-PSRP 2.2.5.1). */
final class Primitives {

  /** No decimal has more digits; what has is not worked out. */
  private static final int LONGEST_DECIMAL = 64;

  private static final CharMatcher WHITE = CharMatcher.whitespace();

  private Primitives() {}

  /** A value as an element and its text, not escaped yet. */
  record Written(String tag, String text) {}

  /**
   * The value of an element.
   *
   * @throws IllegalArgumentException where the text is none of that type
   */
  static Optional<Object> read(String tag, String text) {
    return switch (tag) {
      case "S" -> Optional.of(EscapedText.read(text));
      case "B" -> Optional.of(bool(text));
      case "C" -> Optional.of(character(text));
      case "SB" -> Optional.of(Byte.valueOf(text));
      case "I16" -> Optional.of(Short.valueOf(text));
      case "I32" -> Optional.of(Integer.valueOf(text));
      case "I64" -> Optional.of(Long.valueOf(text));
      case "Sg" -> Optional.of(Float.valueOf(floating(text)));
      case "Db" -> Optional.of(Double.valueOf(floating(text)));
      case "D" -> Optional.of(decimal(text));
      case "G" -> Optional.of(UUID.fromString(text));
      case "BA" -> Optional.of(Base64.getDecoder().decode(WHITE.removeFrom(text)));
      default -> Scalar.Kind.of(tag).map(kind -> new Scalar(kind, EscapedText.read(text)));
    };
  }

  private static Boolean bool(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("\"" + text + "\" is neither true nor false");
    };
  }

  private static Character character(String text) {
    int number = Integer.parseInt(text);
    if (number < 0 || number > Character.MAX_VALUE) {
      throw new IllegalArgumentException(number + " is no character");
    }
    return (char) number;
  }

  private static String floating(String text) {
    return switch (text) {
      case "INF" -> "Infinity";
      case "-INF" -> "-Infinity";
      default -> text;
    };
  }

  private static BigDecimal decimal(String text) {
    if (text.length() > LONGEST_DECIMAL || text.contains("E") || text.contains("e")) {
      throw new IllegalArgumentException("a decimal is out of bounds");
    }
    return new BigDecimal(text);
  }

  /** Whether something that was read has nothing inside it. */
  static boolean are(Object value) {
    return !(value instanceof Obj
        || value instanceof Items
        || value instanceof Map
        || value instanceof Enclosing
        || value instanceof ProgressRecord);
  }

  /** How a value is written; empty where it is no primitive. */
  static Optional<Written> write(Object value) {
    return switch (value) {
      case String text -> written("S", text);
      case Boolean bool -> written("B", bool.toString());
      case Character character -> written("C", "" + (int) character);
      case Byte number -> written("SB", number.toString());
      case Short number -> written("I16", number.toString());
      case Integer number -> written("I32", number.toString());
      case Long number -> written("I64", number.toString());
      case Float number -> written("Sg", infinite(number.toString()));
      case Double number -> written("Db", infinite(number.toString()));
      case BigDecimal number -> written("D", number.toPlainString());
      case UUID id -> written("G", id.toString());
      case byte[] bytes -> written("BA", Base64.getEncoder().encodeToString(bytes));
      case Scalar scalar -> written(scalar.kind().tag(), scalar.text());
      default -> Optional.empty();
    };
  }

  private static Optional<Written> written(String tag, String text) {
    return Optional.of(new Written(tag, text));
  }

  private static String infinite(String text) {
    return text.replace("Infinity", "INF");
  }
}
