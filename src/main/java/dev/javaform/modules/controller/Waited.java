package dev.javaform.modules.controller;

/** Whether a wait is over. */
public record Waited(boolean done) {

  /** Before the wait. */
  static final Waited NOT_YET = new Waited(false);

  /** After it. */
  static final Waited DONE = new Waited(true);
}
