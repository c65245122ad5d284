package dev.javaform.binding;

import dev.javaform.source.Diagnostic;

/** An argument that turned out wrong while binding a task for a host. */
public final class ArgumentException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final transient Diagnostic diagnostic;

  ArgumentException(Diagnostic diagnostic) {
    super(diagnostic.detail());
    this.diagnostic = diagnostic;
  }

  /** What, where, and what to do. */
  public Diagnostic diagnostic() {
    return diagnostic;
  }
}
