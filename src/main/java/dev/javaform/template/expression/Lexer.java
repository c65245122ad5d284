package dev.javaform.template.expression;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts an expression into tokens, as Jinja2's lexer does. */
final class Lexer {

  private static final Pattern SPACE = Pattern.compile("\\s+");
  private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_]*");
  private static final Pattern FLOAT =
      Pattern.compile(
          "\\d+(?:_\\d+)*(?:\\.\\d+(?:_\\d+)*)?[eE][+-]?\\d+|\\d+(?:_\\d+)*\\.\\d+(?:_\\d+)*");
  private static final Pattern INTEGER =
      Pattern.compile("0[bB](?:_?[01])+|0[oO](?:_?[0-7])+|0[xX](?:_?[0-9a-fA-F])+|\\d+(?:_\\d+)*");
  private static final Pattern STRING =
      Pattern.compile(
          "'([^'\\\\]*(?:\\\\.[^'\\\\]*)*)'|\"([^\"\\\\]*(?:\\\\.[^\"\\\\]*)*)\"", Pattern.DOTALL);
  private static final Pattern OPERATOR =
      Pattern.compile("\\*\\*|//|==|!=|>=|<=|[-+*/%~()\\[\\]{}<>=.:|,;]");

  private final String text;
  private final int base;
  private final Escapes escapes;
  private final List<Token> tokens = new ArrayList<>();
  private int at;

  private Lexer(String text, int base, Escapes escapes) {
    this.text = text;
    this.base = base;
    this.escapes = escapes;
  }

  /**
   * The tokens of {@code text}, an END last.
   *
   * @param base the offset of {@code text} in what surrounds it
   */
  static List<Token> tokens(String text, int base, Escapes escapes) {
    Lexer lexer = new Lexer(text, base, escapes);
    while (lexer.at < text.length()) {
      lexer.next();
    }
    lexer.tokens.add(new Token(Token.Kind.END, "", base + text.length()));
    return lexer.tokens;
  }

  private void next() {
    if (took(SPACE) != null) {
      return;
    }
    int start = at;
    Token token = token(base + start);
    if (token == null) {
      throw unexpected(start);
    }
    tokens.add(token);
  }

  private Token token(int start) {
    String found;
    if ((found = took(NAME)) != null) {
      return new Token(Token.Kind.NAME, found, start);
    }
    if (!afterDot() && (found = took(FLOAT)) != null) {
      return new Token(Token.Kind.NUMBER, Double.valueOf(found.replace("_", "")), start);
    }
    if ((found = took(INTEGER)) != null) {
      return new Token(Token.Kind.NUMBER, integer(found.replace("_", "")), start);
    }
    if ((found = took(STRING)) != null) {
      return new Token(
          Token.Kind.STRING, escapes.resolve(found.substring(1, found.length() - 1)), start);
    }
    found = took(OPERATOR);
    return found == null ? null : new Token(Token.Kind.OPERATOR, found, start);
  }

  /** After a dot a number is an index: {@code a.0.1}. */
  private boolean afterDot() {
    return !tokens.isEmpty() && tokens.getLast().is(".");
  }

  private String took(Pattern pattern) {
    Matcher matcher = pattern.matcher(text).region(at, text.length());
    if (!matcher.lookingAt()) {
      return null;
    }
    at = matcher.end();
    return matcher.group();
  }

  private static Number integer(String digits) {
    BigInteger value =
        switch (digits.length() > 1 ? Character.toLowerCase(digits.charAt(1)) : ' ') {
          case 'x' -> new BigInteger(digits.substring(2), 16);
          case 'o' -> new BigInteger(digits.substring(2), 8);
          case 'b' -> new BigInteger(digits.substring(2), 2);
          default -> new BigInteger(digits);
        };
    return Numbers.narrow(value);
  }

  private ExpressionException unexpected(int start) {
    char letter = text.charAt(start);
    return ExpressionException.syntax(
        letter == '\'' || letter == '"'
            ? "This quote is never closed."
            : "unexpected char '%s' in an expression.".formatted(letter),
        base + start);
  }
}
