package dev.javaform.binding;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import dev.javaform.module.FileMode;
import dev.javaform.module.Secret;
import dev.javaform.python.Truth;
import dev.javaform.source.Suggestion;
import dev.javaform.template.UnknownValueException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Makes a rendered value into what a component's type wants, by the rules Ansible has for types. A
 * value not known yet fits only where every value does.
 */
final class Conversion {

  private Conversion() {}

  /**
   * @throws BadArgument where that cannot be done
   * @throws UnknownValueException where the value would have to be known
   */
  static Object convert(Object value, Type type) {
    return switch (type) {
      case ParameterizedType generic -> convertGeneric(value, generic);
      case Class<?> plain -> convertPlain(value, plain);
      default -> throw new IllegalStateException("no conversion to " + type);
    };
  }

  private static Object convertGeneric(Object value, ParameterizedType type) {
    Type raw = type.getRawType();
    if (raw == Optional.class) {
      return Optional.of(convert(value, type.getActualTypeArguments()[0]));
    }
    UnknownValueException.known(value);
    if (raw == Map.class) {
      return map(value);
    }
    return list(value, type.getActualTypeArguments()[0]);
  }

  private static Object convertPlain(Object value, Class<?> type) {
    if (type != Object.class) {
      UnknownValueException.known(value);
    }
    if (type.isEnum()) {
      return constant(text(value), type);
    }
    return switch (type.getSimpleName()) {
      case "String" -> text(value);
      case "boolean", "Boolean" -> truth(value);
      case "int", "Integer" -> small(value);
      case "long", "Long" -> integer(value);
      case "double", "Double" -> number(value);
      case "Secret" -> new Secret(text(value));
      case "FileMode" -> mode(value);
      case "Object" -> value;
      default -> throw new IllegalStateException("no conversion to " + type);
    };
  }

  private static String text(Object value) {
    return switch (value) {
      case String text -> text;
      case Boolean truth -> truth ? "True" : "False";
      case Double number -> decimal(number);
      case Number number -> number.toString();
      case Map<?, ?> _, List<?> _ -> throw expected("a string", value);
      default -> value.toString();
    };
  }

  /** As Python prints it: without an exponent, where it is neither tiny nor huge. */
  private static String decimal(double number) {
    double size = Math.abs(number);
    if (!(size >= 1e-4 && size < 1e16)) {
      return Double.toString(number);
    }
    String plain = new BigDecimal(Double.toString(number)).stripTrailingZeros().toPlainString();
    return plain.contains(".") ? plain : plain + ".0";
  }

  private static boolean truth(Object value) {
    return Truth.of(value).orElseThrow(() -> expected("a boolean (yes or no)", value));
  }

  private static int small(Object value) {
    long number = integer(value);
    if (number != (int) number) {
      throw expected(
          "a whole number from %d to %d".formatted(Integer.MIN_VALUE, Integer.MAX_VALUE), value);
    }
    return (int) number;
  }

  private static long integer(Object value) {
    try {
      return value instanceof Double number
              && number == Math.rint(number)
              && Math.abs(number) < Long.MAX_VALUE
          ? number.longValue()
          : Long.parseLong(text(value).strip());
    } catch (NumberFormatException _) {
      throw expected("a whole number", value);
    }
  }

  private static double number(Object value) {
    try {
      return Double.parseDouble(text(value).strip());
    } catch (NumberFormatException _) {
      throw expected("a number", value);
    }
  }

  /**
   * A mode. YAML reads an unquoted 0644 as the number 420, which is meant as octal; an unquoted 644
   * is the number 644, the mode 01204, and surely a mistake.
   */
  private static FileMode mode(Object value) {
    if (value instanceof Long number) {
      if (number < 0) {
        throw expected("a mode", value);
      }
      String octal = Long.toOctalString(number);
      if (number > 07777 || plausibleDecimalMode(number)) {
        throw new BadArgument(
            "%d without a leading 0 or quotes is read as the octal mode %s; write \"0%d\""
                .formatted(number, octal, number));
      }
      return new FileMode("0" + octal);
    }
    try {
      return new FileMode(text(value));
    } catch (IllegalArgumentException e) {
      throw new BadArgument(e.getMessage());
    }
  }

  /** 644, 755, 777: a usual mode as its digits stand, a strange one (01204) as a number. */
  private static boolean plausibleDecimalMode(long number) {
    return String.valueOf(number).matches("[0-7]{3,4}")
        && (number & 07000) != 0
        && (number & 0700) != 0700;
  }

  private static Object constant(String word, Class<?> type) {
    ImmutableList<String> choices =
        Arrays.stream(type.getEnumConstants())
            .map(choice -> choice.toString().toLowerCase(Locale.ROOT))
            .collect(ImmutableList.toImmutableList());
    int index = choices.indexOf(word.toLowerCase(Locale.ROOT));
    if (index < 0) {
      throw new BadArgument(
          "\"%s\" is not one of: %s.%s"
              .formatted(word, String.join(", ", choices), Suggestion.didYouMean(word, choices)));
    }
    return type.getEnumConstants()[index];
  }

  /**
   * @throws BadArgument where it is no mapping
   */
  static Map<String, Object> map(Object value) {
    if (!(value instanceof Map<?, ?> written)) {
      throw expected("a mapping", value);
    }
    Map<String, Object> map = new LinkedHashMap<>();
    written.forEach((key, each) -> map.put(String.valueOf(key), each));
    return map;
  }

  private static Object list(Object value, Type element) {
    Collection<?> items =
        switch (value) {
          case Collection<?> many -> many;
          case String text when element == Object.class -> List.of(text);
          case String text -> Splitter.on(',').trimResults().omitEmptyStrings().splitToList(text);
          case Map<?, ?> _ -> throw expected("a list", value);
          default -> List.of(value);
        };
    return items.stream()
        .map(item -> convert(item, element))
        .collect(ImmutableList.toImmutableList());
  }

  private static BadArgument expected(String what, Object value) {
    return new BadArgument("%s is expected, not %s".formatted(what, shown(value)));
  }

  private static String shown(Object value) {
    return switch (value) {
      case Map<?, ?> _ -> "a mapping";
      case List<?> _ -> "a list";
      case String text -> "\"" + text + "\"";
      default -> value.toString();
    };
  }
}
