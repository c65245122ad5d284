package dev.javaform.remote.shell;

import com.google.common.collect.ImmutableMap;
import dev.javaform.remote.Become;
import dev.javaform.remote.Limit;

/** What sudo and su print when they refuse, and what to do about it. */
final class Refusal {
  /** Stands for a password prompt that nobody can answer. */
  static final String NONE = "a password is required";

  /** Stands for a second prompt after a password was given. */
  static final String WRONG = "incorrect password";

  /** Stands for no answer at all. */
  static final String SILENCE = "nothing answered in time";

  private static final String SET_PASSWORD =
      "a password is required; give one with --ask-become-pass or ansible_become_password, or allow"
          + " it without (NOPASSWD in sudoers)";
  private static final String SET_RIGHT_PASSWORD =
      "the password is wrong; check --ask-become-pass or ansible_become_password";

  private static final String NO_SUDO =
      "sudo is not installed on the host; install it or use become_method su";

  /** What is printed, and what it means; the first that fits counts. */
  private static final ImmutableMap<String, String> KNOWN =
      ImmutableMap.<String, String>builder()
          .put(WRONG, SET_RIGHT_PASSWORD)
          .put("Authentication failure", SET_RIGHT_PASSWORD)
          .put(NONE, SET_PASSWORD)
          .put(
              "not in the sudoers file",
              "the user who logs in is not in sudoers; add a rule for that user on the host")
          .put(
              "is not allowed to execute",
              "sudoers does not allow the user who logs in to run /bin/sh as that user")
          .put(
              "may not run sudo",
              "sudoers does not allow the user who logs in to run anything; add a rule")
          .put(
              "must have a tty",
              "sudo wants a terminal; remove requiretty from sudoers on the host")
          .put(
              "must be run from a terminal",
              "this su only works on a terminal; use become_method sudo")
          .put("unknown user", "there is no such user on the host")
          .put("does not exist", "there is no such user on the host")
          .put("sudo: not found", NO_SUDO)
          .put("sudo: command not found", NO_SUDO)
          .put("sudo: No such file", NO_SUDO)
          .put("su: not found", "su is not installed on the host; use become_method sudo")
          .put(
              "currently not available",
              "that user has no login shell, which su needs; use become_method sudo")
          .buildOrThrow();

  private Refusal() {}

  /**
   * Why the other user cannot be had.
   *
   * @param said what the host printed
   * @param limit what was over where the host was silent
   */
  static String explain(Become become, String said, Limit limit, Censor censor) {
    String intent = "cannot become " + Escaped.line(become.user()) + " by " + become.method().get();
    return KNOWN.entrySet().stream()
        .filter(known -> said.contains(known.getKey()))
        .findFirst()
        .map(known -> intent + ": " + known.getValue())
        .orElseGet(() -> intent + unknown(said, limit, censor));
  }

  private static String unknown(String said, Limit limit, Censor censor) {
    boolean silent = said.endsWith(SILENCE);
    String words = censor.line(silent ? said.substring(0, said.length() - SILENCE.length()) : said);
    return (silent
            ? ": nothing answered "
                + limit.within()
                + "; check what the host asks when you do it by hand"
            : "")
        + "; the host said: "
        + (words.isEmpty() ? "nothing" : words);
  }
}
