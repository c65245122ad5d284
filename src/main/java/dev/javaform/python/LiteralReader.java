package dev.javaform.python;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a Python literal: a number, a quoted string, {@code True}, {@code False}, {@code None}, a
 * list, tuple, set or dictionary of these.
 *
 * <p>Follows {@code ast.literal_eval} of Python 3: {@code yes} and {@code 0644} are none, {@code
 * 1,2} is a tuple, and a comment may follow a literal. Complex numbers count as none.
 *
 * @param <V> what values are
 */
public final class LiteralReader<V> {

  /** Which words stand for values. */
  public enum Constants {
    /** {@code True}, {@code False}, {@code None}. */
    PYTHON,
    /** JSON's {@code true}, {@code false} and {@code null} as well. */
    JSON_TOO
  }

  private static final int DEEPEST = 200;
  private static final int LONGEST_NUMBER = 4300;
  private static final Pattern FLOAT =
      Pattern.compile(
          "(?:(?:\\d[\\d_]*+)?\\.\\d[\\d_]*+|\\d[\\d_]*+\\.)(?:[eE][+-]?\\d[\\d_]*+)?"
              + "|\\d[\\d_]*+[eE][+-]?\\d[\\d_]*+");
  private static final Pattern INTEGER =
      Pattern.compile("0[xX][0-9a-fA-F_]++|0[oO][0-7_]++|0[bB][01_]++|0[0_]*+|[1-9][\\d_]*+");

  /** An underscore that does not stand before a digit. */
  private static final Pattern LOOSE = Pattern.compile("_(?!\\d)");

  private static final Pattern LOOSE_IN_HEXADECIMAL = Pattern.compile("_(?![0-9a-fA-F])");
  private static final Pattern NAME =
      Pattern.compile("(?:True|False|None|true|false|null)\\b|set\\(\\s*\\)");

  private final String text;
  private final Constants constants;
  private final LiteralMaker<V> maker;
  private int next;
  private int depth;

  private LiteralReader(String text, Constants constants, LiteralMaker<V> maker) {
    this.text = text;
    this.constants = constants;
    this.maker = maker;
  }

  /** The value that the text stands for; empty where it is not a literal. */
  public static <V> Optional<V> read(String text, Constants constants, LiteralMaker<V> maker) {
    try {
      return Optional.of(new LiteralReader<>(text, constants, maker).whole());
    } catch (NotLiteral _) {
      return Optional.empty();
    }
  }

  private V whole() {
    int begin = skipBlanks();
    V first = expression();
    V value = peek() == ',' ? tuple(first, begin) : first;
    skipLines();
    if (next < text.length() && peek() != '#') {
      throw NotLiteral.INSTANCE;
    }
    return value;
  }

  private V tuple(V first, int begin) {
    List<V> items = new ArrayList<>(List.of(first));
    while (accept(',') && next < text.length() && peek() != '#') {
      items.add(expression());
    }
    return maker.tuple(items, begin);
  }

  private V expression() {
    int begin = skipBlanks();
    V value =
        switch (peek()) {
          case '[' -> nested(() -> list(begin));
          case '(' -> nested(() -> parentheses(begin));
          case '{' -> nested(() -> braces(begin));
          case '-', '+' -> signed(begin);
          default -> atom(begin);
        };
    skipBlanks();
    return value;
  }

  private V nested(Supplier<V> inner) {
    if (++depth > DEEPEST) {
      throw NotLiteral.INSTANCE;
    }
    next++;
    V value = inner.get();
    depth--;
    return value;
  }

  private V list(int begin) {
    return maker.list(items(new ArrayList<>(), ']'), begin);
  }

  private List<V> items(List<V> items, char close) {
    while (!accept(close)) {
      items.add(expression());
      separator(close);
    }
    return items;
  }

  private V parentheses(int begin) {
    if (accept(')')) {
      return maker.tuple(List.of(), begin);
    }
    V first = expression();
    if (accept(')')) {
      return first;
    }
    separator(')');
    return maker.tuple(items(new ArrayList<>(List.of(first)), ')'), begin);
  }

  private V braces(int begin) {
    if (accept('}')) {
      return dictionary(Map.of(), begin);
    }
    V first = expression();
    return accept(':') ? dictionary(first, begin) : set(first, begin);
  }

  private V dictionary(V firstKey, int begin) {
    Map<Object, Map.Entry<V, V>> entries = new LinkedHashMap<>();
    entries.put(key(firstKey), Map.entry(firstKey, expression()));
    separator('}');
    while (!accept('}')) {
      V key = expression();
      expect(':');
      entries.put(key(key), Map.entry(key, expression()));
      separator('}');
    }
    return dictionary(entries, begin);
  }

  private V dictionary(Map<Object, Map.Entry<V, V>> entries, int begin) {
    V dictionary = maker.dictionary(entries, begin);
    if (dictionary == null) {
      throw NotLiteral.INSTANCE;
    }
    return dictionary;
  }

