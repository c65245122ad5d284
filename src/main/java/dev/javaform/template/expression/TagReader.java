package dev.javaform.template.expression;

import com.google.common.collect.ImmutableList;
import java.util.Optional;

/** Reads what stands in a {@code {% tag %}}: words, names, targets and expressions, in order. */
public final class TagReader {

  private final TokenStream tokens;
  private final Parser parser;
  private int depth;

  /**
   * @param at the offset of {@code text} in the template
   */
  public TagReader(String text, int at, Backslashes escapes) {
    this.tokens = new TokenStream(Lexer.tokens(text, at, escapes));
    this.parser = new Parser(tokens);
  }

  /** The offset of the next word in the template. */
  public int at() {
    return tokens.current().at();
  }

  public boolean atEnd() {
    return tokens.atEnd();
  }

  /** Whether the next word is {@code name}; it is read then. */
  public boolean took(String name) {
    return Character.isLetter(name.charAt(0)) ? tokens.tookName(name) : tokens.took(name);
  }

  /** The next word, a name. */
  public String name() {
    return tokens.expectName();
  }

  /** Reads {@code word}; fails where something else stands. */
  public void expect(String word) {
    if (Character.isLetter(word.charAt(0))) {
      tokens.expectName(word);
    } else {
      tokens.expect(word);
    }
  }

  /** Fails unless all was read. */
  public void end() {
    tokens.expectEnd();
  }

  public Expression expression() {
    return Limits.chained(parser.expression());
  }

  /** An expression, or several with commas between, which are a tuple. */
  public Expression tuple() {
    return Limits.chained(parser.tupleOrExpression());
  }

  /** An expression without an inline {@code if}: the source of a loop. */
  public Expression source() {
    Expression first = Limits.chained(parser.or());
    if (!tokens.current().is(",")) {
      return first;
    }
    ImmutableList.Builder<Expression> items = ImmutableList.<Expression>builder().add(first);
    while (tokens.took(",") && !tokens.atEnd()) {
      items.add(Limits.chained(parser.or()));
    }
    return new Expression.TupleOf(items.build(), first.at());
  }

  /** {@code name(arguments) | more}: filters put on what {@code body} stands for. */
  public Expression filters(Expression body) {
    Expression filtered = parser.filter(body);
    while (tokens.took("|")) {
      filtered = parser.filter(filtered);
    }
    return Limits.chained(filtered);
  }

  /** A target of an assignment, in parentheses or not. */
  public AssignmentTarget target() {
    AssignmentTarget first = single();
    if (!tokens.current().is(",")) {
      return first;
    }
    ImmutableList.Builder<AssignmentTarget> targets =
        ImmutableList.<AssignmentTarget>builder().add(first);
    while (tokens.took(",")) {
      targets.add(single());
    }
    return new AssignmentTarget.Several(targets.build());
  }

  private AssignmentTarget single() {
    if (tokens.took("(")) {
      if (++depth > Limits.DEEPEST_BRACKETS) {
        throw tokens.unexpected("a name");
      }
      AssignmentTarget inner = target();
      tokens.expect(")");
      depth--;
      return inner;
    }
    int at = tokens.current().at();
    String name = tokens.expectName();
    return tokens.took(".")
        ? new AssignmentTarget.Member(name, tokens.expectName(), at)
        : new AssignmentTarget.One(name);
  }

  /** {@code (a, b=1)} of a macro. */
  public ImmutableList<Parameter> parameters() {
    tokens.expect("(");
    return openParameters();
  }

  /** The same, the opening parenthesis read already. */
  public ImmutableList<Parameter> openParameters() {
    ImmutableList.Builder<Parameter> parameters = ImmutableList.builder();
    while (!tokens.took(")")) {
      String name = tokens.expectName();
      parameters.add(
          new Parameter(name, tokens.took("=") ? Optional.of(expression()) : Optional.empty()));
      if (!tokens.took(",") && !tokens.current().is(")")) {
        throw tokens.unexpected("')'");
      }
    }
    return parameters.build();
  }

  /** A macro's parameter and what it is where the caller does not say. */
  public record Parameter(String name, Optional<Expression> fallback) {}
}
