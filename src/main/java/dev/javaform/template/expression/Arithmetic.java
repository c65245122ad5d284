package dev.javaform.template.expression;

import dev.javaform.python.Floats;
import dev.javaform.python.Tuple;
import java.math.BigInteger;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Python's arithmetic on numbers, strings, lists and times. */
final class Arithmetic {

  private static final int LARGEST_POWER = 100_000;

  private Arithmetic() {}

  static Object apply(String operator, @Nullable Object left, @Nullable Object right) {
    Values.known(left);
    Values.known(right);
    if (Numbers.isNumeric(left) && Numbers.isNumeric(right)) {
      return Floats.isFloat(left) || Floats.isFloat(right)
          ? real(operator, Numbers.real(left), Numbers.real(right))
          : integer(operator, Numbers.integer(left), Numbers.integer(right));
    }
    return switch (operator) {
      case "+" -> plus(left, right);
      case "-" -> minus(left, right);
      case "*" -> times(left, right);
      case "%" -> format(left, right);
      default -> throw unsupported(operator, left, right);
    };
  }

  private static Object format(@Nullable Object left, @Nullable Object right) {
    if (left instanceof String format) {
      return PercentFormat.format(format, right);
    }
    throw unsupported("%", left, right);
  }

  static Object negate(@Nullable Object value) {
    return Floats.isFloat(value)
        ? (Object) (-Numbers.real(value))
        : Numbers.narrow(number(value).negate());
  }

  static Object plus(@Nullable Object value) {
    return value instanceof Number number && Floats.isFloat(number)
        ? number
        : Numbers.narrow(number(value));
  }

  private static BigInteger number(@Nullable Object value) {
    Values.known(value);
    if (!Numbers.isNumeric(value)) {
      throw ExpressionException.failed(
          "bad operand type for a sign: '%s'.", Values.typeName(value));
    }
    return Numbers.integer(value);
  }

  private static Object plus(@Nullable Object left, @Nullable Object right) {
    return switch (left) {
      case String text when right instanceof String other -> {
        Limits.requireText((long) text.length() + other.length());
        yield text + other;
      }
      case Tuple items when right instanceof Tuple other -> new Tuple(joined(items, other));
      case List<?> items
          when right instanceof List<?> other
              && !(items instanceof Tuple)
              && !(other instanceof Tuple) ->
          joined(items, other);
      case LocalDateTime time when right instanceof Duration span -> time.plus(span);
      case Duration span when right instanceof Duration other -> span.plus(other);
      case null, default -> throw unsupported("+", left, right);
    };
  }

  private static List<Object> joined(List<?> left, List<?> right) {
    Limits.requireList((long) left.size() + right.size());
    List<Object> all = new ArrayList<>(left);
    all.addAll(right);
    return all;
  }

  private static Object minus(@Nullable Object left, @Nullable Object right) {
    return switch (left) {
      case LocalDateTime time when right instanceof LocalDateTime other ->
          Duration.between(other, time);
      case LocalDateTime time when right instanceof Duration span -> time.minus(span);
      case Duration span when right instanceof Duration other -> span.minus(other);
      case null, default -> throw unsupported("-", left, right);
    };
  }

  private static Object times(@Nullable Object left, @Nullable Object right) {
    if (Numbers.isNumeric(left) && !Floats.isFloat(left)) {
      return repeated(right, Numbers.integer(left).intValue(), left, right);
    }
    if (Numbers.isNumeric(right) && !Floats.isFloat(right)) {
      return repeated(left, Numbers.integer(right).intValue(), left, right);
    }
    throw unsupported("*", left, right);
  }

  private static Object repeated(
      @Nullable Object what, int count, @Nullable Object left, @Nullable Object right) {
    return switch (what) {
      case String text -> text.repeat(bounded(count, text.length()));
      case List<?> items -> repeatedItems(items, bounded(count, items.size()));
      case null, default -> throw unsupported("*", left, right);
    };
  }

  private static int bounded(int count, int size) {
    if ((long) count * size > Limits.LARGEST_LIST) {
      throw ExpressionException.failed(
          "The product is larger than %d elements.", Limits.LARGEST_LIST);
    }
    return Math.max(0, count);
  }

  private static List<Object> repeatedItems(List<?> items, int count) {
    List<Object> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.addAll(items);
    }
    return items instanceof Tuple ? new Tuple(all) : all;
  }

  private static Object integer(String operator, BigInteger left, BigInteger right) {
    return switch (operator) {
      case "+" -> Numbers.narrow(left.add(right));
      case "-" -> Numbers.narrow(left.subtract(right));
      case "*" -> Numbers.narrow(left.multiply(right));
      case "/" -> left.doubleValue() / divisor(right).doubleValue();
      case "//" -> Numbers.narrow(floor(left, divisor(right)));
      case "%" -> Numbers.narrow(left.subtract(floor(left, divisor(right)).multiply(right)));
      case "**" -> power(left, right);
      default -> throw new IllegalStateException("no such operator: " + operator);
    };
  }

  private static Object power(BigInteger left, BigInteger right) {
    if (right.signum() < 0) {
      return Math.pow(left.doubleValue(), right.doubleValue());
    }
    if (right.bitLength() > 31 || (long) left.bitLength() * right.intValue() > LARGEST_POWER) {
      throw ExpressionException.failed("%s ** %s is too large a number.", left, right);
    }
    return Numbers.narrow(left.pow(right.intValue()));
  }

  private static BigInteger floor(BigInteger left, BigInteger right) {
    BigInteger[] parts = left.divideAndRemainder(right);
    boolean below = parts[1].signum() != 0 && parts[1].signum() != right.signum();
    return below ? parts[0].subtract(BigInteger.ONE) : parts[0];
  }

  private static BigInteger divisor(BigInteger value) {
    if (value.signum() == 0) {
      throw ExpressionException.failed("division by zero");
    }
    return value;
  }

  private static Object real(String operator, double left, double right) {
    if (right == 0 && (operator.equals("/") || operator.equals("//") || operator.equals("%"))) {
      throw ExpressionException.failed("division by zero");
    }
    return switch (operator) {
      case "+" -> left + right;
      case "-" -> left - right;
      case "*" -> left * right;
      case "/" -> left / right;
      case "//" -> Math.floor(left / right);
      case "%" -> left - Math.floor(left / right) * right;
      case "**" -> Math.pow(left, right);
      default -> throw new IllegalStateException("no such operator: " + operator);
    };
  }

  private static ExpressionException unsupported(
      String operator, @Nullable Object left, @Nullable Object right) {
    return ExpressionException.failed(
        "unsupported operand types for %s: '%s' and '%s'.",
        operator, Values.typeName(left), Values.typeName(right));
  }
}
