package dev.javaform.inventory;

import com.google.common.collect.ImmutableList;
import dev.javaform.python.ArgumentWords;
import dev.javaform.python.Escapes;
import dev.javaform.python.WordsException;
import dev.javaform.source.Diagnostic;
import dev.javaform.source.DiagnosticException;
import dev.javaform.source.Mark;
import dev.javaform.source.Source;
import dev.javaform.source.Yaml;

/**
 * Reads {@code name=value} words as Ansible does on its command line: blanks separate words except
 * inside quotes and template braces, a value in quotes loses them, backslash sequences stand for
 * characters, and every value is a string.
 */
final class KeyValues {

  private final Source source;
  private final String text;
  private final ImmutableList.Builder<Yaml.Entry> entries = ImmutableList.builder();

  private KeyValues(Source source, String text) {
    this.source = source;
    this.text = text;
  }

  /** The pairs in their order; throws where a word is not one, or a quote or brace stays open. */
  static ImmutableList<Yaml.Entry> read(Source source, String text) {
    return new KeyValues(source, text).read();
  }

  private ImmutableList<Yaml.Entry> read() {
    for (ArgumentWords.Word word : words()) {
      if (!word.text().equals("\\")) { // a backslash alone continues the line
        entries.add(entry(word.text(), word.start()));
      }
    }
    return entries.build();
  }

  private ImmutableList<ArgumentWords.Word> words() {
    try {
      return ArgumentWords.of(text);
    } catch (WordsException e) {
      throw error("A quote or a template's brace is never closed. Close it.", e.at());
    }
  }

  private Yaml.Entry entry(String word, int begin) {
    int equals = equalsSign(word);
    if (equals < 1) {
      throw error(
          "This word is not a variable. Write name=value, a YAML or JSON mapping in braces, or"
              + " @file.",
          begin);
    }
    Yaml.Scalar key = Yaml.Scalar.of(plain(word.substring(0, equals)), at(begin));
    String value = ArgumentWords.unquoted(plain(word.substring(equals + 1)));
    return new Yaml.Entry(key, Yaml.Scalar.of(value, at(begin + equals + 1)));
  }

  private static String plain(String written) {
    return Escapes.resolveInArguments(written).strip();
  }

  private static int equalsSign(String word) {
    int equals = word.indexOf('=', 1);
    while (equals > 0 && word.charAt(equals - 1) == '\\') {
      equals = word.indexOf('=', equals + 1);
    }
    return equals;
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
