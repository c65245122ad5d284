package dev.javaform.modules.controller.arguments;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.javaform.python.ByteSize;
import dev.javaform.python.JsonException;
import dev.javaform.python.JsonReader;
import dev.javaform.python.PythonNumber;
import dev.javaform.python.Repr;
import dev.javaform.python.Truth;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The types of arguments, and what fits each: {@code check_type_…} of Ansible's {@code
 * module_utils.common.validation}.
 */
final class Types {

  private static final String BOOLEANS =
      "0, 1, '0', '1', 'f', 'false', 'n', 'no', 'off', 'on', 't', 'true', 'y', 'yes'";

  private static final ImmutableMap<String, Type> TYPES =
      ImmutableMap.<String, Type>builder()
          .put("str", (value, _) -> Repr.PLAIN.str(value))
          .put("path", (value, _) -> Repr.PLAIN.str(value))
          .put("raw", (value, _) -> value)
          .put("list", (value, _) -> list(value))
          .put("dict", (value, _) -> dict(value))
          .put("bool", Types::bool)
          .put("int", (value, _) -> integer(value))
          .put("float", (value, _) -> real(value))
          .put("json", (value, _) -> json(value))
          .put("jsonarg", (value, _) -> json(value))
          .put("bytes", (value, _) -> size(value, false))
          .put("bits", (value, _) -> size(value, true))
          .buildOrThrow();

  private Types() {}

  /** Makes a value one of the type. */
  private interface Type {
    Object of(Object value, boolean hidden) throws Unfit;
  }

  static ImmutableSet<String> names() {
    return TYPES.keySet();
  }

  /**
   * The value as one of the type.
   *
   * @param hidden whether no message may show it
   */
  static Object convert(String type, Object value, boolean hidden) throws Unfit {
    Type known = TYPES.get(type);
    if (known == null) {
      throw new Unfit("there is no such type");
    }
    return known.of(value, hidden);
  }

  /** What Python calls the type of a value. */
  static String name(@Nullable Object value) {
    return switch (value) {
      case null -> "NoneType";
      case Boolean _ -> "bool";
      case String _ -> "str";
      case Double _, Float _ -> "float";
      case Number _ -> "int";
      case List<?> _ -> "list";
      case Map<?, ?> _ -> "dict";
      default -> "datetime";
    };
  }

  private static Unfit unfit(Object value, String what) {
    return new Unfit("<class '%s'> cannot be converted to %s".formatted(name(value), what));
  }

  private static Object list(Object value) throws Unfit {
    return switch (value) {
      case List<?> list -> list;
      case String text -> Splitter.on(',').splitToList(text);
      case Boolean _, Number _ -> List.of(Repr.PLAIN.str(value));
      default -> throw unfit(value, "a list");
    };
  }

  static Map<?, ?> dict(Object value) throws Unfit {
    return switch (value) {
      case Map<?, ?> map -> map;
      case String text when text.startsWith("{") -> object(text);
      case String text when text.contains("=") -> KeyValueText.read(text);
      case String _ -> throw new Unfit("dictionary requested, could not parse JSON or key=value");
      default -> throw unfit(value, "a dict");
    };
  }

  private static Map<?, ?> object(String text) throws Unfit {
    try {
      if (JsonReader.read(text) instanceof Map<?, ?> map) {
        return map;
      }
    } catch (JsonException _) {
      return KeyValueText.literal(text);
    }
    throw new Unfit("unable to evaluate string as dictionary");
  }

  private static Object bool(Object value, boolean hidden) throws Unfit {
    if (value instanceof List<?> || value instanceof Map<?, ?>) {
      throw unfit(value, "a bool");
    }
    return Truth.of(value)
        .orElseThrow(
            () ->
                new Unfit(
                    "The value '%s' is not a valid boolean.  Valid booleans include: %s"
                        .formatted(hidden ? Option.HIDDEN : Repr.PLAIN.str(value), BOOLEANS)));
  }

  private static Object integer(Object value) throws Unfit {
    return switch (value) {
      case Boolean truth -> truth;
      case Number number when name(number).equals("int") -> number;
      case String text ->
          PythonNumber.integer(text)
              .map(Object.class::cast)
              .orElseThrow(() -> unfit(value, "an int"));
      default -> throw unfit(value, "an int");
    };
  }

  private static Object real(Object value) throws Unfit {
    return switch (value) {
      case Boolean truth -> truth ? 1.0 : 0.0;
      case Number number -> number.doubleValue();
      case String text ->
          PythonNumber.real(text)
              .map(Object.class::cast)
              .orElseThrow(() -> unfit(value, "a float"));
      default -> throw unfit(value, "a float");
    };
  }

  private static Object json(Object value) throws Unfit {
    return switch (value) {
      case String text -> text.strip();
      case List<?> _, Map<?, ?> _ -> value;
      default -> throw unfit(value, "a json string");
    };
  }

  private static Object size(Object value, boolean bits) throws Unfit {
    return ByteSize.of(Repr.PLAIN.str(value), "", bits)
        .map(Object.class::cast)
        .orElseThrow(() -> unfit(value, bits ? "a Bit value" : "a Byte value"));
  }
}
