package dev.javaform.playbook;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.javaform.python.ArgumentWords;
import dev.javaform.python.Escapes;
import dev.javaform.python.WordsException;
import dev.javaform.source.Diagnostic;
import dev.javaform.source.DiagnosticException;
import dev.javaform.source.Mark;
import dev.javaform.source.Yaml;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The arguments in a text such as {@code src=a dest="{{ b }} c"} or {@code make all chdir=/srv}.
 *
 * @param arguments the {@code key=value} words
 * @param rest all else, if anything
 */
record ArgumentText(Yaml.Mapping arguments, Optional<Yaml.Scalar> rest) {

  /** The only keys that are split out of a command line. */
  private static final ImmutableSet<String> COMMAND_KEYS =
      ImmutableSet.of(
          "creates",
          "removes",
          "chdir",
          "executable",
          "warn",
          "stdin",
          "stdin_add_newline",
          "strip_empty_ends");

  private static final Pattern PAIR = Pattern.compile("([A-Za-z_][\\w.-]*)=(.*)", Pattern.DOTALL);

  /**
   * Splits a text.
   *
   * @param command whether it is a command line, where only few keys are arguments
   * @throws DiagnosticException where a quote or template is never closed
   */
  static ArgumentText parse(Yaml.Scalar text, boolean command) {
    ImmutableList.Builder<Yaml.Entry> arguments = ImmutableList.builder();
    StringBuilder rest = new StringBuilder();
    ImmutableList<ArgumentWords.Word> words = words(text);
    IntFunction<Mark> places = places(text);
    for (var word : words) {
      Matcher pair = PAIR.matcher(word.text());
      if (pair.matches() && (!command || COMMAND_KEYS.contains(pair.group(1)))) {
        arguments.add(entry(pair, text, word.start(), places));
      } else {
        rest.append(word.text()).append(word.gap());
      }
    }
    return new ArgumentText(
        new Yaml.Mapping(arguments.build(), text.mark()), rest(rest.toString(), text, words));
  }

  /**
   * The words of a text.
   *
   * @throws DiagnosticException where a quote or template is never closed
   */
  static ImmutableList<ArgumentWords.Word> words(Yaml.Scalar text) {
    try {
      return ArgumentWords.of(text.text());
    } catch (WordsException e) {
      throw new DiagnosticException(
          Diagnostic.error(
              "Unbalanced arguments",
              e.getMessage()
                  + " Write a single quote character in a command between quotes of the other"
                  + " kind.",
              text.mark()));
    }
  }

  private static Optional<Yaml.Scalar> rest(
      String rest, Yaml.Scalar text, ImmutableList<ArgumentWords.Word> words) {
    if (rest.isBlank()) {
      return Optional.empty();
    }
    boolean last = rest.endsWith(words.getLast().text() + words.getLast().gap());
    String raw = !last && rest.endsWith(" ") ? rest.substring(0, rest.length() - 1) : rest;
    return Optional.of(scalar(raw, text, text.mark()));
  }

  private static Yaml.Entry entry(
      Matcher pair, Yaml.Scalar text, int start, IntFunction<Mark> places) {
    Yaml.Scalar key = scalar(pair.group(1), text, places.apply(start));
    String value = ArgumentWords.unquoted(Escapes.resolveInArguments(pair.group(2)));
    return new Yaml.Entry(key, scalar(value, text, places.apply(start + pair.start(2))));
  }

  private static Yaml.Scalar scalar(String value, Yaml.Scalar text, Mark mark) {
    return new Yaml.Scalar(value, value, mark, text.verbatim());
  }

  /** The place of each character of the text; of a text on several lines, the place of the text. */
  private static IntFunction<Mark> places(Yaml.Scalar text) {
    Mark mark = text.mark();
    String line = mark.source().line(mark.line()).orElse("");
    int begin = line.indexOf(text.text(), Math.max(0, mark.column() - 1));
    return begin < 0 ? _ -> mark : index -> mark.source().at(mark.line(), begin + 1 + index);
  }
}
