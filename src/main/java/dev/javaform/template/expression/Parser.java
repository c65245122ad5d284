package dev.javaform.template.expression;

import com.google.common.collect.ImmutableList;
import dev.javaform.template.expression.Expression.Comparison;
import java.util.Optional;
import java.util.Set;

/** Reads Jinja2's operators, from the loosest binding to the tightest. */
final class Parser extends OperandParser {

  private static final Set<String> COMPARING = Set.of("==", "!=", "<", "<=", ">", ">=");
  private static final Set<String> ADDING = Set.of("+", "-");
  private static final Set<String> MULTIPLYING = Set.of("*", "/", "//", "%");

  Parser(TokenStream tokens) {
    super(tokens);
  }

  /** One expression, or several with commas between them, which are a tuple. */
  Expression tupleOrExpression() {
    return tuple(false);
  }

  @Override
  Expression expression() {
    return within(this::choice);
  }

  private Expression choice() {
    Expression value = or();
    while (tokens.current().isName("if")) {
      int at = tokens.take().at();
      Expression condition = or();
      Optional<Expression> otherwise =
          tokens.tookName("else") ? Optional.of(expression()) : Optional.empty();
      value = new Expression.Choice(condition, value, otherwise, at);
    }
    return value;
  }

  /** An expression without an inline {@code if}, as the source of a loop is. */
  Expression or() {
    Expression left = and();
    while (tokens.current().isName("or")) {
      int at = tokens.take().at();
      left = new Expression.Or(left, and(), at);
    }
    return left;
  }

  private Expression and() {
    Expression left = not();
    while (tokens.current().isName("and")) {
      int at = tokens.take().at();
      left = new Expression.And(left, not(), at);
    }
    return left;
  }

  private Expression not() {
    if (tokens.current().isName("not")) {
      int at = tokens.take().at();
      return new Expression.Not(within(this::not), at);
    }
    return comparisons();
  }

  private Expression comparisons() {
    Expression first = sum();
    ImmutableList.Builder<Comparison> rest = ImmutableList.builder();
    int at = tokens.current().at();
    for (Optional<String> operator = comparison(); operator.isPresent(); operator = comparison()) {
      rest.add(new Comparison(operator.get(), sum()));
    }
    ImmutableList<Comparison> found = rest.build();
    return found.isEmpty() ? first : new Expression.Comparisons(first, found, at);
  }

  private Optional<String> comparison() {
    if (tokens.atAny(COMPARING)) {
      return Optional.of((String) tokens.take().value());
    }
    if (tokens.tookName("in")) {
      return Optional.of("in");
    }
    if (tokens.current().isName("not") && tokens.after().isName("in")) {
      tokens.take();
      tokens.take();
      return Optional.of("not in");
    }
    return Optional.empty();
  }

  private Expression sum() {
    Expression left = concatenation();
    while (tokens.atAny(ADDING)) {
      Token operator = tokens.take();
      left = arithmetic(operator, left, concatenation());
    }
    return left;
  }

  private Expression concatenation() {
    Expression first = product();
    int at = tokens.current().at();
    if (!tokens.current().is("~")) {
      return first;
    }
    ImmutableList.Builder<Expression> parts = ImmutableList.<Expression>builder().add(first);
    while (tokens.took("~")) {
      parts.add(product());
    }
    return new Expression.Concatenation(parts.build(), at);
  }

  private Expression product() {
    Expression left = power();
    while (tokens.atAny(MULTIPLYING)) {
      Token operator = tokens.take();
      left = arithmetic(operator, left, power());
    }
    return left;
  }

  private Expression power() {
    Expression left = signed(true);
    while (tokens.current().is("**")) {
      Token operator = tokens.take();
      left = arithmetic(operator, left, signed(true));
    }
    return left;
  }

  private Expression signed(boolean withFilters) {
    Token first = tokens.current();
    Expression value;
    if (first.is("-") || first.is("+")) {
      tokens.take();
      Expression of = within(() -> signed(false));
      value = new Expression.Sign(first.is("-"), of, first.at());
    } else {
      value = primary();
    }
    value = postfix(value);
    return withFilters ? filtersAndTests(value) : value;
  }

  private Expression filtersAndTests(Expression of) {
    Expression value = of;
    while (true) {
      if (tokens.took("|")) {
        value = filter(value);
      } else if (tokens.current().isName("is")) {
        value = test(value);
      } else if (tokens.current().is("(")) {
        value = call(value);
      } else {
        return value;
      }
    }
  }

  private Expression test(Expression of) {
    int at = tokens.take().at();
    boolean negated = tokens.tookName("not");
    int nameAt = tokens.current().at();
    String name = dottedName();
    Expression test = new Expression.Test(of, name, testArguments(), nameAt);
    return negated ? new Expression.Not(test, at) : test;
  }

  private Expression.Arguments testArguments() {
    Token next = tokens.current();
    if (next.is("(")) {
      return arguments();
    }
    boolean operand =
        switch (next.kind()) {
          case NAME -> !Set.of("else", "or", "and", "is", "if", "in", "not").contains(next.value());
          case STRING, NUMBER, MEANING -> true;
          case OPERATOR -> next.is("[") || next.is("{");
          case END -> false;
        };
    return operand ? Expression.Arguments.of(postfix(primary())) : Expression.Arguments.NONE;
  }

  private static Expression arithmetic(Token operator, Expression left, Expression right) {
    return new Expression.Arithmetic((String) operator.value(), left, right, operator.at());
  }
}
