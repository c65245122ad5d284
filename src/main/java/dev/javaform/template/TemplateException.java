package dev.javaform.template;

import dev.javaform.source.Diagnostic;

/** A template that cannot be rendered: bad syntax, an undefined variable, a filter's refusal. */
public final class TemplateException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final transient Diagnostic diagnostic;
  private final boolean undefined;

  /**
   * @param undefined whether the reason is an undefined variable or attribute
   */
  public TemplateException(Diagnostic diagnostic, boolean undefined) {
    super(diagnostic.detail());
    this.diagnostic = diagnostic;
    this.undefined = undefined;
  }

  /** What, where, and what to do. */
  public Diagnostic diagnostic() {
    return diagnostic;
  }

  /** Whether the reason is an undefined variable or attribute. */
  public boolean isUndefined() {
    return undefined;
  }
}
