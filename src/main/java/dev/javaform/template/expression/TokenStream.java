package dev.javaform.template.expression;

import java.util.List;
import java.util.Set;

/** The tokens of an expression, read one after the other. */
final class TokenStream {

  private final List<Token> tokens;
  private int position;

  TokenStream(List<Token> tokens) {
    this.tokens = tokens;
  }

  Token current() {
    return tokens.get(position);
  }

  Token after() {
    return tokens.get(Math.min(position + 1, tokens.size() - 1));
  }

  Token take() {
    Token token = current();
    if (token.kind() != Token.Kind.END) {
      position++;
    }
    return token;
  }

  boolean took(String operator) {
    if (!current().is(operator)) {
      return false;
    }
    position++;
    return true;
  }

  boolean tookName(String name) {
    if (!current().isName(name)) {
      return false;
    }
    position++;
    return true;
  }

  boolean atAny(Set<String> operators) {
    return current().kind() == Token.Kind.OPERATOR && operators.contains(current().value());
  }

  boolean atEnd() {
    return current().kind() == Token.Kind.END;
  }

  void expect(String operator) {
    if (!took(operator)) {
      throw unexpected("'%s'".formatted(operator));
    }
  }

  String expectName() {
    if (current().kind() != Token.Kind.NAME) {
      throw unexpected("a name");
    }
    return (String) take().value();
  }

  void expectName(String name) {
    if (!tookName(name)) {
      throw unexpected("'%s'".formatted(name));
    }
  }

  void expectEnd() {
    if (!atEnd()) {
      throw unexpected("end of expression");
    }
  }

  ExpressionException unexpected(String wanted) {
    return ExpressionException.syntax(
        "expected %s, got %s.".formatted(wanted, quoted(current())), current().at());
  }

  private static String quoted(Token token) {
    return token.kind() == Token.Kind.END ? token.shown() : "'" + token.shown() + "'";
  }
}
