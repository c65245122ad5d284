package dev.javaform.cli;

import dev.javaform.engine.Prompter;
import dev.javaform.module.Secret;
import dev.javaform.remote.ssh.UserDialog;
import dev.javaform.report.Screen;
import java.io.IOException;
import java.util.Optional;

/** Whoever sits in front of this program. Without a terminal every answer is empty. */
final class Terminal implements Prompter, UserDialog {

  private static final int USUAL = 100;

  /** Whether input comes from a terminal and output goes to one. */
  @SuppressWarnings("SystemConsoleNull") // since Java 25 it may be null again
  static boolean isInteractive() {
    return System.console() != null && System.console().isTerminal();
  }

  /** Whether what is printed there can be taken back. */
  static boolean canErase() {
    return isInteractive() && !"dumb".equals(System.getenv("TERM"));
  }

  /** How many letters a line may have: those of the terminal, or as many as paper has. */
  static int width() {
    return isInteractive() ? Tty.width().orElse(USUAL) : USUAL;
  }

  @Override
  public String ask(String text, boolean echo) throws InterruptedException {
    return isInteractive() ? typed(text, echo).orElse("") : "";
  }

  /**
   * A password, also where input or output lead elsewhere; nothing typed is no password. Without a
   * terminal it is the next line of standard input, as Python's getpass has it.
   */
  Optional<Secret> password(String prompt) throws InterruptedException {
    return (Tty.isThere() ? typed(prompt, false) : piped())
        .filter(text -> !text.isEmpty())
        .map(Secret::new);
  }

  /**
   * What somebody answers to a question that must not be passed over. Without a terminal it is the
   * next line of standard input; empty at its end.
   */
  Optional<String> answer(String question) throws InterruptedException {
    if (Tty.isThere()) {
      return typed(question, true);
    }
    System.err.println(Screen.safe(question));
    return piped();
  }

  /** A line that is typed at the terminal, which there has to be; empty where it went away. */
  String line(String question) throws InterruptedException {
    return typed(Screen.safe(question), true).orElse("");
  }

  private static Optional<String> piped() throws InterruptedException {
    try {
      return Optional.of(Tty.await(System.in));
    } catch (IOException e) {
      return Optional.empty(); // it is closed
    }
  }

  private static Optional<String> typed(String prompt, boolean echo) throws InterruptedException {
    if (!Tty.isThere()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Tty.line(prompt, echo));
    } catch (IOException e) {
      return Optional.empty(); // it went away
    }
  }

  @Override
  public Optional<Secret> secret(String question) {
    try {
      return typed(question, false).map(Secret::new);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  @Override
  public void warn(String line) {
    System.err.println(Screen.safe("[WARNING]: " + line));
  }
}
