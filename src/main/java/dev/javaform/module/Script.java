package dev.javaform.module;

import com.google.common.collect.ImmutableList;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Text for a shell of a host, by the shell's language: only that one can quote what is put into it,
 * and only a session of that kind can run it.
 */
public sealed interface Script {

  /** What the shell reads. */
  String text();

  /** The same with every secret as {@code ***}. */
  String shown();

  /** What the script reads on its standard input; empty means nothing to read. */
  Optional<Content> input();

  /** How long it may run; empty means the session's own limit. */
  Optional<Duration> patience();

  /** The script with something to read on standard input. */
  Script reading(Content content);

  /** The script with a time limit of its own. */
  Script within(Duration limit);

  /**
   * This script, then {@code next} in the same shell.
   *
   * @throws IllegalArgumentException where that one is for another kind of shell
   */
  Script then(Script next);

  /**
   * The script {@code text} for a POSIX shell, each {@code {}} replaced by the next argument,
   * quoted: a collection becomes several words, a {@link Secret} shows as {@code ***}. Without
   * arguments the text is taken as it is.
   *
   * @throws IllegalArgumentException where the number of arguments is not that of the {@code {}}
   */
  static Script sh(String text, Object... arguments) {
    Holes holes = new Holes(text, arguments, Sh::quote, " ");
    return new Sh(holes.filled(), holes.shown(), Optional.empty(), Optional.empty());
  }

  /**
   * The script {@code text} for PowerShell, each {@code {}} replaced by the next argument, quoted:
   * a collection becomes the items of an array, a {@link Secret} shows as {@code ***}. Without
   * arguments the text is taken as it is.
   *
   * @throws IllegalArgumentException where the number of arguments is not that of the {@code {}}
   */
  static Script powerShell(String text, Object... arguments) {
    Holes holes = new Holes(text, arguments, PowerShell::quote, ",");
    return new PowerShell(holes.filled(), holes.shown(), Optional.empty(), Optional.empty());
  }

  /**
   * Text for a POSIX shell. It travels on the shell's standard input, never in an argument list,
   * and runs in a subshell of its own; {@code exit} ends only the script.
   *
   * @param preamble what comes first: definitions, which print nothing. Scripts in a row that have
   *     the same may have one subshell: they do not exit, and leave nothing that another minds.
   *     Empty where the script keeps to itself
   * @param subjects words, quoted, which the function {@code ahead} of the preamble is told of all
   *     scripts in that subshell before the first begins
   * @param body the rest
   */
  record Sh(
      String preamble,
      ImmutableList<String> subjects,
      String body,
      String shown,
      Optional<Content> input,
      Optional<Duration> patience)
      implements Script {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

    /** {@code word} as one word of a POSIX shell (POSIX.1-2017, Shell Command Language, 2.2.2). */
    public static String quote(String word) {
      return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    /** A script that may not share its subshell. */
    public Sh(String text, String shown, Optional<Content> input, Optional<Duration> patience) {
      this("", ImmutableList.of(), text, shown, input, patience);
    }

    /** A script after definitions that others have, too. */
    public static Script sharing(String preamble, ImmutableList<String> subjects, String body) {
      return new Sh(preamble, subjects, body, preamble + body, Optional.empty(), Optional.empty());
    }

    @Override
    public String text() {
      return preamble + body;
    }

    @Override
    public Sh reading(Content content) {
      return new Sh(preamble, subjects, body, shown, Optional.of(content), patience);
    }

    @Override
    public Sh within(Duration limit) {
      return new Sh(preamble, subjects, body, shown, input, Optional.of(limit));
    }

    @Override
    public Script then(Script next) {
      if (!(next instanceof Sh)) {
        throw new IllegalArgumentException("not for a POSIX shell: " + next);
      }
      return new Sh(
          text() + "\n" + next.text(),
          shown + "\n" + next.shown(),
          input.or(next::input),
          patience.or(next::patience));
    }

    @Override
    public String toString() {
      return shown;
    }
  }

  /** Text for PowerShell. */
  record PowerShell(String text, String shown, Optional<Content> input, Optional<Duration> patience)
      implements Script {

    /** All that PowerShell takes for a single quote. */
    private static final Pattern QUOTE = Pattern.compile("['\u2018\u2019\u201a\u201b]");

    /**
     * {@code text} as a string that PowerShell takes literally: in single quotes, every one in it
     * doubled (about_Quoting_Rules), the typographic ones that it takes for the same, too (language
     * specification, 2.3.5.2).
     */
    public static String quote(String text) {
      return "'" + QUOTE.matcher(text).replaceAll("$0$0") + "'";
    }

    @Override
    public PowerShell reading(Content content) {
      return new PowerShell(text, shown, Optional.of(content), patience);
    }

    @Override
    public PowerShell within(Duration limit) {
      return new PowerShell(text, shown, input, Optional.of(limit));
    }

    @Override
    public Script then(Script next) {
      if (!(next instanceof PowerShell)) {
        throw new IllegalArgumentException("not for PowerShell: " + next);
      }
      return new PowerShell(
          text + "\n" + next.text(),
          shown + "\n" + next.shown(),
          input.or(next::input),
          patience.or(next::patience));
    }

    @Override
    public String toString() {
      return shown;
    }
  }
}
