package dev.javaform.template.expression;

import dev.javaform.python.JsonReader;
import dev.javaform.template.Tracked;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How deep values and expressions may nest, and how much a template may make. What exceeds it, be
 * it told by a host or a slip of the author's, is an error at its place and of that host alone.
 */
public final class Limits {

  /** How deep lists and mappings may stand within each other; what people make is ten deep. */
  public static final int DEEPEST_VALUE = JsonReader.DEEPEST;

  /** How many elements a list may be made to have. */
  public static final int LARGEST_LIST = 10_000_000;

  private static final int MOST_ROWS = 1_000_000;

  /** How many brackets or inline conditions may stand within each other. */
  static final int DEEPEST_BRACKETS = 200;

  /** How many operators may follow each other, each working on what the last one gave. */
  static final int LONGEST_CHAIN = 1000;

  private static final int LONGEST_TEXT = 100_000_000;

  private Limits() {}

  /** The value itself; fails where it nests too deeply. */
  public static @Nullable Object flat(@Nullable Object value) {
    flat(value, DEEPEST_VALUE);
    return value;
  }

  private static void flat(@Nullable Object value, int left) {
    switch (value) {
      case Tracked _ -> {}
      case List<?> items -> {
        require(left);
        for (Object item : items) {
          flat(item, left - 1);
        }
      }
      case Map<?, ?> map -> {
        require(left);
        for (Object item : map.values()) {
          flat(item, left - 1);
        }
      }
      case null, default -> {}
    }
  }

  /**
   * Fails where nothing is left.
   *
   * @param left how many levels more are allowed
   */
  public static void require(int left) {
    if (left <= 0) {
      throw ExpressionException.failed(
          "This value nests more than %d lists or mappings within each other.", DEEPEST_VALUE);
    }
  }

  /** The expression itself; fails where it is a chain that is too long. */
  static Expression chained(Expression expression) {
    chain(expression, LONGEST_CHAIN);
    return expression;
  }

  private static void chain(Expression expression, int left) {
    if (left <= 0) {
      throw ExpressionException.syntax(
          "more than %d operators follow each other here.".formatted(LONGEST_CHAIN),
          expression.at());
    }
    for (Expression part : Parts.of(expression)) {
      chain(part, left - 1);
    }
  }

  /** {@code text} again and again; nothing for a number below 1. */
  public static String repeated(String text, long count) {
    requireText(text.length() * Math.max(0, count));
    return text.repeat((int) Math.max(0, count));
  }

  /** Fails where a text would be too long. */
  public static void requireText(long length) {
    if (length > LONGEST_TEXT) {
      throw ExpressionException.failed("The text is longer than %d characters.", LONGEST_TEXT);
    }
  }

  /** Fails where more combinations would be made. */
  public static void requireRows(long count) {
    if (count > MOST_ROWS) {
      throw ExpressionException.failed("There are more than %d combinations.", MOST_ROWS);
    }
  }

  /** Fails where a list would be too large. */
  public static void requireList(long size) {
    if (size > LARGEST_LIST) {
      throw ExpressionException.failed("The list has more than %d elements.", LARGEST_LIST);
    }
  }
}
