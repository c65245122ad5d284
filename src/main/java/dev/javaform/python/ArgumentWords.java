package dev.javaform.python;

import com.google.common.collect.ImmutableList;

/**
 * Splits {@code key=value} words at blanks and line feeds, but not inside of quotes or templates,
 * as Ansible's {@code split_args} does for the text beside a module's name and for variables on the
 * command line (ansible/parsing/splitter.py).
 */
public final class ArgumentWords {

  /**
   * One word.
   *
   * @param text with its quotes and backslashes
   * @param gap the blanks behind it
   * @param start where in the text it begins
   */
  public record Word(String text, String gap, int start) {}

  private final String text;
  private int position;
  private char quote;
  private int depth;

  private ArgumentWords(String text) {
    this.text = text;
  }

  /**
   * The words of a text; a backslash that continues a line is not one.
   *
   * @throws WordsException where a quote or template is never closed, with the place of its word
   */
  public static ImmutableList<Word> of(String text) {
    return new ArgumentWords(text).words();
  }

  /** What stands between the quotes of a value; the value where it is not quoted as a whole. */
  public static String unquoted(String value) {
    int last = value.length() - 1;
    boolean quoted =
        last > 0
            && isQuote(value.charAt(0))
            && value.charAt(last) == value.charAt(0)
            && value.charAt(last - 1) != '\\';
    return quoted ? value.substring(1, last) : value;
  }

  private static boolean isQuote(char letter) {
    return letter == '"' || letter == '\'';
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
      throw unbalanced(start);
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
    if (isQuote(here) && !escaped()) {
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

  private WordsException unbalanced(int start) {
    String what = quote == 0 ? "A template" : "A quote (" + quote + ")";
    return new WordsException(start, what + " is opened in this text and never closed.");
  }
}
