package dev.javaform.template.expression;

import com.google.common.collect.ImmutableList;
import dev.javaform.template.expression.Expression.Arguments;
import java.util.Optional;
import java.util.function.Consumer;

/** The expressions within an expression. */
public final class Parts {

  private Parts() {}

  /** Visits the expression and all within it, outer before inner. */
  public static void visit(Expression expression, Consumer<Expression> visitor) {
    visitor.accept(expression);
    of(expression).forEach(part -> visit(part, visitor));
  }

  /** What the expression is directly made of, in the order of the text. */
  public static ImmutableList<Expression> of(Expression expression) {
    return switch (expression) {
      case Expression.Literal _, Expression.Name _ -> ImmutableList.of();
      case Expression.Items items -> items.items();
      case Expression.TupleOf items -> items.items();
      case Expression.Pairs pairs -> pairs(pairs);
      case Expression.Attribute attribute -> ImmutableList.of(attribute.of());
      case Expression.Item item -> ImmutableList.of(item.of(), item.index());
      case Expression.Slice slice -> all(slice.of(), slice.start(), slice.stop(), slice.step());
      case Expression.Sign sign -> ImmutableList.of(sign.of());
      case Expression.Arithmetic sum -> ImmutableList.of(sum.left(), sum.right());
      case Expression.Concatenation concatenation -> concatenation.parts();
      case Expression.Comparisons chain -> chain(chain);
      case Expression.And and -> ImmutableList.of(and.left(), and.right());
      case Expression.Or or -> ImmutableList.of(or.left(), or.right());
      case Expression.Not not -> ImmutableList.of(not.of());
      case Expression.Choice choice ->
          all(choice.then(), Optional.of(choice.condition()), choice.otherwise());
      case Expression.Filter filter -> called(filter.of(), filter.arguments());
      case Expression.Test test -> called(test.of(), test.arguments());
      case Expression.Call call -> called(call.of(), call.arguments());
    };
  }

  /** The values given as arguments. */
  public static ImmutableList<Expression> of(Arguments arguments) {
    ImmutableList.Builder<Expression> parts = ImmutableList.builder();
    parts.addAll(arguments.positional()).addAll(arguments.named().values());
    arguments.spread().ifPresent(parts::add);
    arguments.namedSpread().ifPresent(parts::add);
    return parts.build();
  }

  private static ImmutableList<Expression> called(Expression of, Arguments arguments) {
    return ImmutableList.<Expression>builder().add(of).addAll(of(arguments)).build();
  }

  private static ImmutableList<Expression> pairs(Expression.Pairs pairs) {
    return pairs.pairs().stream()
        .flatMap(pair -> java.util.stream.Stream.of(pair.key(), pair.value()))
        .collect(ImmutableList.toImmutableList());
  }

  private static ImmutableList<Expression> chain(Expression.Comparisons chain) {
    ImmutableList.Builder<Expression> parts =
        ImmutableList.<Expression>builder().add(chain.first());
    chain.rest().forEach(comparison -> parts.add(comparison.right()));
    return parts.build();
  }

  @SafeVarargs
  private static ImmutableList<Expression> all(Expression first, Optional<Expression>... others) {
    ImmutableList.Builder<Expression> parts = ImmutableList.<Expression>builder().add(first);
    for (Optional<Expression> other : others) {
      other.ifPresent(parts::add);
    }
    return parts.build();
  }
}
