package dev.javaform.remote.shell;

import dev.javaform.remote.Become;
import java.util.Map;

/** What sudo and su print when they refuse, and what to do about it. */
final class Refusal {
  /** Stands for a password prompt that nobody can answer. */
  static final String NONE = "a password is required";

  /** Stands for a second prompt after a password was given. */
  static final String WRONG = "incorrect password";

  /** Stands for no answer at all. */
  static final String SILENCE = "no answer in time";

  private static final String SET_PASSWORD =
      "a password is required; give one with --ask-become-pass or ansible_become_password, or allow"
          + " it without (NOPASSWD in sudoers)";
  private static final String SET_RIGHT_PASSWORD =
      "the password is wrong; check --ask-become-pass or ansible_become_password";

  private static final Map<String, String> KNOWN =
      Map.ofEntries(
          Map.entry(NONE, SET_PASSWORD),
          Map.entry(WRONG, SET_RIGHT_PASSWORD),
          Map.entry("incorrect password attempt", SET_RIGHT_PASSWORD),
          Map.entry("Authentication failure", SET_RIGHT_PASSWORD),
          Map.entry("incorrect password", SET_RIGHT_PASSWORD),
          Map.entry(
              "not in the sudoers file",
              "the user who logs in is not in sudoers; add a rule for that user on the host"),
          Map.entry(
              "is not allowed to execute",
              "sudoers does not allow this user to run /bin/sh as that user"),
          Map.entry(
              "may not run sudo",
              "sudoers does not allow this user to run anything on this host; add a rule"),
          Map.entry(
              "must have a tty",
              "sudo wants a terminal; remove requiretty from sudoers on the host"),
          Map.entry(
              "must be run from a terminal",
              "this su only works on a terminal; use become_method sudo"),
          Map.entry("unknown user", "there is no such user on the host"),
          Map.entry("does not exist", "there is no such user on the host"),
          Map.entry("sudo: not found", "sudo is not installed on the host; install it or use su"),
          Map.entry(
              "sudo: command not found", "sudo is not installed on the host; install it or use su"),
          Map.entry("su: not found", "su is not installed on the host; use become_method sudo"),
          Map.entry(
              SILENCE,
              "nothing answered in time; check what the host asks when you do it by hand"));

  private Refusal() {}

  static String explain(Become become, String said) {
    String intent = "cannot become " + Escaped.line(become.user()) + " by " + become.method().get();
    return KNOWN.entrySet().stream()
        .filter(known -> said.contains(known.getKey()))
        .max((a, b) -> Integer.compare(a.getKey().length(), b.getKey().length()))
        .map(known -> intent + ": " + known.getValue())
        .orElseGet(() -> intent + "; the host said: " + lastWords(said));
  }

  private static String lastWords(String said) {
    String words = Escaped.line(said);
    return words.isEmpty() ? "nothing" : words;
  }
}
