package dev.javaform.template.expression;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A parsed expression. Every node knows its offset {@code at} in the text. Immutable. */
public sealed interface Expression {

  /** The offset in the text. */
  int at();

  /** A literal value; Java null for {@code none}. */
  record Literal(@Nullable Object value, int at) implements Expression {}

  /** A variable or global function. */
  record Name(String name, int at) implements Expression {}

  /** {@code [a, b]}. */
  record Items(ImmutableList<Expression> items, int at) implements Expression {}

  /** {@code (a, b)}. */
  record TupleOf(ImmutableList<Expression> items, int at) implements Expression {}

  /** {@code {key: value}}. */
  record Pairs(ImmutableList<Pair> pairs, int at) implements Expression {}

  /** One pair of a mapping. */
  record Pair(Expression key, Expression value) {}

  /** {@code of.name}. */
  record Attribute(Expression of, String name, int at) implements Expression {}

  /** {@code of[index]}. */
  record Item(Expression of, Expression index, int at) implements Expression {}

  /** {@code of[start:stop:step]}. */
  record Slice(
      Expression of,
      Optional<Expression> start,
      Optional<Expression> stop,
      Optional<Expression> step,
      int at)
      implements Expression {}

  /** {@code -of}, {@code +of}. */
  record Sign(boolean minus, Expression of, int at) implements Expression {}

  /** Arithmetic. */
  record Arithmetic(String operator, Expression left, Expression right, int at)
      implements Expression {}

  /** {@code a ~ b}. */
  record Concatenation(ImmutableList<Expression> parts, int at) implements Expression {}

  /** {@code a < b < c}. */
  record Comparisons(Expression first, ImmutableList<Comparison> rest, int at)
      implements Expression {}

  /** One step of a chain of comparisons. */
  record Comparison(String operator, Expression right) {}

  /** {@code a and b}. */
  record And(Expression left, Expression right, int at) implements Expression {}

  /** {@code a or b}. */
  record Or(Expression left, Expression right, int at) implements Expression {}

  /** {@code not of}. */
  record Not(Expression of, int at) implements Expression {}

  /** {@code then if condition else otherwise}. */
  record Choice(Expression condition, Expression then, Optional<Expression> otherwise, int at)
      implements Expression {}

  /** {@code of | name(arguments)}. */
  record Filter(Expression of, String name, Arguments arguments, int at) implements Expression {}

  /** {@code of is name(arguments)}. */
  record Test(Expression of, String name, Arguments arguments, int at) implements Expression {}

  /** {@code of(arguments)}. */
  record Call(Expression of, Arguments arguments, int at) implements Expression {}

  /** What stands between the parentheses of a call. */
  record Arguments(
      ImmutableList<Expression> positional,
      ImmutableMap<String, Expression> named,
      Optional<Expression> spread,
      Optional<Expression> namedSpread) {

    static final Arguments NONE =
        new Arguments(ImmutableList.of(), ImmutableMap.of(), Optional.empty(), Optional.empty());

    /** A call with one positional argument. */
    static Arguments of(Expression only) {
      return new Arguments(
          ImmutableList.of(only), ImmutableMap.of(), Optional.empty(), Optional.empty());
    }
  }
}
