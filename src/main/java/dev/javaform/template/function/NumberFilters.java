package dev.javaform.template.function;

import dev.javaform.python.Floats;
import dev.javaform.python.PythonRandom;
import dev.javaform.template.expression.Bound;
import dev.javaform.template.expression.ExpressionException;
import dev.javaform.template.expression.Numbers;
import dev.javaform.template.expression.Text;
import dev.javaform.template.expression.Values;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Filters on numbers, and those that draw lots. */
final class NumberFilters {

  private NumberFilters() {}

  static void addTo(Filters filters) {
    filters
        .add("abs", NumberFilters::abs)
        .add("round", "precision? method?", NumberFilters::round)
        .add("pow", "y", (value, call) -> Math.pow(Numbers.real(value), call.real("y")))
        .add("log", "base?", NumberFilters::log)
        .add("root", "base?", (value, call) -> root(Numbers.real(value), call))
        .add("human_readable", "isbits? unit?", Sizes::shown)
        .add("human_to_bytes", "default_unit? isbits?", Sizes::bytes)
        .add("filesizeformat", "binary?", Sizes::fileSize)
        .add("random", "start? step? seed?", NumberFilters::random)
        .add("shuffle", "seed?", NumberFilters::shuffle);
  }

  private static Object abs(@Nullable Object value) {
    return Floats.isFloat(value)
        ? (Object) Math.abs(Numbers.real(value))
        : Numbers.narrow(Numbers.integer(value).abs());
  }

  private static Object round(@Nullable Object value, Bound call) {
    RoundingMode mode =
        switch (call.text("method", "common")) {
          case "common" -> RoundingMode.HALF_EVEN;
          case "ceil" -> RoundingMode.CEILING;
          case "floor" -> RoundingMode.FLOOR;
          default -> throw ExpressionException.failed("method must be common, ceil or floor");
        };
    double number = Numbers.real(value);
    boolean whole =
        !Floats.isFloat(value) && mode == RoundingMode.HALF_EVEN && !call.has("precision");
    double rounded =
        new BigDecimal(number).setScale(call.number("precision", 0), mode).doubleValue();
    return whole ? (Object) Numbers.narrow(Numbers.integer(value)) : (Object) rounded;
  }

  private static Object log(@Nullable Object value, Bound call) {
    double number = Numbers.real(value);
    double base = call.has("base") ? call.real("base") : Math.E;
    if (number <= 0) {
      throw ExpressionException.failed("log() can only be used on numbers above zero.");
    }
    return base == 10
        ? Math.log10(number)
        : base == Math.E ? Math.log(number) : Math.log(number) / Math.log(base);
  }

  private static Object root(double value, Bound call) {
    double base = call.has("base") ? call.real("base") : 2;
    return base == 2 ? Math.sqrt(value) : Math.pow(value, 1 / base);
  }

  private static @Nullable Object random(@Nullable Object value, Bound call) {
    PythonRandom lots = lots(call);
    if (Numbers.isNumeric(value)) {
      BigInteger step = BigInteger.valueOf(orElse(call, "step", 1));
      BigInteger start = BigInteger.valueOf(orElse(call, "start", 0));
      BigInteger count = count(Numbers.integer(value).subtract(start), step);
      if (count.signum() <= 0) {
        throw ExpressionException.failed("empty range for random: %s", Text.str(value));
      }
      return Numbers.narrow(start.add(step.multiply(lots.below(count))));
    }
    List<Object> items = Values.items(value);
    if (items.isEmpty()) {
      throw ExpressionException.failed("random cannot choose from nothing.");
    }
    return lots.choice(items);
  }

  private static long orElse(Bound call, String name, long otherwise) {
    long given = call.has(name) ? call.number(name, 0) : 0;
    return given == 0 ? otherwise : given;
  }

  /** How many steps lie in a range: its width divided, rounded up. */
  private static BigInteger count(BigInteger width, BigInteger step) {
    BigInteger[] parts = width.divideAndRemainder(step);
    boolean rest = parts[1].signum() == step.signum();
    return rest ? parts[0].add(BigInteger.ONE) : parts[0];
  }

  private static Object shuffle(@Nullable Object value, Bound call) {
    List<Object> items = new ArrayList<>(Values.items(value));
    lots(call).shuffle(items);
    return items;
  }

  private static PythonRandom lots(Bound call) {
    Object seed = call.get("seed");
    return PythonRandom.seeded(seed == null ? ThreadLocalRandom.current().nextLong() : seed);
  }
}
