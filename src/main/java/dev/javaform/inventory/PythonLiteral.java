package dev.javaform.inventory;

import com.google.common.collect.ImmutableList;
import dev.javaform.source.Yaml;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a value of an INI inventory: a Python literal (number, quoted string, {@code True}, {@code
 * False}, {@code None}, list, tuple, set, dictionary) where it is one, else the text as it stands.
 *
 * <p>Follows {@code ast.literal_eval} of Python 3: {@code yes} and {@code 0644} are strings, {@code
 * 1,2} is a tuple, and a comment may follow a literal. Tuples and sets become lists. Complex
 * numbers stay text.
 */
final class PythonLiteral {

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
  private static final Pattern NAME = Pattern.compile("True\\b|False\\b|None\\b|set\\(\\s*\\)");

  private final Word word;
  private final String text;
  private int next;
  private int depth;

  private PythonLiteral(Word word) {
    this.word = word;
    this.text = word.text();
  }

  /** The value the word stands for; each part of it is marked. */
  static Yaml read(Word word) {
    try {
      return new PythonLiteral(word).whole();
    } catch (NotLiteral _) {
      return Yaml.Scalar.of(word.text(), word.mark()); // as Ansible: what is no literal is text
    }
  }

  private Yaml whole() {
    int begin = skipBlanks();
    Yaml first = expression();
    Yaml value = peek() == ',' ? tuple(first, begin) : first;
    if (next < text.length() && peek() != '#') {
      throw NotLiteral.INSTANCE;
    }
    return value;
  }

  private Yaml tuple(Yaml first, int begin) {
    ImmutableList.Builder<Yaml> items = ImmutableList.<Yaml>builder().add(first);
    while (accept(',') && next < text.length() && peek() != '#') {
      items.add(expression());
    }
    return new Yaml.Sequence(items.build(), word.at(begin));
  }

  private Yaml expression() {
    int begin = skipBlanks();
    Yaml value =
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

  private Yaml nested(Supplier<Yaml> inner) {
    if (++depth > DEEPEST) {
      throw NotLiteral.INSTANCE;
    }
    next++;
    Yaml value = inner.get();
    depth--;
    return value;
  }

  private Yaml list(int begin) {
    ImmutableList.Builder<Yaml> items = ImmutableList.builder();
    while (!accept(']')) {
      items.add(expression());
      separator(']');
    }
    return new Yaml.Sequence(items.build(), word.at(begin));
  }

  private Yaml parentheses(int begin) {
    if (accept(')')) {
      return new Yaml.Sequence(ImmutableList.of(), word.at(begin));
    }
    Yaml first = expression();
    if (accept(')')) {
      return first;
    }
    ImmutableList.Builder<Yaml> items = ImmutableList.<Yaml>builder().add(first);
    separator(')');
    while (!accept(')')) {
      items.add(expression());
      separator(')');
    }
    return new Yaml.Sequence(items.build(), word.at(begin));
  }

  private Yaml braces(int begin) {
    if (accept('}')) {
      return new Yaml.Mapping(ImmutableList.of(), word.at(begin));
    }
    Yaml first = expression();
    return accept(':') ? dictionary(first, begin) : set(first, begin);
  }

  private Yaml dictionary(Yaml firstKey, int begin) {
    Map<String, Yaml.Entry> entries = new LinkedHashMap<>();
    Yaml.Scalar key = key(firstKey);
    entries.put(key.text(), new Yaml.Entry(key, expression()));
    separator('}');
    while (!accept('}')) {
      Yaml.Scalar more = key(expression());
      expect(':');
      entries.put(more.text(), new Yaml.Entry(more, expression()));
      separator('}');
    }
    return new Yaml.Mapping(ImmutableList.copyOf(entries.values()), word.at(begin));
  }

  private static Yaml.Scalar key(Yaml value) {
    if (value instanceof Yaml.Scalar scalar) {
      return scalar;
    }
    throw NotLiteral.INSTANCE;
  }

  private Yaml set(Yaml first, int begin) {
    Map<Object, Yaml> items = new LinkedHashMap<>();
    items.put(first.plain(), first);
    separator('}');
    while (!accept('}')) {
      Yaml item = expression();
      items.putIfAbsent(item.plain(), item);
      separator('}');
    }
    return new Yaml.Sequence(ImmutableList.copyOf(items.values()), word.at(begin));
  }

  private Yaml signed(int begin) {
    boolean negative = text.charAt(next++) == '-';
    skipBlanks();
    Object number = number().orElseThrow(() -> NotLiteral.INSTANCE);
    return scalar(negative ? negated(number) : number, begin);
  }

  private static Object negated(Object number) {
    return switch (number) {
      case Long whole -> -whole;
      case BigInteger whole -> narrowed(whole.negate());
      default -> -(Double) number;
    };
  }

  private Yaml atom(int begin) {
    if (PythonString.beginsAt(text, next)) {
      return string(begin);
    }
    Optional<Object> number = number();
    return number.isPresent() ? scalar(number.get(), begin) : name(begin);
  }

  private Yaml name(int begin) {
    Matcher matcher = NAME.matcher(text).region(next, text.length());
    if (!matcher.lookingAt()) {
      throw NotLiteral.INSTANCE;
    }
    next = matcher.end();
    return switch (matcher.group()) {
      case "True" -> scalar(true, begin);
      case "False" -> scalar(false, begin);
      case "None" -> scalar(null, begin);
      default -> new Yaml.Sequence(ImmutableList.of(), word.at(begin));
    };
  }

  /** One or more quoted strings side by side, which are one string. */
  private Yaml string(int begin) {
    StringBuilder value = new StringBuilder();
    do {
      next = PythonString.read(text, next, value);
      skipBlanks();
    } while (PythonString.beginsAt(text, next));
    return Yaml.Scalar.of(value.toString(), word.at(begin));
  }

  private Optional<Object> number() {
    return lexeme(FLOAT)
        .<Object>map(Double::valueOf)
        .or(() -> lexeme(INTEGER).map(PythonLiteral::integer));
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
    String prefix = digits.length() > 2 ? digits.substring(0, 2).toLowerCase() : "";
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

  private Yaml scalar(Object value, int begin) {
    return new Yaml.Scalar(value, text.substring(begin, next), word.at(begin), false);
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

  private int skipBlanks() {
    while (next < text.length() && (text.charAt(next) == ' ' || text.charAt(next) == '\t')) {
      next++;
    }
    return next;
  }
}
