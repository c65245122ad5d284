package dev.javaform.module;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a session runs, by the language that it speaks: only a session of that kind can run it. */
public sealed interface Script {

  /** Asks every kind of host nothing, and so whether it answers. */
  Script NOTHING = new Either(sh(":"), PowerShell.ask("ping", Map.of()));

  /** What people see of it, every secret as {@code ***}. */
  String shown();

  /** How long it may run; empty means the session's own limit. */
  Optional<Duration> patience();

  /** The script with a time limit of its own. */
  Script within(Duration limit);

  /**
   * The script {@code text} for a POSIX shell, each {@code {}} replaced by the next argument,
   * quoted: a collection becomes several words, a {@link Secret} shows as {@code ***}. Without
   * arguments the text is taken as it is.
   *
   * @throws IllegalArgumentException where the number of arguments is not that of the {@code {}}
   */
  static Sh sh(String text, Object... arguments) {
    Holes holes = new Holes(text, arguments, Sh::quote);
    return new Sh(holes.filled(), holes.shown(), Optional.empty(), Optional.empty());
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
    public static Sh sharing(String preamble, ImmutableList<String> subjects, String body) {
      return new Sh(preamble, subjects, body, preamble + body, Optional.empty(), Optional.empty());
    }

    /** What the shell reads. */
    public String text() {
      return preamble + body;
    }

    /** The script with something to read on standard input. */
    public Sh reading(Content content) {
      return new Sh(preamble, subjects, body, shown, Optional.of(content), patience);
    }

    @Override
    public Sh within(Duration limit) {
      return new Sh(preamble, subjects, body, shown, input, Optional.of(limit));
    }

    /** This script, then {@code next} in the same shell. */
    public Sh then(Sh next) {
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

  /**
   * A question to the helper that a session for Windows keeps in its guest, or an order. Values
   * travel as values: nothing of them becomes text of a script. What the helper answers is the
   * output's text: the state as JSON, or, of a program, what it printed.
   *
   * @param type of the resource it is about, as the helper calls it
   * @param select which one, or which part: String, Boolean, Long, {@link Secret}, lists and maps
   * @param set what it is to be; empty asks only
   */
  record PowerShell(
      String type,
      ImmutableMap<String, Object> select,
      Optional<ImmutableMap<String, Object>> set,
      Optional<Duration> patience)
      implements Script {

    /** A question. */
    public static PowerShell ask(String type, Map<String, Object> select) {
      return new PowerShell(type, ImmutableMap.copyOf(select), Optional.empty(), Optional.empty());
    }

    /** The order that makes this so. */
    public PowerShell set(Map<String, Object> values) {
      return new PowerShell(type, select, Optional.of(ImmutableMap.copyOf(values)), patience);
    }

    @Override
    public PowerShell within(Duration limit) {
      return new PowerShell(type, select, set, Optional.of(limit));
    }

    @Override
    public String shown() {
      return (type + words(select) + set.map(values -> " <-" + words(values)).orElse("")).strip();
    }

    private static String words(ImmutableMap<String, Object> values) {
      StringBuilder words = new StringBuilder();
      values.forEach((name, value) -> words.append(' ').append(name).append('=').append(value));
      return words.toString();
    }

    @Override
    public String toString() {
      return shown();
    }
  }

  /** One question, as each kind of host is asked it. */
  record Either(Sh posix, PowerShell windows) implements Script {

    @Override
    public Optional<Duration> patience() {
      return posix.patience();
    }

    @Override
    public Either within(Duration limit) {
      return new Either(posix.within(limit), windows.within(limit));
    }

    @Override
    public String shown() {
      return posix.shown();
    }

    @Override
    public String toString() {
      return shown();
    }
  }
}
