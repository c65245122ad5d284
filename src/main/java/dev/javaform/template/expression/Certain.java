package dev.javaform.template.expression;

import java.util.Set;
import java.util.function.Consumer;

/** Finds the names that an expression surely looks up, and that it fails without. */
public final class Certain {

  private static final Set<String> FORGIVING_FILTERS = Set.of("default", "d", "type_debug");

  private final Vocabulary vocabulary;
  private final Consumer<Expression.Name> found;

  /**
   * @param found gets each such name
   */
  public Certain(Vocabulary vocabulary, Consumer<Expression.Name> found) {
    this.vocabulary = vocabulary;
    this.found = found;
  }

  /** Finds them in {@code expression}, whose value is used. */
  public void in(Expression expression) {
    switch (expression) {
      case Expression.Name name -> found.accept(name);
      case Expression.And and -> in(and.left());
      case Expression.Or or -> in(or.left());
      case Expression.Choice choice -> in(choice.condition());
      case Expression.Comparisons chain -> {
        in(chain.first());
        in(chain.rest().getFirst().right());
      }
      case Expression.Filter filter -> filter(filter);
      case Expression.Test test -> test(test);
      case Expression.Literal _,
          Expression.Items _,
          Expression.TupleOf _,
          Expression.Pairs _,
          Expression.Attribute _,
          Expression.Item _,
          Expression.Slice _,
          Expression.Sign _,
          Expression.Arithmetic _,
          Expression.Concatenation _,
          Expression.Not _ ->
          Parts.of(expression).forEach(this::in);
      case Expression.Call call -> {
        in(call.of());
        arguments(call.arguments());
      }
    }
  }

  private void filter(Expression.Filter filter) {
    if (FORGIVING_FILTERS.contains(filter.name())) {
      return;
    }
    operand(filter.of());
    if (!filter.name().equals("ternary")) {
      arguments(filter.arguments());
    }
  }

  private void test(Expression.Test test) {
    if (!vocabulary.forgives(test.name())) {
      operand(test.of());
    }
    arguments(test.arguments());
  }

  private void arguments(Expression.Arguments arguments) {
    Parts.of(arguments).forEach(this::operand);
  }

  /** A filter may leave an element of a list unused, such as {@code [a, b] | select('defined')}. */
  private void operand(Expression expression) {
    boolean collection =
        expression instanceof Expression.Items
            || expression instanceof Expression.TupleOf
            || expression instanceof Expression.Pairs;
    if (!collection) {
      in(expression);
    }
  }
}
