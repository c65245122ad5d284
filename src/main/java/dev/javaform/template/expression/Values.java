package dev.javaform.template.expression;

import dev.javaform.python.Floats;
import dev.javaform.python.Tuple;
import dev.javaform.template.Unknown;
import dev.javaform.template.UnknownValueException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What Python does with values: truth, equality, order, membership, iteration. */
public final class Values {

  private Values() {}

  /** The value itself; fails for an undefined and for an unknown one. */
  public static @Nullable Object known(@Nullable Object value) {
    if (value instanceof Undefined undefined && !undefined.isNothing()) {
      throw undefined.failure();
    }
    return UnknownValueException.known(value);
  }

  /** Whether Python takes it for true. */
  public static boolean truth(@Nullable Object value) {
    return switch (known(value)) {
      case null -> false;
      case Boolean truth -> truth;
      case String text -> !text.isEmpty();
      case Number number -> Numbers.real(number) != 0;
      case List<?> items -> !items.isEmpty();
      case Map<?, ?> map -> !map.isEmpty();
      case Undefined _ -> false;
      default -> true;
    };
  }

  /** Whether Python's {@code ==} holds: {@code 1 == True == 1.0}, but {@code '1' != 1}. */
  public static boolean equal(@Nullable Object left, @Nullable Object right) {
    return same(Limits.flat(left), Limits.flat(right));
  }

  private static boolean same(@Nullable Object left, @Nullable Object right) {
    known(left);
    known(right);
    if (Numbers.isNumeric(left) && Numbers.isNumeric(right)) {
      return Numbers.compare(left, right) == 0;
    }
    return switch (left) {
      case List<?> items -> right instanceof List<?> other && equalItems(items, other);
      case Map<?, ?> map -> right instanceof Map<?, ?> other && equalPairs(map, other);
      case null, default -> Objects.equals(left, right);
    };
  }

  private static boolean equalItems(List<?> left, List<?> right) {
    if (left.size() != right.size() || left instanceof Tuple != right instanceof Tuple) {
      return false;
    }
    Iterator<?> others = right.iterator();
    for (Object item : left) {
      if (!same(item, others.next())) {
        return false;
      }
    }
    return true;
  }

  private static boolean equalPairs(Map<?, ?> left, Map<?, ?> right) {
    if (left.size() != right.size()) {
      return false;
    }
    for (Map.Entry<?, ?> pair : left.entrySet()) {
      Object key = pair.getKey();
      if (!right.containsKey(key) || !same(pair.getValue(), right.get(key))) {
        return false;
      }
    }
    return true;
  }

  /** The order of two values of one kind; fails for values of different kinds, as Python 3 does. */
  public static int compare(@Nullable Object left, @Nullable Object right, String operator) {
    return order(Limits.flat(left), Limits.flat(right), operator);
  }

  private static int order(@Nullable Object left, @Nullable Object right, String operator) {
    known(left);
    known(right);
    if (Numbers.isNumeric(left) && Numbers.isNumeric(right)) {
      return Numbers.compare(left, right);
    }
    return switch (left) {
      case String text when right instanceof String other -> compareText(text, other);
      case List<?> items when right instanceof List<?> other ->
          compareItems(items, other, operator);
      case LocalDate date when right instanceof LocalDate other -> date.compareTo(other);
      case LocalDateTime time when right instanceof LocalDateTime other -> time.compareTo(other);
      case OffsetDateTime time when right instanceof OffsetDateTime other ->
          time.toInstant().compareTo(other.toInstant());
      case Duration span when right instanceof Duration other -> span.compareTo(other);
      case null, default ->
          throw ExpressionException.failed(
              "'%s' not supported between instances of '%s' and '%s'",
              operator, typeName(left), typeName(right));
    };
  }

  /** By code point, not by UTF-16 unit. */
  private static int compareText(String left, String right) {
    return java.util.Arrays.compare(left.codePoints().toArray(), right.codePoints().toArray());
  }

  private static int compareItems(List<?> left, List<?> right, String operator) {
    Iterator<?> others = right.iterator();
    for (Object item : left) {
      if (!others.hasNext()) {
        return 1;
      }
      Object other = others.next();
      if (!same(item, other)) {
        return order(item, other, operator);
      }
    }
    return others.hasNext() ? -1 : 0;
  }

  /** Python's {@code item in container}. */
  public static boolean contains(@Nullable Object container, @Nullable Object item) {
    known(item);
    return switch (known(container)) {
      case String text when item instanceof String part -> text.contains(part);
      case String _ ->
          throw ExpressionException.failed(
              "'in <string>' requires string as left operand, not %s", typeName(item));
      case Map<?, ?> map -> containsKey(map, item);
      case List<?> items -> items.stream().anyMatch(element -> equal(element, item));
      case null, default ->
          throw ExpressionException.failed(
              "argument of type '%s' is not iterable", typeName(container));
    };
  }

  private static boolean containsKey(Map<?, ?> map, @Nullable Object key) {
    return map.containsKey(key)
        || (!(key instanceof String) && map.keySet().stream().anyMatch(known -> equal(known, key)));
  }

  /** What a loop over the value sees: elements, a mapping's keys, a string's characters. */
  public static List<Object> items(@Nullable Object value) {
    return switch (known(value)) {
      case List<?> items -> new ArrayList<>(items);
      case Map<?, ?> map -> new ArrayList<>(map.keySet());
      case Undefined _ -> new ArrayList<>();
      case String text -> new ArrayList<>(text.codePoints().mapToObj(Character::toString).toList());
      case null, default ->
          throw ExpressionException.failed("'%s' object is not iterable", typeName(value));
    };
  }

  /** Whether {@link #items} would answer. */
  public static boolean isIterable(@Nullable Object value) {
    return value instanceof List<?> || value instanceof Map<?, ?> || value instanceof String;
  }

  /** Python's {@code len}. */
  public static long length(@Nullable Object value) {
    return switch (known(value)) {
      case List<?> items -> items.size();
      case Map<?, ?> map -> map.size();
      case Undefined _ -> 0;
      case String text -> text.codePointCount(0, text.length());
      case null, default ->
          throw ExpressionException.failed("object of type '%s' has no len()", typeName(value));
    };
  }

  /** What Python's {@code type(value).__name__} is. */
  public static String typeName(@Nullable Object value) {
    return switch (value) {
      case null -> "NoneType";
      case Boolean _ -> "bool";
      case String _ -> "str";
      case Number number -> Floats.isFloat(number) ? "float" : "int";
      case Tuple _ -> "tuple";
      case List<?> _ -> "list";
      case Map<?, ?> _ -> "dict";
      case LocalDate _ -> "date";
      case LocalDateTime _, OffsetDateTime _ -> "datetime";
      case Duration _ -> "timedelta";
      case Undefined _ -> "AnsibleUndefined";
      case Unknown _ -> "unknown";
      case Namespace _ -> "Namespace";
      case Callable _ -> "function";
      default -> value.getClass().getSimpleName();
    };
  }
}
