package dev.javaform.template.expression;

import java.util.List;
import java.util.Optional;

/** Texts that are one literal of the language and nothing else. */
public final class Literals {

  /** No literal that people mean is longer. */
  private static final int LONGEST = 100;

  private Literals() {}

  /** The literal that {@code text} is, blanks around it left out: a number, a truth, none. */
  public static Optional<Expression.Literal> of(String text, int at) {
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    try {
      List<Token> tokens = Lexer.tokens(text.strip(), 0, Backslashes.KEPT);
      boolean signed =
          tokens.size() == 3 && (tokens.getFirst().is("-") || tokens.getFirst().is("+"));
      Token last = tokens.get(tokens.size() == 1 ? 0 : tokens.size() - 2);
      boolean one = tokens.size() == 2 || (signed && last.kind() == Token.Kind.NUMBER);
      return one ? value(last, signed && tokens.getFirst().is("-"), at) : Optional.empty();
    } catch (ExpressionException _) {
      return Optional.empty();
    }
  }

  private static Optional<Expression.Literal> value(Token token, boolean minus, int at) {
    return switch (token.kind()) {
      case NUMBER ->
          Optional.of(
              new Expression.Literal(minus ? Arithmetic.negate(token.value()) : token.value(), at));
      case NAME ->
          OperandParser.name(token) instanceof Expression.Literal(Object word, _)
              ? Optional.of(new Expression.Literal(word, at))
              : Optional.empty();
      case STRING, OPERATOR, MEANING, END -> Optional.empty();
    };
  }
}
