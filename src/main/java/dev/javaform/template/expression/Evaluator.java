package dev.javaform.template.expression;

import com.google.common.collect.ImmutableList;
import dev.javaform.python.Tuple;
import dev.javaform.template.expression.Expression.Comparison;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Computes expressions for one set of names. For one thread. */
public final class Evaluator {

  private final Names names;
  private final Vocabulary vocabulary;

  public Evaluator(Names names, Vocabulary vocabulary) {
    this.names = names;
    this.vocabulary = vocabulary;
  }

  /** The same vocabulary over other names. */
  public Evaluator over(Names others) {
    return new Evaluator(others, vocabulary);
  }

  public Names names() {
    return names;
  }

  public Vocabulary vocabulary() {
    return vocabulary;
  }

  /** The value, which may be an {@link Undefined}. */
  public @Nullable Object value(Expression expression) {
    return switch (expression) {
      case Expression.Literal literal -> literal.value();
      case Expression.Name name -> name(name);
      case Expression.Items items -> values(items.items());
      case Expression.TupleOf items -> new Tuple(values(items.items()));
      case Expression.Pairs pairs -> pairs(pairs);
      case Expression.Attribute attribute ->
          Access.attribute(value(attribute.of()), attribute.name(), attribute.at());
      case Expression.Item item -> Access.item(value(item.of()), value(item.index()), item.at());
      case Expression.Slice slice -> placed(slice.at(), () -> slice(slice));
      case Expression.Sign sign -> placed(sign.at(), () -> sign(sign));
      case Expression.Arithmetic sum ->
          placed(
              sum.at(),
              () -> Arithmetic.apply(sum.operator(), value(sum.left()), value(sum.right())));
      case Expression.Concatenation parts -> concatenation(parts);
      case Expression.Comparisons chain -> placed(chain.at(), () -> holds(chain));
      case Expression.And and -> and(and);
      case Expression.Or or -> or(or);
      case Expression.Not not -> !Values.truth(value(not.of()));
      case Expression.Choice choice -> choice(choice);
      case Expression.Filter filter -> placed(filter.at(), () -> filter(filter));
      case Expression.Test test -> placed(test.at(), () -> test(test));
      case Expression.Call call -> placed(call.at(), () -> call(call));
    };
  }

  private static @Nullable Object placed(int at, Supplier<Object> work) {
    try {
      return work.get();
    } catch (ExpressionException failure) {
      throw failure.at(at);
    } catch (ArithmeticException
        | ClassCastException
        | IndexOutOfBoundsException
        | IllegalArgumentException
        | UnsupportedOperationException
        | NegativeArraySizeException
        | NoSuchElementException
        | NullPointerException
        | DateTimeException failure) {
      throw new ExpressionException(ExpressionException.Kind.FAILED, words(failure), at);
    }
  }

  /** What Java's own words for it mean to whoever wrote the expression. */
  private static String words(RuntimeException failure) {
    return switch (failure) {
      case ArithmeticException _ -> "A number here is too large.";
      case IndexOutOfBoundsException _, NoSuchElementException _, NegativeArraySizeException _ ->
          "There is no element at this place, or a length here is negative.";
      case DateTimeException _ -> "There is no such day or time.";
      case NumberFormatException _ -> "A text here is not a number.";
      default -> "A value here is of a type, or has a form, that cannot be used so.";
    };
  }

  private @Nullable Object name(Expression.Name name) {
    Object value = names.value(name.name());
    return value instanceof Undefined undefined ? undefined.at(name.at()) : value;
  }

  private List<Object> values(ImmutableList<Expression> expressions) {
    List<Object> values = new ArrayList<>(expressions.size());
    expressions.forEach(expression -> values.add(value(expression)));
    return values;
  }

  private Map<Object, Object> pairs(Expression.Pairs pairs) {
    Map<Object, Object> map = new LinkedHashMap<>();
    pairs.pairs().forEach(pair -> map.put(Values.known(value(pair.key())), value(pair.value())));
    return map;
  }

