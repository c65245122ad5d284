package dev.javaform.cli;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import dev.javaform.config.RunSettings;
import dev.javaform.event.Listener;
import dev.javaform.report.Console;
import dev.javaform.report.HostOrder;
import dev.javaform.report.JsonReport;
import dev.javaform.report.Progress;
import dev.javaform.report.Screen;
import dev.javaform.source.Diagnostic;
import dev.javaform.source.DiagnosticException;
import dev.javaform.source.Diagnostics;
import dev.javaform.source.SourceText;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs playbooks on the hosts of an inventory. */
@Command(
    name = "run",
    header = "Runs playbooks on the hosts of an inventory.",
    description = {
      "",
      "With --check nothing is changed: it says what would be changed, and with --diff exactly"
          + " how.",
      ""
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:done",
      "2:a task failed",
      "3:with --detailed-exitcode: hosts differ",
      "4:a host was unreachable or the playbook has mistakes",
      "5:wrong options",
      "65:with --detailed-exitcode: the playbook has mistakes, or nothing ran",
      "74:the output could not be written",
      "99:interrupted"
    },
    sortOptions = false,
    mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {

  @Parameters(arity = "1..*", paramLabel = "PLAYBOOK", description = "playbook files, run in order")
  private List<Path> playbooks;

  @Mixin private SelectionOptions selection;
  @Mixin private ModeOptions mode;
  @Mixin private ConnectionFlags connection;

  @Option(
      names = "--output",
      paramLabel = "FORMAT",
      completionCandidates = FormatWords.class,
      defaultValue = "text",
      description = "text (lines as Ansible prints them) or json (one document at the end)")
  private Format format;

  @Option(names = "--syntax-check", description = "only look for mistakes; contact no host")
  private boolean syntaxCheck;

  @Option(names = "--strict", description = "take warnings for errors: contact no host with any")
  private boolean strict;

  @Option(names = "--list-hosts", description = "only list the hosts of each play")
  private boolean listHosts;

  @Option(names = "--list-tasks", description = "only list the tasks that would run")
  private boolean listTasks;

  @Option(names = "--list-tags", description = "only list the tags of the tasks that would run")
  private boolean listTags;

  @Spec private CommandSpec spec;

  /** How a run is told. */
  enum Format {
    TEXT,
    JSON
  }

  /** The same in the letters that people type. */
  static final class FormatWords extends SmallWords {
    FormatWords() {
      super(Format.class);
    }
  }

  @Override
  public Integer call() {
    Optional<JsonReport> report = report();
    try (var _ = new Interruption()) {
      int status = status(report);
      report.ifPresent(document -> document.print(status, System.out));
      return status;
    }
  }

  /** What is listed is no run: there is no report of it. */
  private Optional<JsonReport> report() {
    return Optional.of(format)
        .filter(it -> it == Format.JSON && wanted().isEmpty())
        .map(_ -> new JsonReport(Version.current(), mode.check()));
  }

  private int status(Optional<JsonReport> report) {
    try {
      return openAndRun(report);
    } catch (InterruptedException _) {
      return ExitStatus.INTERRUPTED;
    } catch (DiagnosticException e) {
      tell(e.diagnostics(), "No host was contacted.", report, UnaryOperator.identity());
      return ExitStatus.mistakes(mode.detailedExitCode());
    }
  }

  private void tell(
      List<Diagnostic> found,
      String consequence,
      Optional<JsonReport> report,
      UnaryOperator<String> discreet) {
    Diagnosis.print(found, consequence, spec.commandLine().getErr(), discreet);
    report.ifPresent(document -> document.add(found, discreet));
  }

  private int openAndRun(Optional<JsonReport> report) throws InterruptedException {
    Diagnostics found = new Diagnostics();
    Configured configured = configured(found);
    try (Project project = Project.open(playbooks, selection, mode, configured, found)) {
      Diagnostics told = strict ? found.strictly() : found;
      tell(warnings(told), "", report, UnaryOperator.identity());
      told.throwIfErrors();
      return use(project, configured, report);
    }
  }

  /** The settings, passwords included, which are asked for where nothing else is wrong so far. */
  private Configured configured(Diagnostics found) throws InterruptedException {
    ImmutableMap<String, Object> options =
        ImmutableMap.<String, Object>builder()
            .putAll(selection.values())
            .putAll(mode.values())
            .putAll(connection.values())
            .buildOrThrow();
    Configured configured = Configured.of(options, found);
    found.throwIfErrors();
    return Configured.of(ConnectionFlags.withPasswords(configured.all(), new Terminal()));
  }

  private int use(Project project, Configured configured, Optional<JsonReport> report)
      throws InterruptedException {
    Set<Listing.Kind> wanted = wanted();
    if (!wanted.isEmpty()) {
      System.out.print(Screen.safe(project.listing(wanted)));
      return 0;
    }
    if (syntaxCheck && report.isPresent()) {
      return 0;
    }
    if (syntaxCheck) {
      playbooks.forEach(playbook -> System.out.println("playbook: " + playbook));
      return 0;
    }
    return run(project, configured, report);
  }

  private static List<Diagnostic> warnings(Diagnostics found) {
    return found.hasErrors()
        ? ImmutableList.of()
        : found.all().stream().filter(diagnostic -> !diagnostic.isError()).toList();
  }

  private Set<Listing.Kind> wanted() {
    Map<Listing.Kind, Boolean> wanted =
        Map.of(
            Listing.Kind.HOSTS,
            listHosts,
            Listing.Kind.TASKS,
            listTasks,
            Listing.Kind.TAGS,
            listTags);
    return Maps.filterValues(wanted, Boolean::booleanValue).keySet();
  }

  private int run(Project project, Configured configured, Optional<JsonReport> report)
      throws InterruptedException {
    if (format == Format.TEXT && configured.run().verbosity() > 0) {
      configured.all().file().path().ifPresent(RunCommand::using);
      project.unusedFiles().forEach(RunCommand::passingOver);
    }
    Outlet.OUT.during(RunCommand::consequence);
    Listener listener = listener(configured.run(), report);
    if (report.isPresent() || !Terminal.canErase()) {
      return run(project, listener, report);
    }
    Progress progress = new Progress(listener, System.out, Tty::isAsking);
    try {
      return run(project, progress, report);
    } finally {
      progress.close();
    }
  }

  private int run(Project project, Listener listener, Optional<JsonReport> report)
      throws InterruptedException {
    try {
      Differences differences = new Differences(listener);
      int status = project.run(differences, Outlet.OUT::isUnread).exitStatus();
      return status == 0 && mode.detailedExitCode() ? detailed(differences) : status;
    } catch (DiagnosticException e) {
      tell(e.diagnostics(), "The run ended there.", report, project::discreet);
      return ExitStatus.mistakes(mode.detailedExitCode());
    } catch (RuntimeException | Error e) {
      return CommandFailure.tell(e, spec.commandLine().getErr(), project::discreet);
    }
  }

  /** An audit of nothing is no good news. */
  private int detailed(Differences differences) {
    if (!differences.ran()) {
      spec.commandLine().getErr().println("Error: nothing ran: no task was chosen on any host.");
      return ExitStatus.mistakes(true);
    }
    return differences.found() ? ExitStatus.DIFFERENT : 0;
  }

  private static void using(Path file) {
    System.out.println(Screen.safe("Using %s as config file".formatted(SourceText.name(file))));
  }

  private static void passingOver(Path file) {
    String line = "Passing over %s: the inventory has no such group or host";
    System.out.println(Screen.safe(line.formatted(SourceText.name(file))));
  }

  private static String consequence(boolean unread) {
    return unread
        ? "No further task or handler begins; what is under way on the hosts is finished first."
            + " Run it again: it continues from there."
        : "The run goes on to its end.";
  }

  /** Whoever sits at a terminal waits for no slow host; what is kept is in the hosts' order. */
  private Listener listener(RunSettings settings, Optional<JsonReport> report) {
    if (report.isPresent()) {
      return report.get();
    }
    boolean person = Terminal.isInteractive();
    Console console = new Console(System.out, System.err, mode.display(settings, person));
    return person ? console : new HostOrder(console);
  }
}
