package dev.javaform.modules.linux.facts;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A reader of JSON texts (RFC 8259) as hosts keep them in small files. */
final class Json {

  private static final int DEPTH = 50;
  private static final Pattern TOKEN =
      Pattern.compile(
          "[ \t\r\n]*(?:([\\[\\]{}:,])|\"((?:[^\"\\\\]|\\\\.)*+)\"|(-?\\d+)(?![\\d.eE])"
              + "|(-?\\d+(?:\\.\\d+)?(?:[eE][-+]?\\d+)?)|(true|false|null)|(\\z))");
  private static final Pattern ESCAPE = Pattern.compile("\\\\(u[0-9a-fA-F]{4}|.)");

  private final Matcher tokens;
  private int from;

  private Json(String text) {
    tokens = TOKEN.matcher(text);
    advance();
  }

  /**
   * The value, made of null, Boolean, Long, Double, String, lists and maps; empty where malformed.
   */
  static Optional<Object> read(String text) {
    try {
      var json = new Json(text);
      Object value = json.value(0);
      return json.tokens.group(6) == null ? Optional.empty() : Optional.ofNullable(value);
    } catch (Malformed | NumberFormatException e) {
      return Optional.empty(); // the caller tries the file's other format
    }
  }

  private void advance() {
    if (!tokens.find() || tokens.start() != from) {
      throw new Malformed();
    }
    from = tokens.end();
  }

  private Object value(int depth) {
    if (depth > DEPTH || tokens.group(6) != null) {
      throw new Malformed();
    }
    if (is("{")) {
      return map(depth);
    }
    if (is("[")) {
      return list(depth);
    }
    Object value = scalar();
    advance();
    return value;
  }

  private Object scalar() {
    if (tokens.group(2) != null) {
      return unescaped(tokens.group(2));
    }
    if (tokens.group(3) != null) {
      return Long.valueOf(tokens.group(3));
    }
    if (tokens.group(4) != null) {
      return Double.valueOf(tokens.group(4));
    }
    if (tokens.group(5) == null) {
      throw new Malformed();
    }
    return tokens.group(5).equals("null") ? null : Boolean.valueOf(tokens.group(5));
  }

  private Map<String, Object> map(int depth) {
    var map = new LinkedHashMap<String, Object>();
    advance();
    while (!is("}")) {
      if (!map.isEmpty()) {
        expect(",");
      }
      if (tokens.group(2) == null) {
        throw new Malformed();
      }
      String key = unescaped(tokens.group(2));
      advance();
      expect(":");
      map.put(key, value(depth + 1));
    }
    advance();
    return Collections.unmodifiableMap(map);
  }

  private List<Object> list(int depth) {
    var list = new ArrayList<>();
    advance();
    while (!is("]")) {
      if (!list.isEmpty()) {
        expect(",");
      }
      list.add(value(depth + 1));
    }
    advance();
    return Collections.unmodifiableList(list);
  }

  private boolean is(String mark) {
    return mark.equals(tokens.group(1));
  }

  private void expect(String mark) {
    if (!is(mark)) {
      throw new Malformed();
    }
    advance();
  }

  private static String unescaped(String text) {
    return ESCAPE
        .matcher(text)
        .replaceAll(match -> Matcher.quoteReplacement(character(match.group(1))));
  }

  private static String character(String escape) {
    return switch (escape.charAt(0)) {
      case 'n' -> "\n";
      case 't' -> "\t";
      case 'r' -> "\r";
      case 'b' -> "\b";
      case 'f' -> "\f";
      case 'u' -> String.valueOf((char) Integer.parseInt(escape.substring(1), 16));
      default -> escape;
    };
  }

  private static final class Malformed extends RuntimeException {
    private static final long serialVersionUID = 1;
  }
}
