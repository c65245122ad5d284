package dev.javaform.cli;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Maps;
import dev.javaform.engine.Event;
import dev.javaform.report.Console;
import dev.javaform.report.JsonReport;
import dev.javaform.report.Palette;
import dev.javaform.report.Screen;
import dev.javaform.source.Diagnostic;
import dev.javaform.source.DiagnosticException;
import dev.javaform.source.Diagnostics;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
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
      "With --check nothing is changed: what would be changed is told, with --diff exactly.",
      ""
    },
    footer = {
      "",
      "Exit status: 0 done, 2 a task failed, 4 a host was unreachable or the playbook has mistakes,"
          + " 5 wrong options, 99 interrupted."
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
      defaultValue = "text",
      description = "text (lines as Ansible prints them) or json (one document at the end)")
  private Format format;

  @Option(names = "--syntax-check", description = "only look for mistakes; contact no host")
  private boolean syntaxCheck;

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

  @Override
  public Integer call() {
    try (var _ = new Interruption()) {
      return openAndRun();
    } catch (InterruptedException _) {
      return ExitStatus.INTERRUPTED;
    }
  }

  private int openAndRun() throws InterruptedException {
    Diagnostics found = new Diagnostics();
    try (Project project =
        Project.open(playbooks, selection, mode, connection.options(new Terminal()), found)) {
      Diagnosis.print(warnings(found), spec.commandLine().getErr());
      found.throwIfErrors();
      return use(project);
    }
  }

  private int use(Project project) throws InterruptedException {
    Set<Listing.Kind> wanted = wanted();
    if (!wanted.isEmpty()) {
      System.out.print(Screen.safe(project.listing(wanted)));
      return 0;
    }
    if (syntaxCheck) {
      playbooks.forEach(playbook -> System.out.println("playbook: " + playbook));
      return 0;
    }
    return run(project);
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

  private int run(Project project) throws InterruptedException {
    try {
      return project.run(listener()).exitStatus();
    } catch (DiagnosticException e) {
      Diagnosis.print(e.diagnostics(), "The run ended there.", spec.commandLine().getErr());
      return ExitStatus.MISTAKES;
    }
  }

  private Consumer<Event> listener() {
    Palette palette = mode.palette();
    return switch (format) {
      case TEXT -> new Console(System.out, System.err, palette, mode.verbosity(), mode.check());
      case JSON -> new JsonReport(System.out);
    };
  }
}
