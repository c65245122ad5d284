package dev.javaform.template.function;

import dev.javaform.python.Floats;
import dev.javaform.template.Unknown;
import dev.javaform.template.expression.Bound;
import dev.javaform.template.expression.ExpressionException;
import dev.javaform.template.expression.Numbers;
import dev.javaform.template.expression.Text;
import dev.javaform.template.expression.Undefined;
import dev.javaform.template.expression.Values;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Filters on any value: defaults and types. */
final class ValueFilters {

  private static final Set<String> TRUE = Set.of("yes", "on", "1", "true");

  private ValueFilters() {}

  static void addTo(Filters filters) {
    filters
        .lenient("default", "default_value? boolean?", ValueFilters::orDefault)
        .alias("d", "default")
        .lenient("mandatory", "msg?", ValueFilters::mandatory)
        .lenient("type_debug", "", (value, _) -> Values.typeName(value))
        .lenient("ternary", "true_val false_val none_val?", ValueFilters::ternary)
        .add("bool", ValueFilters::bool)
        .add("int", "default? base?", ValueFilters::integer)
        .add("float", "default?", ValueFilters::real)
        .add("string", Text::str);
  }

  private static @Nullable Object orDefault(@Nullable Object value, Bound arguments) {
    boolean replaced =
        value instanceof Undefined || (arguments.flag("boolean") && !Values.truth(value));
    return !replaced
        ? value
        : arguments.values().containsKey("default_value") ? arguments.get("default_value") : "";
  }

  private static @Nullable Object mandatory(@Nullable Object value, Bound arguments) {
    if (!(value instanceof Undefined undefined)) {
      return value;
    }
    String name = undefined.name().isEmpty() ? "" : "'" + undefined.name() + "' ";
    throw new ExpressionException(
        ExpressionException.Kind.UNDEFINED,
        arguments.text("msg", "Mandatory variable " + name + " not defined."),
        undefined.at());
  }

  private static @Nullable Object ternary(@Nullable Object value, Bound arguments) {
    Values.known(value);
    if (value == null && arguments.has("none_val")) {
      return arguments.get("none_val");
    }
    return Values.truth(value) ? arguments.get("true_val") : arguments.get("false_val");
  }

  /** Ansible's own idea: none stays none, all but a few words is false. */
  static @Nullable Object bool(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case Boolean truth -> truth;
      case String text -> TRUE.contains(text.toLowerCase(Locale.ROOT));
      case Number number -> Values.equal(number, 1L);
      default -> false;
    };
  }

  private static @Nullable Object integer(@Nullable Object value, Bound arguments) {
    Object fallback = arguments.values().getOrDefault("default", 0L);
    try {
      return switch (value) {
        case String text -> parsed(text.strip().replace("_", ""), arguments.number("base", 10));
        case Unknown _, Undefined _ -> Values.known(value);
        case Object number when Floats.isFloat(number) ->
            Numbers.narrow(new BigDecimal(Numbers.real(number)).toBigInteger());
        case Object number when Numbers.isNumeric(number) ->
            Numbers.narrow(Numbers.integer(number));
        case null, default -> fallback;
      };
    } catch (NumberFormatException _) {
      return fallback;
    }
  }

  private static Number parsed(String text, int base) {
    String lower = text.toLowerCase(Locale.ROOT);
    boolean prefixed =
        (base == 16 && lower.startsWith("0x"))
            || (base == 8 && lower.startsWith("0o"))
            || (base == 2 && lower.startsWith("0b"));
    try {
      return Numbers.narrow(new BigInteger(prefixed ? text.substring(2) : text, base));
    } catch (NumberFormatException failure) {
      if (base != 10) {
        throw failure;
      }
      return Numbers.narrow(new BigDecimal(text).toBigInteger());
    }
  }

  private static Object real(@Nullable Object value, Bound arguments) {
    Object fallback = arguments.values().getOrDefault("default", 0.0);
    try {
      return value instanceof String text
          ? (Object) Double.valueOf(text.strip())
          : (Object) Numbers.real(value);
    } catch (NumberFormatException | ExpressionException _) {
      return fallback;
    }
  }
}
