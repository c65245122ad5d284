package dev.javaform.playbook;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.javaform.source.Mark;
import dev.javaform.source.Yaml;
import java.util.Optional;
import java.util.regex.MatchResult;
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
  private static final Pattern ESCAPE =
      Pattern.compile("\\\\(U[0-9a-fA-F]{8}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|[\\\\'\"abfnrtv])");

  /**
   * Splits a text.
   *
   * @param command whether it is a command line, where only few keys are arguments
   */
  static ArgumentText parse(Yaml.Scalar text, boolean command) {
    ImmutableList.Builder<Yaml.Entry> arguments = ImmutableList.builder();
    StringBuilder rest = new StringBuilder();
    var words = ArgumentWords.of(text);
    for (var word : words) {
      Matcher pair = PAIR.matcher(word.text());
      if (pair.matches() && (!command || COMMAND_KEYS.contains(pair.group(1)))) {
        arguments.add(entry(pair, text, word.start()));
      } else {
        rest.append(word.text()).append(word.gap());
      }
    }
    return new ArgumentText(
        new Yaml.Mapping(arguments.build(), text.mark()), rest(rest.toString(), text, words));
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

  private static Yaml.Entry entry(Matcher pair, Yaml.Scalar text, int start) {
    Yaml.Scalar key = scalar(pair.group(1), text, mark(text, start));
    String value = unquoted(unescaped(pair.group(2)));
    return new Yaml.Entry(key, scalar(value, text, mark(text, start + pair.start(2))));
  }

  private static Yaml.Scalar scalar(String value, Yaml.Scalar text, Mark mark) {
    return new Yaml.Scalar(value, value, mark, text.verbatim());
  }

  /** The place of a character of the text; of a text on several lines, the place of the text. */
  private static Mark mark(Yaml.Scalar text, int index) {
    String line = text.mark().source().line(text.mark().line()).orElse("");
    int begin = line.indexOf(text.text(), Math.max(0, text.mark().column() - 1));
    return begin < 0 ? text.mark() : text.mark().source().at(text.mark().line(), begin + 1 + index);
  }

  private static String unquoted(String value) {
    int last = value.length() - 1;
    boolean quoted =
        last > 0
            && (value.charAt(0) == '"' || value.charAt(0) == '\'')
            && value.charAt(last) == value.charAt(0);
    return quoted ? value.substring(1, last) : value;
  }

  private static String unescaped(String value) {
    return ESCAPE.matcher(value).replaceAll(found -> Matcher.quoteReplacement(character(found)));
  }

  private static String character(MatchResult found) {
    String code = found.group(1);
    return code.length() > 1
        ? Character.toString(Integer.parseInt(code.substring(1), 16))
        : switch (code.charAt(0)) {
          case 'a' -> "\u0007";
          case 'b' -> "\b";
          case 'f' -> "\f";
          case 'n' -> "\n";
          case 'r' -> "\r";
          case 't' -> "\t";
          case 'v' -> "\u000B";
          default -> code;
        };
  }
}
