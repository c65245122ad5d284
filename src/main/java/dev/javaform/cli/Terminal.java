package dev.javaform.cli;

import dev.javaform.engine.Prompter;
import dev.javaform.module.Secret;
import java.io.Console;

/** Whoever sits in front of this program. Without a terminal every answer is empty. */
final class Terminal implements Prompter {

  /** Whether output goes to a terminal. */
  static boolean isInteractive() {
    Console console = System.console();
    return console != null && console.isTerminal();
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
}
