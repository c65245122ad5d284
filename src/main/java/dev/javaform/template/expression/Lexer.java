package dev.javaform.template.expression;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Cuts an expression into tokens, as Jinja2's lexer does. */
final class Lexer {

  /** White space of any script, such as a no-break space, as in Python's patterns. */
  private static final Pattern SPACE =
      Pattern.compile("[\\s\\x1c-\\x1f]+", Pattern.UNICODE_CHARACTER_CLASS);

  private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_]*");
  private static final Pattern FLOAT =
      Pattern.compile(
          "\\d+(?:_\\d+)*+(?:\\.\\d+(?:_\\d+)*+)?[eE][+-]?\\d+|\\d+(?:_\\d+)*+\\.\\d+(?:_\\d+)*+");
  private static final Pattern INTEGER =
      Pattern.compile(
          "0[bB](?:_?[01])++|0[oO](?:_?[0-7])++|0[xX](?:_?[0-9a-fA-F])++|\\d+(?:_\\d+)*+");
  private static final Pattern STRING =
      Pattern.compile(
          "'([^'\\\\]*+(?:\\\\.[^'\\\\]*+)*+)'|\"([^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+)\"",
          Pattern.DOTALL);
  private static final Pattern OPERATOR =
      Pattern.compile("\\*\\*|//|==|!=|>=|<=|[-+*/%~()\\[\\]{}<>=.:|,;]");

  private final InsetText source;
  private final String text;
  private final int base;
  private final Backslashes escapes;
  private final List<Token> tokens = new ArrayList<>();
  private int at;

  private Lexer(InsetText source, int base, Backslashes escapes) {
    this.source = source;
    this.text = source.text();
    this.base = base;
    this.escapes = escapes;
  }

  /**
   * The tokens of {@code text}, an END last.
   *
   * @param base the offset of {@code text} in what surrounds it
   */
  static List<Token> tokens(String text, int base, Backslashes escapes) {
    return tokens(InsetText.of(text), base, escapes);
  }

  static List<Token> tokens(InsetText source, int base, Backslashes escapes) {
    Lexer lexer = new Lexer(source, base, escapes);
    while (lexer.at < lexer.text.length()) {
      lexer.next();
    }
    lexer.tokens.add(new Token(Token.Kind.END, "", base + lexer.text.length()));
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

  private @Nullable Token token(int start) {
    Optional<Inset> inset = source.at(at);
    if (inset.isPresent()) {
      return inset(inset.get(), start);
    }
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
          Token.Kind.STRING, source.resolved(at - found.length() + 1, at - 1, escapes), start);
    }
    found = took(OPERATOR);
    return found == null ? null : new Token(Token.Kind.OPERATOR, found, start);
  }

  /** A value of its own: it does not grow together with what stands beside it. */
  private Token inset(Inset inset, int start) {
    boolean glued = isWord(at - 1) || isWord(at + 1);
    at++;
    if (glued) {
      throw ExpressionException.syntax(
          "a value is right beside other text here: together they would be another word.", start);
    }
    return new Token(Token.Kind.MEANING, inset.meaning().get(), start);
  }

  private boolean isWord(int place) {
    return place >= 0
        && place < text.length()
        && (Character.isLetterOrDigit(text.charAt(place))
            || text.charAt(place) == '_'
            || source.at(place).isPresent());
  }

  /** After a dot a number is an index: {@code a.0.1}. */
  private boolean afterDot() {
    return !tokens.isEmpty() && tokens.getLast().is(".");
  }

  private @Nullable String took(Pattern pattern) {
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
