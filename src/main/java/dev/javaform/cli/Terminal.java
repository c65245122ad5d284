package dev.javaform.cli;

import dev.javaform.engine.Prompter;
import dev.javaform.module.Secret;
import dev.javaform.remote.ssh.Console;
import dev.javaform.report.Screen;
import java.util.Optional;

/** Whoever sits in front of this program. Without a terminal every answer is empty. */
final class Terminal implements Prompter, Console {

  /** Whether output goes to a terminal. */
  static boolean isInteractive() {
    return System.console() != null && System.console().isTerminal();
  }

  @Override
  public String ask(String text, boolean echo) {
    if (!isInteractive()) {
      return "";
    }
    if (!echo) {
      return password(text).reveal();
    }
    String line = System.console().readLine("%s", text);
    return line == null ? "" : line;
  }

  Secret password(String prompt) {
    if (!isInteractive()) {
      return new Secret("");
    }
    char[] typed = System.console().readPassword("%s", prompt);
    return new Secret(typed == null ? "" : new String(typed));
  }

  @Override
  public Optional<Secret> secret(String question) {
    return isInteractive() ? Optional.of(password(question)) : Optional.empty();
  }

  @Override
  public void warn(String line) {
    System.err.println(Screen.safe("[WARNING]: " + line));
  }
}
