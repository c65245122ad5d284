package dev.javaform.engine;

/** Why tasks are skipped, in the words people grep for. */
final class Skips {

  static final String CONDITION = "Conditional result was False";

  private Skips() {}
}
