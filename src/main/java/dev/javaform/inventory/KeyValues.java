package dev.javaform.inventory;

import com.google.common.collect.ImmutableList;
import dev.javaform.source.Diagnostic;
import dev.javaform.source.DiagnosticException;
import dev.javaform.source.Mark;
import dev.javaform.source.Source;
import dev.javaform.source.Yaml;
import java.util.regex.Matcher;

/**
 * Reads {@code name=value} words as Ansible does on its command line: blanks separate words except
 * inside quotes and template braces, a value in quotes loses them, backslash sequences stand for
 * characters, and every value is a string.
 */
final class KeyValues {

  private final Source source;
  private final String text;
  private final ImmutableList.Builder<Yaml.Entry> entries = ImmutableList.builder();
  private int begin;
  private int next;
  private char quote;
  private int depth;

  private KeyValues(Source source, String text) {
    this.source = source;
    this.text = text;
  }

  /** The pairs in their order; throws where a word is none, or a quote or brace stays open. */
  static ImmutableList<Yaml.Entry> read(Source source, String text) {
    return new KeyValues(source, text).read();
  }

  private ImmutableList<Yaml.Entry> read() {
    while (next < text.length()) {
      if (isInside() || " \n".indexOf(text.charAt(next)) < 0) {
        step();
      } else {
        word();
        begin = ++next;
      }
    }
    if (isInside()) {
      throw error("A quote or a template's brace is never closed. Close it.", begin);
    }
    word();
    return entries.build();
  }

  private boolean isInside() {
    return quote != 0 || depth > 0;
  }

  private void step() {
    char c = text.charAt(next);
    boolean escaped = next > begin && text.charAt(next - 1) == '\\';
    if ((c == '"' || c == '\'') && !escaped) {
      quote = quote == 0 ? c : quote == c ? 0 : quote;
    }
    next += brace() ? 2 : 1;
  }

  /** Whether a template's brace of two characters stands here; counts how deep they are nested. */
  private boolean brace() {
    boolean opens = starts("{{") || starts("{%") || starts("{#");
    boolean closes = depth > 0 && (starts("}}") || starts("%}") || starts("#}"));
    depth += opens ? 1 : closes ? -1 : 0;
    return opens || closes;
  }

  private boolean starts(String brace) {
    return text.startsWith(brace, next);
  }

  private void word() {
    String word = text.substring(begin, next);
    if (word.isBlank() || word.equals("\\")) { // a backslash alone continues the line
      return;
    }
    int equals = equalsSign(word);
    if (equals < 1) {
      throw error(
          "This word is no variable. Write name=value, a YAML or JSON mapping in braces, or @file.",
          begin);
    }
    entries.add(entry(word.substring(0, equals), word.substring(equals + 1), begin + equals + 1));
  }

  private Yaml.Entry entry(String name, String value, int valueBegin) {
    Yaml.Scalar key = Yaml.Scalar.of(decoded(name).strip(), at(begin));
    String plain = unquoted(decoded(value).strip());
    return new Yaml.Entry(key, Yaml.Scalar.of(plain, at(valueBegin)));
  }

  private static int equalsSign(String word) {
    int equals = word.indexOf('=', 1);
    while (equals > 0 && word.charAt(equals - 1) == '\\') {
      equals = word.indexOf('=', equals + 1);
    }
    return equals;
  }

  /** A sequence that is none, and octal ones, stand for themselves. */
  private static String decoded(String word) {
    return Escapes.PATTERN
        .matcher(word)
        .replaceAll(
            escape -> {
              Matcher matcher = (Matcher) escape;
              boolean octal = matcher.group("octal") != null;
              String plain =
                  octal ? escape.group() : Escapes.resolve(matcher).orElse(escape.group());
              return Matcher.quoteReplacement(plain);
            });
  }

  private static String unquoted(String value) {
    int last = value.length() - 1;
    boolean quoted =
        last > 0
            && "\"'".indexOf(value.charAt(0)) >= 0
            && value.charAt(0) == value.charAt(last)
            && value.charAt(last - 1) != '\\';
    return quoted ? value.substring(1, last) : value;
  }

  private Mark at(int offset) {
    String before = text.substring(0, offset);
    int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
    return source.at(line, offset - before.lastIndexOf('\n'));
  }

  private DiagnosticException error(String detail, int offset) {
    return new DiagnosticException(Diagnostic.error("Invalid extra variables", detail, at(offset)));
  }
}
