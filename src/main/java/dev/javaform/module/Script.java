package dev.javaform.module;

import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Text for a POSIX shell. It travels on the shell's standard input, never in an argument list, and
 * runs in a subshell of its own; {@code exit} ends only the script.
 *
 * @param text what the shell reads
 * @param shown the same with every secret as {@code ***}
 * @param input what the script reads on its standard input; empty means nothing to read
 * @param patience how long it may run; empty means the session's own limit
 */
public record Script(
    String text, String shown, Optional<Content> input, Optional<Duration> patience) {

  private static final Pattern HOLE = Pattern.compile("\\{}");
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

  /**
   * The script {@code text}, each {@code {}} replaced by the next argument, quoted: a collection
   * becomes several words, a {@link Secret} shows as {@code ***}. Without arguments the text is
   * taken as it is.
   *
   * @throws IllegalArgumentException where the number of arguments is not that of the {@code {}}
   */
  public static Script sh(String text, Object... arguments) {
    if (arguments.length == 0) {
      return new Script(text, text, Optional.empty(), Optional.empty());
    }
    return new Script(
        fill(text, arguments, false),
        fill(text, arguments, true),
        Optional.empty(),
        Optional.empty());
  }

  /** The script with something to read on standard input. */
  public Script reading(Content content) {
    return new Script(text, shown, Optional.of(content), patience);
  }

  /** The script with a time limit of its own. */
  public Script within(Duration limit) {
    return new Script(text, shown, input, Optional.of(limit));
  }

  /** This script, then {@code next} in the same subshell. */
  public Script then(Script next) {
    return new Script(
        text + "\n" + next.text,
        shown + "\n" + next.shown,
        input.or(next::input),
        patience.or(next::patience));
  }

  /** {@code word} as one word of a POSIX shell (POSIX.1-2017, Shell Command Language, 2.2.2). */
  public static String quote(String word) {
    return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
  }

  private static String fill(String text, Object[] arguments, boolean forShow) {
    int[] next = {0};
    String filled =
        HOLE.matcher(text)
            .replaceAll(
                _ -> {
                  if (next[0] == arguments.length) {
                    throw new IllegalArgumentException("too few arguments for: " + text);
                  }
                  return Matcher.quoteReplacement(word(arguments[next[0]++], forShow));
                });
    if (next[0] != arguments.length) {
      throw new IllegalArgumentException("too many arguments for: " + text);
    }
    return filled;
  }

  private static String word(Object argument, boolean forShow) {
    return switch (argument) {
      case Collection<?> words ->
          words.stream().map(each -> word(each, forShow)).collect(Collectors.joining(" "));
      case Secret secret -> forShow ? "***" : quote(secret.reveal());
      default -> quote(argument.toString());
    };
  }

  @Override
  public String toString() {
    return shown;
  }
}
