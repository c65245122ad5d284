package dev.javaform.template.expression;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.javaform.template.expression.Expression.Arguments;
import dev.javaform.template.expression.Expression.Literal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads what operators stand between: literals, names, attributes, calls, filters. */
abstract class OperandParser {

  final TokenStream tokens;
  private int depth;

  OperandParser(TokenStream tokens) {
    this.tokens = tokens;
  }

  abstract Expression expression();

  /** What is read within something else, which may not go on without end. */
  final Expression within(Supplier<Expression> read) {
    if (++depth > Limits.DEEPEST_BRACKETS) {
      throw ExpressionException.syntax(
          "more than %d brackets or operators are nested here.".formatted(Limits.DEEPEST_BRACKETS),
          tokens.current().at());
    }
    Expression expression = read.get();
    depth--;
    return expression;
  }

  final Expression primary() {
    Token token = tokens.current();
    return switch (token.kind()) {
      case NAME -> name(tokens.take());
      case STRING -> strings();
      case NUMBER -> new Literal(tokens.take().value(), token.at());
      case MEANING -> (Expression) tokens.take().value();
      case OPERATOR, END -> bracketed(token);
    };
  }

  private Expression bracketed(Token token) {
    if (tokens.took("(")) {
      Expression inner = tuple(true);
      tokens.expect(")");
      return inner;
    }
    if (tokens.took("[")) {
      return new Expression.Items(until("]"), token.at());
    }
    if (tokens.took("{")) {
      return new Expression.Pairs(pairs(), token.at());
    }
    throw token.kind() == Token.Kind.END
        ? ExpressionException.syntax(
            "Expected an expression, got " + token.shown() + ".", token.at())
        : ExpressionException.syntax("unexpected '%s'.".formatted(token.shown()), token.at());
  }

  static Expression name(Token token) {
    return switch ((String) token.value()) {
      case "true", "True" -> new Literal(true, token.at());
      case "false", "False" -> new Literal(false, token.at());
      case "none", "None" -> new Literal(null, token.at());
      case String name -> new Expression.Name(name, token.at());
    };
  }

  private Expression strings() {
    int at = tokens.current().at();
    StringBuilder text = new StringBuilder();
    while (tokens.current().kind() == Token.Kind.STRING) {
      text.append(tokens.take().value());
    }
    return new Literal(text.toString(), at);
  }

  final Expression tuple(boolean inParentheses) {
    int at = tokens.current().at();
    ImmutableList.Builder<Expression> items = ImmutableList.builder();
    if (inParentheses && tokens.current().is(")")) {
      return new Expression.TupleOf(items.build(), at);
    }
    Expression first = expression();
    if (!tokens.current().is(",")) {
      return first;
    }
    items.add(first);
    while (tokens.took(",") && !tokens.current().is(")") && !tokens.atEnd()) {
      items.add(expression());
    }
    return new Expression.TupleOf(items.build(), at);
  }

  private ImmutableList<Expression> until(String closing) {
    ImmutableList.Builder<Expression> items = ImmutableList.builder();
    while (!tokens.took(closing)) {
      items.add(expression());
      separator(closing);
    }
    return items.build();
  }

  private ImmutableList<Expression.Pair> pairs() {
    ImmutableList.Builder<Expression.Pair> pairs = ImmutableList.builder();
    while (!tokens.took("}")) {
      Expression key = expression();
      tokens.expect(":");
      pairs.add(new Expression.Pair(key, expression()));
      separator("}");
    }
    return pairs.build();
  }

  private void separator(String closing) {
    if (!tokens.took(",") && !tokens.current().is(closing)) {
      throw tokens.unexpected("'%s'".formatted(closing));
    }
  }

  final Expression postfix(Expression of) {
    Expression value = of;
    while (true) {
      if (tokens.current().is(".")) {
        value = attribute(value);
      } else if (tokens.current().is("[")) {
        value = subscript(value);
      } else if (tokens.current().is("(")) {
        value = call(value);
      } else {
        return value;
      }
    }
  }

  private Expression attribute(Expression of) {
    tokens.expect(".");
    Token token = tokens.take();
    return switch (token.kind()) {
      case NAME -> new Expression.Attribute(of, (String) token.value(), token.at());
      case NUMBER -> new Expression.Item(of, new Literal(token.value(), token.at()), token.at());
      case STRING, OPERATOR, MEANING, END ->
          throw ExpressionException.syntax("expected name or number after the dot.", token.at());
    };
  }

  private Expression subscript(Expression of) {
    int at = tokens.take().at();
    Optional<Expression> start = slicePart();
    if (start.isPresent() && tokens.took("]")) {
      return new Expression.Item(of, start.get(), at);
    }
    tokens.expect(":");
    Optional<Expression> stop = slicePart();
    Optional<Expression> step = tokens.took(":") ? slicePart() : Optional.empty();
    tokens.expect("]");
    return new Expression.Slice(of, start, stop, step, at);
  }

  private Optional<Expression> slicePart() {
    boolean absent = tokens.current().is(":") || tokens.current().is("]");
    return absent ? Optional.empty() : Optional.of(expression());
  }

  final Expression call(Expression of) {
    return new Expression.Call(of, arguments(), of.at());
  }

  final Expression filter(Expression of) {
    int at = tokens.current().at();
    String name = dottedName();
    return new Expression.Filter(
        of, name, tokens.current().is("(") ? arguments() : Arguments.NONE, at);
  }

  final String dottedName() {
    StringBuilder name = new StringBuilder(tokens.expectName());
    while (tokens.took(".")) {
      name.append('.').append(tokens.expectName());
    }
    return name.toString();
  }

  final Arguments arguments() {
    tokens.expect("(");
    ImmutableList.Builder<Expression> positional = ImmutableList.builder();
    Map<String, Expression> named = new LinkedHashMap<>();
    Optional<Expression> spread = Optional.empty();
    Optional<Expression> namedSpread = Optional.empty();
    while (!tokens.took(")")) {
      if (tokens.took("**")) {
        namedSpread = Optional.of(expression());
      } else if (tokens.took("*")) {
        spread = Optional.of(expression());
      } else if (tokens.current().kind() == Token.Kind.NAME && tokens.after().is("=")) {
        named(named);
      } else if (named.isEmpty()) {
        positional.add(expression());
      } else {
        throw tokens.unexpected("a named argument, after the first one all must be named");
      }
      separator(")");
    }
    return new Arguments(positional.build(), ImmutableMap.copyOf(named), spread, namedSpread);
  }

  private void named(Map<String, Expression> named) {
    String name = tokens.expectName();
    tokens.expect("=");
    named.put(name, expression());
  }
}
