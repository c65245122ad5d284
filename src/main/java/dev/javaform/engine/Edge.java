package dev.javaform.engine;

import dev.javaform.binding.ArgumentException;
import dev.javaform.event.Outcome;
import dev.javaform.python.PatternException;
import dev.javaform.remote.UnreachableException;
import dev.javaform.source.Diagnostic;
import dev.javaform.source.DiagnosticException;
import dev.javaform.source.Mark;
import dev.javaform.template.TemplateException;
import dev.javaform.template.UnknownValueException;

/**
 * The edge of a host: whatever its work throws, errors of the Java machine and of javaform
 * included, becomes a result of that host, and ends nothing for the others.
 */
final class Edge {

  /** Work for one host. */
  interface Work {
    RawResult run() throws InterruptedException, UnreachableException;
  }

  private final HostState host;
  private final Mark mark;

  /**
   * @param mark what is worked on, for the report of a defect
   */
  Edge(HostState host, Mark mark) {
    this.host = host;
    this.mark = mark;
  }

  /** The result of {@code work}, also where it has none. */
  RawResult guard(Work work) throws InterruptedException {
    try {
      return work.run();
    } catch (InterruptedException e) {
      throw e;
    } catch (Throwable t) { // the last place where it is known whose work this is
      return result(t);
    }
  }

  /** What was thrown as a result. */
  RawResult result(Throwable thrown) {
    return switch (exhaustion(thrown)) {
      case UnreachableException e -> RawResult.of(new Outcome.Unreachable(e.getMessage()));
      case UnknownValueException e -> RawResult.of(new Outcome.Unpredictable(e.getMessage()));
      case TemplateException e -> RawResult.failed(placed(e.diagnostic()));
      case ArgumentException e -> RawResult.failed(placed(e.diagnostic()));
      case DiagnosticException e -> RawResult.failed(placed(e.first()));
      case PatternException e -> RawResult.failed(e.getMessage());
      case StackOverflowError _ -> RawResult.failed(tooDeep());
      case OutOfMemoryError e -> RawResult.failed(tooLarge(e));
      default -> defect(thrown);
    };
  }

  /** The lack of memory or stack that is behind what was thrown; else what was thrown itself. */
  private static Throwable exhaustion(Throwable thrown) {
    for (Throwable each = thrown; each != null; each = each.getCause()) {
      if (each instanceof VirtualMachineError) {
        return each;
      }
    }
    return thrown;
  }

  private static String placed(Diagnostic diagnostic) {
    String place = diagnostic.mark().map(where -> " (" + where + ")").orElse("");
    return diagnostic.message() + place;
  }

  private String tooDeep() {
    return ("what %s has or sent is nested too deeply, or refers to itself, and cannot be worked on"
            + " here; look at the values that this task uses (%s)")
        .formatted(host, mark);
  }

  /** What did not fit is forgotten: the others have room again. */
  private static String tooLarge(OutOfMemoryError error) {
    return ("what this host sent does not fit into memory (%s); run fewer hosts at once with"
            + " --forks, or give more with JAVAFORM_JAVA_OPTS=-Xmx4g")
        .formatted(error.getMessage());
  }

  /** An error of javaform itself is told as such, and stays with the host it happened on. */
  private RawResult defect(Throwable thrown) {
    host.foundDefect();
    StackTraceElement[] trace = thrown.getStackTrace();
    return RawResult.failed(
        "javaform itself failed here (%s%s); this is a defect of javaform: please report it with this task (%s)"
            .formatted(thrown, trace.length == 0 ? "" : " at " + trace[0], mark));
  }
}
