package dev.javaform.playbook;

import com.google.common.collect.ImmutableList;
import dev.javaform.source.Diagnostic;
import dev.javaform.source.DiagnosticException;
import dev.javaform.source.Yaml;

/**
 * Splits the text beside a module's name at blanks and line feeds, but not inside of quotes or
 * templates, as Ansible does.
 */
final class ArgumentWords {

  /** A word, the blanks after it, and where in the text it begins. */
  record Word(String text, String gap, int start) {}

  private final Yaml.Scalar scalar;
  private final String text;
  private int position;
  private char quote;
  private int depth;

  private ArgumentWords(Yaml.Scalar scalar) {
    this.scalar = scalar;
    this.text = scalar.text();
  }

  /**
   * The words of a text.
   *
   * @throws DiagnosticException where a quote or template is never closed
   */
  static ImmutableList<Word> of(Yaml.Scalar scalar) {
    return new ArgumentWords(scalar).words();
  }

  private ImmutableList<Word> words() {
    ImmutableList.Builder<Word> words = ImmutableList.builder();
    gap();
    while (position < text.length()) {
      int start = position;
      String word = word();
      String gap = gap();
      if (word.equals("\\") && gap.startsWith("\n")) {
        continue;
      }
      words.add(new Word(word, gap, start));
    }
    return words.build();
  }

  private String word() {
    int start = position;
    while (position < text.length() && !(separator() && quote == 0 && depth == 0)) {
      step();
    }
    if (quote != 0 || depth > 0) {
      throw unbalanced();
    }
    return text.substring(start, position);
  }

  private String gap() {
    int start = position;
    while (position < text.length() && separator()) {
      position++;
    }
    return text.substring(start, position);
  }

  private boolean separator() {
    return text.charAt(position) == ' ' || text.charAt(position) == '\n';
  }

  private void step() {
    char here = text.charAt(position);
    if ((here == '"' || here == '\'') && !escaped()) {
      turn(here);
    } else if (template("{{", "{%", "{#")) {
      depth++;
      position++;
    } else if (template("}}", "%}", "#}")) {
      depth = Math.max(0, depth - 1);
      position++;
    }
    position++;
  }

  private void turn(char here) {
    if (quote == 0) {
      quote = here;
    } else if (quote == here) {
      quote = 0;
    }
  }

  private boolean escaped() {
    return position > 0 && text.charAt(position - 1) == '\\';
  }

  private boolean template(String... marks) {
    for (String mark : marks) {
      if (text.startsWith(mark, position)) {
        return true;
      }
    }
    return false;
  }

  private DiagnosticException unbalanced() {
    String what = quote == 0 ? "A template" : "A quote (" + quote + ")";
    return new DiagnosticException(
        Diagnostic.error(
            "Unbalanced arguments",
            ("%s is opened in this text and never closed. A lone quote in a command is"
                    + " written between quotes of the other kind.")
                .formatted(what),
            scalar.mark()));
  }
}
