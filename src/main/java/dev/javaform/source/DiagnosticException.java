package dev.javaform.source;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.stream.Collectors;

/** What stops the work: every error found so far, in the order of their finding; never empty. */
public final class DiagnosticException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final transient ImmutableList<Diagnostic> diagnostics;

  public DiagnosticException(List<Diagnostic> diagnostics) {
    super(diagnostics.stream().map(Diagnostic::toString).collect(Collectors.joining("\n\n")));
    this.diagnostics = ImmutableList.copyOf(diagnostics);
  }

  public DiagnosticException(Diagnostic diagnostic) {
    this(List.of(diagnostic));
  }

  /** The error that was found first. */
  public Diagnostic first() {
    return diagnostics.stream()
        .filter(Diagnostic::isError)
        .findFirst()
        .orElseGet(diagnostics::getFirst);
  }

  /** The errors, and warnings found on the way. */
  public ImmutableList<Diagnostic> diagnostics() {
    return diagnostics;
  }
}
