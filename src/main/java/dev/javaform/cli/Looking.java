package dev.javaform.cli;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import dev.javaform.engine.RunStatus;
import dev.javaform.hardware.HostTree;
import dev.javaform.hardware.capture.BadCapture;
import dev.javaform.hardware.capture.Captures;
import dev.javaform.hardware.live.MachineScript;
import dev.javaform.hardware.live.MachineText;
import dev.javaform.module.Probe;
import dev.javaform.module.Script;
import dev.javaform.report.Screen;
import dev.javaform.source.DiagnosticException;
import dev.javaform.source.Diagnostics;
import java.io.EOFException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Looks at the machines of a command line, and tells what went wrong on the way. */
final class Looking {

  private static final Probe<HostTree> PROBE =
      Probe.of(
          Script.sh(MachineScript.text("/")),
          HostTree.class,
          said -> MachineText.read(said.lines()));

  private final HostFlags flags;
  private final CommandSpec spec;

  /**
   * What is made of machines.
   *
   * @see #run
   */
  interface Work {

    /** Tells what is to be told; the status of what it found. */
    int with(HostVisit visit, ImmutableList<Seen<HostTree>> machines)
        throws InterruptedException, IOException;
  }

  Looking(HostFlags flags, CommandSpec spec) {
    this.flags = flags;
    this.spec = spec;
  }

  /** Refuses a command line that names no machine. */
  Looking named() {
    if (flags.hosts().isEmpty() && flags.captures().isEmpty()) {
      throw new ParameterException(
          spec.commandLine(),
          "Name a host, or a capture with --capture. This machine is localhost.");
    }
    return this;
  }

  /** The exit status: the gravest of what happened to hosts, or else what the work says. */
  int run(Work work) {
    try (var _ = new Interruption()) {
      return visit(work);
    } catch (InterruptedException _) {
      return ExitStatus.INTERRUPTED;
    } catch (DiagnosticException e) {
      Diagnosis.print(e.diagnostics(), "No host was contacted.", err(), UnaryOperator.identity());
      return ExitStatus.mistakes(false);
    }
  }

  private int visit(Work work) throws InterruptedException {
    Diagnostics found = new Diagnostics();
    try (HostVisit visit = new HostVisit(flags, found)) {
      Diagnosis.print(found.all(), "", err(), UnaryOperator.identity());
      ImmutableList<Seen<HostTree>> machines =
          Stream.concat(flags.captures().stream().map(Looking::capture), visit.ask(PROBE).stream())
              .collect(toImmutableList());
      int status = work.with(visit, machines);
      lost(machines).forEach(this::tell);
      return Math.max(status, gravest(machines));
    } catch (IOException e) {
      err().println(Screen.safe("Error: " + e.getMessage()));
      return ExitStatus.UNWRITTEN;
    }
  }

  private static Seen<HostTree> capture(Path file) {
    try {
      return Seen.of(file.toString(), Captures.read(file));
    } catch (BadCapture e) {
      return Seen.lost(file.toString(), RunStatus.UNREACHABLE, e.getMessage());
    } catch (NoSuchFileException _) {
      return Seen.lost(file.toString(), RunStatus.UNREACHABLE, "there is no such file.");
    } catch (EOFException _) {
      return Seen.lost(file.toString(), RunStatus.UNREACHABLE, "it is cut off.");
    } catch (IOException e) {
      return Seen.lost(
          file.toString(), RunStatus.UNREACHABLE, "it cannot be read: " + e.getMessage());
    }
  }

  private static Stream<Seen<HostTree>> lost(List<Seen<HostTree>> machines) {
    return machines.stream().filter(each -> each.value().isEmpty());
  }

  private static int gravest(List<Seen<HostTree>> machines) {
    return lost(machines).mapToInt(each -> each.status().exitStatus()).max().orElse(0);
  }

  private void tell(Seen<HostTree> each) {
    err().println(Screen.safe("Error: %s: %s".formatted(each.name(), each.trouble())));
  }

  private PrintWriter err() {
    return spec.commandLine().getErr();
  }
}
