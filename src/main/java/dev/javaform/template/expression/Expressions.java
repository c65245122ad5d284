package dev.javaform.template.expression;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Expressions by their text: each is parsed once. Safe for use by many threads. */
public final class Expressions {

  private static final int LARGEST_CACHE = 20_000;

  private record Key(String text, Escapes escapes) {}

  private final Map<Key, Expression> parsed = new ConcurrentHashMap<>();

  /** The expression; a tuple where several stand with commas between. Fails on bad syntax. */
  public Expression parse(String text, Escapes escapes) {
    Key key = new Key(text, escapes);
    Expression known = parsed.get(key);
    if (known != null) {
      return known;
    }
    if (parsed.size() > LARGEST_CACHE) {
      parsed.clear();
    }
    Expression fresh = read(text, escapes);
    parsed.put(key, fresh);
    return fresh;
  }

  private static Expression read(String text, Escapes escapes) {
    TokenStream tokens = new TokenStream(Lexer.tokens(text, 0, escapes));
    Expression expression = new Parser(tokens).tupleOrExpression();
    tokens.expectEnd();
    return expression;
  }
}
