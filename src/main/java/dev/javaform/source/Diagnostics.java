package dev.javaform.source;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;

/** Collects diagnostics, so that all mistakes are told at once. Not for use by several threads. */
public final class Diagnostics {

  private final List<Diagnostic> found = new ArrayList<>();

  /** Adds one; the same diagnostic twice is kept once. */
  public void add(Diagnostic diagnostic) {
    if (!found.contains(diagnostic)) {
      found.add(diagnostic);
    }
  }

  /** Adds an error at a place. */
  public void error(String summary, String detail, Mark mark) {
    add(Diagnostic.error(summary, detail, mark));
  }

  /** Adds a warning at a place. */
  public void warning(String summary, String detail, Mark mark) {
    add(Diagnostic.warning(summary, detail, mark));
  }

  /** All so far, in the order of their finding. */
  public ImmutableList<Diagnostic> all() {
    return ImmutableList.copyOf(found);
  }

  /** Whether an error is among them. */
  public boolean hasErrors() {
    return found.stream().anyMatch(Diagnostic::isError);
  }

  /** Throws all of them if an error is among them. */
  public void throwIfErrors() {
    if (hasErrors()) {
      throw new DiagnosticException(found);
    }
  }
}
