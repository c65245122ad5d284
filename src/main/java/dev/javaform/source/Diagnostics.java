package dev.javaform.source;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;

/**
 * Collects diagnostics, so that all mistakes are told at once: the first {@value #MOST} errors and
 * as many warnings, and that there are more. Not for use by several threads.
 */
public final class Diagnostics {

  /** Nobody reads more; a file that is no playbook would give one for each of its lines. */
  static final int MOST = 200;

  private final List<Diagnostic> found = new ArrayList<>();
  private final EnumMap<Diagnostic.Severity, Integer> counts =
      new EnumMap<>(Diagnostic.Severity.class);

  /** Adds one; the same diagnostic twice is kept once. */
  public void add(Diagnostic diagnostic) {
    int before = counts.getOrDefault(diagnostic.severity(), 0);
    if (before <= MOST && !found.contains(diagnostic)) {
      counts.put(diagnostic.severity(), before + 1);
      found.add(before < MOST ? diagnostic : more(diagnostic));
    }
  }

  private static Diagnostic more(Diagnostic next) {
    return new Diagnostic(
        next.severity(),
        next.isError() ? "Too many mistakes" : "Too many warnings",
        "There are more from here on, which are not shown. Look at the first ones.",
        next.mark());
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

  /** All so far, the warnings as errors. */
  public Diagnostics strictly() {
    Diagnostics strict = new Diagnostics();
    found.forEach(each -> strict.add(each.asError()));
    return strict;
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