  private @Nullable Object slice(Expression.Slice slice) {
    Object of = value(slice.of());
    return of instanceof Undefined
        ? of
        : Access.slice(of, bound(slice.start()), bound(slice.stop()), bound(slice.step()));
  }

  private @Nullable Object bound(Optional<Expression> bound) {
    return bound.map(this::value).map(Values::known).orElse(null);
  }

  private @Nullable Object sign(Expression.Sign sign) {
    Object value = value(sign.of());
    return sign.minus() ? Arithmetic.negate(value) : Arithmetic.plus(value);
  }

  private Object concatenation(Expression.Concatenation concatenation) {
    StringBuilder text = new StringBuilder();
    for (Expression part : concatenation.parts()) {
      String more = Text.str(value(part));
      Limits.requireText((long) text.length() + more.length());
      text.append(more);
    }
    return text.toString();
  }

  private Object holds(Expression.Comparisons chain) {
    Object left = value(chain.first());
    for (Comparison comparison : chain.rest()) {
      Object right = value(comparison.right());
      if (!holds(comparison.operator(), left, right)) {
        return false;
      }
      left = right;
    }
    return true;
  }

  /** Whether {@code left operator right} holds. */
  public static boolean holds(String operator, @Nullable Object left, @Nullable Object right) {
    return switch (operator) {
      case "==" -> Values.equal(left, right);
      case "!=" -> !Values.equal(left, right);
      case "<" -> Values.compare(left, right, operator) < 0;
      case "<=" -> Values.compare(left, right, operator) <= 0;
      case ">" -> Values.compare(left, right, operator) > 0;
      case ">=" -> Values.compare(left, right, operator) >= 0;
      case "in" -> Values.contains(right, left);
      case "not in" -> !Values.contains(right, left);
      default -> throw new IllegalStateException("no such operator: " + operator);
    };
  }

  private @Nullable Object and(Expression.And and) {
    Object left = value(and.left());
    return Values.truth(left) ? value(and.right()) : left;
  }

  private @Nullable Object or(Expression.Or or) {
    Object left = value(or.left());
    return Values.truth(left) ? left : value(or.right());
  }

  private @Nullable Object choice(Expression.Choice choice) {
    if (Values.truth(value(choice.condition()))) {
      return value(choice.then());
    }
    Optional<Expression> otherwise = choice.otherwise();
    return otherwise.isPresent() ? value(otherwise.get()) : Undefined.nothing(choice.at());
  }

  private @Nullable Object filter(Expression.Filter filter) {
    return vocabulary.filter(filter.name(), value(filter.of()), invocation(filter.arguments()));
  }

  private Object test(Expression.Test test) {
    return vocabulary.test(test.name(), value(test.of()), invocation(test.arguments()));
  }

  private @Nullable Object call(Expression.Call call) {
    Object callee = Values.known(value(call.of()));
    Invocation invocation = invocation(call.arguments());
    if (callee instanceof Callable callable) {
      return callable.call(invocation.positional(), invocation.named());
    }
    throw ExpressionException.failed("'%s' object is not callable", Values.typeName(callee));
  }

  /** The arguments' values. */
  public Invocation invocation(Expression.Arguments arguments) {
    List<Object> positional = values(arguments.positional());
    Map<String, Object> named = new LinkedHashMap<>();
    arguments.named().forEach((name, value) -> named.put(name, value(value)));
    arguments.spread().ifPresent(spread -> positional.addAll(Values.items(value(spread))));
    arguments.namedSpread().ifPresent(spread -> spread(value(spread), named));
    return new Invocation(this, positional, named);
  }

  private static void spread(@Nullable Object value, Map<String, Object> named) {
    if (!(Values.known(value) instanceof Map<?, ?> map)) {
      throw ExpressionException.failed(
          "argument after ** must be a mapping, not %s", Values.typeName(value));
    }
    map.forEach((name, argument) -> named.put(Text.str(name), argument));
  }
}
