package dev.javaform.template.expression;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Expressions by their text: each is parsed once. Safe for use by many threads. */
public final class Expressions {

  private static final int LARGEST_CACHE = 20_000;

  private record Key(String text, Backslashes escapes) {}

  private final Map<Key, Expression> parsed = new ConcurrentHashMap<>();

  /** The expression; a tuple where several stand with commas between. Fails on bad syntax. */
  public Expression parse(String text, Backslashes escapes) {
    Key key = new Key(text, escapes);
    Expression known = parsed.get(key);
    if (known != null) {
      return known;
    }
    if (parsed.size() > LARGEST_CACHE) {
      parsed.clear();
    }
    Expression fresh = read(InsetText.of(text), escapes);
    parsed.put(key, fresh);
    return fresh;
  }

  /** The same for a text with values in it; it is kept only where it has none. */
  public Expression parse(InsetText text, Backslashes escapes) {
    return text.isPlain() ? parse(text.text(), escapes) : read(text, escapes);
  }

  private static Expression read(InsetText text, Backslashes escapes) {
    TokenStream tokens = new TokenStream(Lexer.tokens(text, 0, escapes));
    Expression expression = new Parser(tokens).tupleOrExpression();
    tokens.expectEnd();
    return Limits.chained(expression);
  }
}
