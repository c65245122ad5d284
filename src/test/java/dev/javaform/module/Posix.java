package dev.javaform.module;

/** Scripts that a test knows to be for a POSIX shell. */
public final class Posix {

  private Posix() {}

  public static Script.Sh of(Script script) {
    return script instanceof Script.Either either ? either.posix() : (Script.Sh) script;
  }
}
