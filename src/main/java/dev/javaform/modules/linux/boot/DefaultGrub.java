package dev.javaform.modules.linux.boot;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.javaform.module.ModuleFailure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The kernel arguments that /etc/default/grub and the files read after it give to GRUB.
 *
 * @param files their texts, in the order in which they are read
 * @param variables the variables whose values, joined by blanks, make the line
 */
record DefaultGrub(ImmutableMap<String, String> files, ImmutableList<String> variables) {

  static final String MAIN = "/etc/default/grub";

  /** The line; the place of each token is its number. */
  CommandLine line() {
    List<KernelArgument> tokens = new ArrayList<>();
    for (List<Letter> word : words()) {
      tokens.add(new KernelArgument(text(word), tokens.size()));
    }
    return CommandLine.of(tokens);
  }

  /** The value of a single variable. */
  String value(String variable) {
    return text(read().value(variable));
  }

  /** The file in which a token stands; empty where it has none alone. */
  String fileOf(KernelArgument token) {
    return token.place() == KernelArgument.NEW ? "" : words().get(token.place()).getFirst().path();
  }

  /**
   * The files with other tokens in the place of their own.
   *
   * @param wanted a place's tokens, joined by blanks; an empty text removes, an absent place keeps
   */
  DefaultGrub replacing(Map<Integer, String> wanted) {
    Map<String, String> texts = new LinkedHashMap<>(files);
    List<List<Letter>> words = words();
    List<Integer> lastFirst = new ArrayList<>(wanted.keySet());
    lastFirst.sort(
        Comparator.comparingInt((Integer place) -> words.get(place).getFirst().start()).reversed());
    lastFirst.forEach(place -> replace(texts, words.get(place), requireNonNull(wanted.get(place))));
    return new DefaultGrub(ImmutableMap.copyOf(texts), variables);
  }

  /**
   * The files with tokens added at the end of a variable's last assignment, in whatever file it is;
   * where that is not known, by one more assignment.
   */
  DefaultGrub adding(String variable, String tokens) {
    Map<String, String> texts = new LinkedHashMap<>(files);
    ShellText shell = read();
    boolean empty = shell.value(variable).isEmpty();
    shell
        .end(variable)
        .ifPresentOrElse(
            end ->
                texts.compute(
                    end.path(), (_, text) -> inserted(text, end, (empty ? "" : " ") + tokens)),
            () -> {
              String before = empty ? "" : "$" + variable + " ";
              String line = "%s=\"%s%s\"\n".formatted(variable, before, quoted(tokens));
              texts.merge(MAIN, line, (text, _) -> text + (text.endsWith("\n") ? "" : "\n") + line);
            });
    return new DefaultGrub(ImmutableMap.copyOf(texts), variables);
  }

  private static String inserted(String text, ShellText.End end, String addition) {
    return new StringBuilder(text)
        .insert(end.offset(), ShellText.quoted(addition, end.quote()))
        .toString();
  }

  private static String quoted(String tokens) {
    return ShellText.quoted(tokens, ShellText.Quote.DOUBLE);
  }

  private static void replace(Map<String, String> texts, List<Letter> word, String wanted) {
    if (!isPlain(word)) {
      throw untouchable(word);
    }
    Letter first = word.getFirst();
    String text = requireNonNull(texts.get(first.path()));
    int start = first.start();
    int end = word.getLast().end();
    if (wanted.isEmpty()) {
      boolean behindBlank = start > 0 && text.charAt(start - 1) == ' ';
      start -= behindBlank ? 1 : 0;
      end += !behindBlank && end < text.length() && text.charAt(end) == ' ' ? 1 : 0;
    }
    String replacement = wanted.isEmpty() ? "" : ShellText.quoted(wanted, first.quote());
    texts.put(first.path(), text.substring(0, start) + replacement + text.substring(end));
  }

  private static boolean isPlain(List<Letter> word) {
    return !word.contains(Letter.UNKNOWN)
        && IntStream.range(1, word.size()).allMatch(i -> word.get(i).follows(word.get(i - 1)));
  }

  private static ModuleFailure untouchable(List<Letter> word) {
    return new ModuleFailure(
        ("The kernel argument \"%s\" is put together by shell code in /etc/default/grub or a file"
                + " in /etc/default/grub.d, so it cannot be changed safely from outside. Write it"
                + " there as plain text, or remove it by hand, and run again.")
            .formatted(text(word).replace(Letter.UNKNOWN.letter() + "", "$(…)")));
  }

  private ShellText read() {
    ShellText shell = new ShellText();
    files.forEach(shell::read);
    return shell;
  }

  private List<List<Letter>> words() {
    ShellText shell = read();
    List<List<Letter>> words = new ArrayList<>();
    for (String variable : variables) {
      words.addAll(split(shell.value(variable)));
    }
    return words;
  }

  private static List<List<Letter>> split(List<Letter> letters) {
    List<List<Letter>> words = new ArrayList<>();
    List<Letter> word = new ArrayList<>();
    boolean quoted = false;
    for (Letter letter : letters) {
      quoted ^= letter.letter() == '"';
      if (quoted || !Character.isWhitespace(letter.letter())) {
        word.add(letter);
      } else if (!word.isEmpty()) {
        words.add(word);
        word = new ArrayList<>();
      }
    }
    if (!word.isEmpty()) {
      words.add(word);
    }
    return words;
  }

  private static String text(List<Letter> letters) {
    return letters.stream().map(letter -> "" + letter.letter()).collect(Collectors.joining());
  }
}
