package dev.javaform.modules.linux.boot;

import static java.util.Objects.requireNonNull;

import com.google.common.base.Splitter;
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

  private static final Letter BLANK = new Letter(' ', "", 0, 0, ShellText.Quote.NONE);
  private static final String UNCERTAIN =
      "what GRUB gets as kernel arguments depends on shell code here (a condition, a command, a file"
          + " that is read), so it is not certain. Write the arguments as plain text, and run"
          + " again.";
  private static final String CARRIAGE_RETURN =
      "the line ends with a carriage return, as on Windows, which the shell makes part of the value."
          + " Remove them (sed -i 's/\\r$//' %s), and run again.";
  private static final String ENDS_EARLY =
      "GRUB ends the kernel's command at %s: what stands behind it never reaches the kernel, so no"
          + " argument can be added. Remove it, or put a backslash before it for GRUB (in single"
          + " quotes: 'a\\;b'), and run again.";

  /** The line; the place of each token is its number. */
  CommandLine line() {
    List<KernelArgument> tokens = new ArrayList<>();
    for (List<Letter> word : words()) {
      tokens.add(new KernelArgument(GrubScript.argument(text(word)), tokens.size()));
    }
    return CommandLine.of(tokens);
  }

  /**
   * Refuses files of which it is not certain what GRUB makes of them.
   *
   * @throws ModuleFailure with the line that is not
   */
  void requireCertain() {
    List<Letter> letters = letters();
    letters.stream()
        .filter(Letter::isUnknown)
        .findFirst()
        .ifPresent(letter -> refuse(letter, UNCERTAIN));
    files.forEach(DefaultGrub::requireUnixLines);
    int end = GrubScript.end(text(letters));
    if (end < letters.size()) {
      refuse(letters.get(end), ENDS_EARLY.formatted(shown(letters.get(end))));
    }
  }

  private static String shown(Letter letter) {
    return switch (letter.letter()) {
      case '\n' -> "a line break";
      case '\'', '"' -> "a quote that is not closed in " + letter.letter() + "…" + letter.letter();
      default -> "\"" + letter.letter() + "\"";
    };
  }

  private void refuse(Letter letter, String why) {
    String before = files.getOrDefault(letter.path(), "").substring(0, letter.start());
    throw refusal(letter.path(), before.chars().filter(c -> c == '\n').count() + 1, why);
  }

  private static ModuleFailure refusal(String path, long line, String why) {
    return new ModuleFailure("%s:%d: %s Nothing was written.".formatted(path, line, why));
  }

  private static void requireUnixLines(String path, String text) {
    List<String> lines = Splitter.on('\n').splitToList(text);
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).endsWith("\r") && !lines.get(i).startsWith("#")) {
        throw refusal(path, i + 1, CARRIAGE_RETURN.formatted(path));
      }
    }
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
    return word.stream().noneMatch(Letter::isUnknown)
        && IntStream.range(1, word.size()).allMatch(i -> word.get(i).follows(word.get(i - 1)));
  }

  private static ModuleFailure untouchable(List<Letter> word) {
    return new ModuleFailure(
        ("The kernel argument \"%s\" is put together by shell code in /etc/default/grub or a file"
                + " in /etc/default/grub.d, so it cannot be changed safely from outside. Write it"
                + " there as plain text, or remove it by hand, and run again.")
            .formatted(text(word).replace(Letter.UNKNOWN + "", "$(…)")));
  }

  private ShellText read() {
    ShellText shell = new ShellText();
    files.forEach(shell::read);
    return shell;
  }

  /** The line as GRUB reads it: the variables' values with a blank between them. */
  private List<Letter> letters() {
    ShellText shell = read();
    List<Letter> letters = new ArrayList<>();
    for (String variable : variables) {
      letters.addAll(letters.isEmpty() ? List.of() : List.of(BLANK));
      letters.addAll(shell.value(variable));
    }
    return letters;
  }

  private List<List<Letter>> words() {
    List<Letter> letters = letters();
    return GrubScript.words(text(letters)).stream()
        .map(word -> letters.subList(word.start(), word.end()))
        .toList();
  }

  private static String text(List<Letter> letters) {
    return letters.stream().map(letter -> "" + letter.letter()).collect(Collectors.joining());
  }
}
