package dev.javaform.engine;

/** Asks whoever sits at the controller's terminal. */
public interface Prompter {

  /**
   * What was typed up to the end of the line; empty where there is no terminal.
   *
   * @param echo whether the typing may be seen
   */
  String ask(String text, boolean echo) throws InterruptedException;
}