  private V set(V first, int begin) {
    Map<Object, V> items = new LinkedHashMap<>();
    items.put(key(first), first);
    separator('}');
    for (V item : items(new ArrayList<>(), '}')) {
      items.putIfAbsent(key(item), item);
    }
    return maker.list(List.copyOf(items.values()), begin);
  }

  private Object key(V value) {
    Object key = maker.key(value);
    if (key == null) {
      throw NotLiteral.INSTANCE;
    }
    return key;
  }

  private V signed(int begin) {
    boolean negative = text.charAt(next++) == '-';
    skipBlanks();
    Object number = number().orElseThrow(() -> NotLiteral.INSTANCE);
    return maker.scalar(negative ? negated(number) : number, begin, next);
  }

  private static Object negated(Object number) {
    return switch (number) {
      case Long whole -> -whole;
      case BigInteger whole -> narrowed(whole.negate());
      default -> -(Double) number;
    };
  }

  private V atom(int begin) {
    if (StringLiteral.beginsAt(text, next)) {
      return string(begin);
    }
    Optional<Object> number = number();
    return number.isPresent() ? maker.scalar(number.get(), begin, next) : name(begin);
  }

  private V name(int begin) {
    Matcher matcher = NAME.matcher(text).region(next, text.length());
    if (!matcher.lookingAt()) {
      throw NotLiteral.INSTANCE;
    }
    next = matcher.end();
    String name = matcher.group();
    if (name.startsWith("set")) {
      return maker.list(List.of(), begin);
    }
    if (Character.isLowerCase(name.charAt(0)) && constants == Constants.PYTHON) {
      throw NotLiteral.INSTANCE;
    }
    return maker.scalar(constant(name), begin, next);
  }

  private static @Nullable Object constant(String name) {
    return switch (name) {
      case "True", "true" -> true;
      case "False", "false" -> false;
      default -> null;
    };
  }

  /** One or more quoted strings side by side, which are one string. */
  private V string(int begin) {
    StringBuilder value = new StringBuilder();
    int end;
    do {
      StringLiteral part = StringLiteral.at(text, next).orElseThrow(() -> NotLiteral.INSTANCE);
      value.append(part.content());
      next = part.end();
      end = next;
      skipBlanks();
    } while (StringLiteral.beginsAt(text, next));
    return maker.scalar(value.toString(), begin, end);
  }

  private Optional<Object> number() {
    return lexeme(FLOAT)
        .<Object>map(Double::valueOf)
        .or(() -> lexeme(INTEGER).map(LiteralReader::integer));
  }

  private Optional<String> lexeme(Pattern pattern) {
    Matcher matcher = pattern.matcher(text).region(next, text.length());
    if (!matcher.lookingAt()) {
      return Optional.empty();
    }
    next = matcher.end();
    return Optional.of(withoutUnderscores(matcher.group()));
  }

  private static String withoutUnderscores(String number) {
    Pattern loose = number.matches("0[xX].*") ? LOOSE_IN_HEXADECIMAL : LOOSE;
    if (number.length() > LONGEST_NUMBER || loose.matcher(number).find()) {
      throw NotLiteral.INSTANCE;
    }
    return number.replace("_", "");
  }

  private static Object integer(String digits) {
    String prefix = digits.length() > 2 ? digits.substring(0, 2).toLowerCase(Locale.ROOT) : "";
    return narrowed(
        switch (prefix) {
          case "0x" -> new BigInteger(digits.substring(2), 16);
          case "0o" -> new BigInteger(digits.substring(2), 8);
          case "0b" -> new BigInteger(digits.substring(2), 2);
          default -> new BigInteger(digits);
        });
  }

  private static Object narrowed(BigInteger value) {
    return value.bitLength() < Long.SIZE ? (Object) value.longValue() : value;
  }

  private void separator(char close) {
    if (!accept(',') && peek() != close) {
      throw NotLiteral.INSTANCE;
    }
    skipBlanks();
  }

  private void expect(char wanted) {
    if (!accept(wanted)) {
      throw NotLiteral.INSTANCE;
    }
  }

  private boolean accept(char wanted) {
    skipBlanks();
    boolean there = peek() == wanted;
    if (there) {
      next++;
      skipBlanks();
    }
    return there;
  }

  private char peek() {
    return next < text.length() ? text.charAt(next) : '\0';
  }

  /** Inside of brackets a line may end anywhere. */
  private int skipBlanks() {
    while (next < text.length() && (isBlank(text.charAt(next)) || (depth > 0 && isLineEnd()))) {
      next++;
    }
    return next;
  }

  private void skipLines() {
    while (next < text.length() && (isBlank(text.charAt(next)) || isLineEnd())) {
      next++;
    }
  }

  private boolean isLineEnd() {
    return text.charAt(next) == '\n' || text.charAt(next) == '\r';
  }

  private static boolean isBlank(char letter) {
    return letter == ' ' || letter == '\t';
  }
}
