package dev.javaform.cli;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Sets;
import dev.javaform.hardware.HostTree;
import dev.javaform.report.Screen;
import dev.javaform.source.Diagnostic;
import dev.javaform.source.DiagnosticException;
import dev.javaform.source.Diagnostics;
import dev.javaform.source.Yaml;
import dev.javaform.source.YamlReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Asks once what a person has to decide about hosts, and writes it down. */
@Command(
    name = "init",
    header = "Asks what a person has to decide about hosts, and writes host_vars.",
    description = {
      "",
      "Looks at each host, proposes what it found, and writes the answers into host_vars beside the"
          + " inventory. What stands there is never overwritten without showing the difference."
          + " Secrets are written nowhere: the file looks them up in the environment."
          + " A capture stands for the host that its file is named after: pc.tar.gz for pc.",
      ""
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:done",
      "2:a host could not be made sense of",
      "4:a host was unreachable, or questions are open and nobody can be asked",
      "5:wrong options",
      "74:a file could not be written",
      "99:interrupted"
    },
    sortOptions = false,
    mixinStandardHelpOptions = true)
final class InitCommand implements Callable<Integer> {

  private static final Pattern ARCHIVE =
      Pattern.compile("(?<=.)\\.(tgz|txt|xml|json|tar|(tar\\.)?(gz|bz2|xz|zst))$");

  @Mixin private HostFlags hosts;

  @Option(
      names = "--answers",
      paramLabel = "FILE",
      description = "a YAML mapping of answers by the names of the questions")
  private Optional<Path> answers = Optional.empty();

  @Option(
      names = {"-y", "--yes"},
      description = "change files that are there already without asking")
  private boolean yes;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    return new Looking(hosts, spec).run(this::ask);
  }

  private int ask(HostVisit visit, ImmutableList<Seen<HostTree>> machines)
      throws InterruptedException, IOException {
    Map<String, String> given = given(visit);
    int status = 0;
    for (Seen<HostTree> each : machines) {
      if (each.value().isPresent()) {
        String host = hosts.isCapture(each.name()) ? captured(each.name()) : each.name();
        status = Math.max(status, tryToAsk(visit, host, each.value().get(), given));
      }
    }
    return status;
  }

  /** The host that a capture is of: by the name of its file or folder, {@code pc.tar.gz}. */
  private static String captured(String capture) {
    return ARCHIVE.matcher(String.valueOf(Path.of(capture).getFileName())).replaceFirst("");
  }

  /** What is wrong with one host's answers ends nothing for the others. */
  private int tryToAsk(HostVisit visit, String host, HostTree tree, Map<String, String> given)
      throws InterruptedException, IOException {
    try {
      ask(visit, host, tree, given);
      return 0;
    } catch (DiagnosticException e) {
      Diagnosis.print(
          e.diagnostics(),
          "Nothing was written for %s.".formatted(host),
          spec.commandLine().getErr(),
          UnaryOperator.identity());
      return ExitStatus.mistakes(false);
    }
  }

  /** Answers of the command line, those of {@code -e} last. */
  private Map<String, String> given(HostVisit visit) {
    Map<String, String> given = new LinkedHashMap<>();
    answers.ifPresent(file -> read(file).forEach((key, value) -> given.put(key, word(value))));
    visit.extraVars().forEach((key, value) -> given.put(key, word(value)));
    return given;
  }

  private static Map<String, Object> read(Path file) {
    Diagnostics found = new Diagnostics();
    Optional<Yaml> yaml = YamlReader.read(file, found);
    found.throwIfErrors();
    if (yaml.isPresent() && yaml.get() instanceof Yaml.Mapping mapping) {
      return mapping.plain();
    }
    throw new DiagnosticException(
        Diagnostic.error("No answers", file + " is no mapping of answers."));
  }

  private static String word(Object value) {
    return value instanceof List<?> all
        ? String.join(", ", all.stream().map(String::valueOf).toList())
        : String.valueOf(value);
  }

  private void ask(HostVisit visit, String host, HostTree tree, Map<String, String> given)
      throws InterruptedException, IOException {
    HostVarsFile file = HostVarsFile.of(host, visit.folder());
    JudgedMachine judged = PreflightCommand.judged(visit, host, tree);
    SetupPresent written =
        new SetupPresent(name -> Optional.ofNullable(file.variables().get(name)));
    SetupPresent effective = new SetupPresent(name -> effective(visit, host, file, name));
    ImmutableList<SetupQuestion> questions = new SetupQuestions(judged, effective::answer).all();
    ImmutableMap<String, String> kept = written.answers(questions);
    ImmutableMap<String, String> now =
        new SetupAnswers(given, terminal()).to(host, questions, kept);
    if (!file.block().isEmpty() && kept.entrySet().containsAll(now.entrySet())) {
      System.out.println(Screen.safe("%s: nothing to change in %s.".formatted(host, file.path())));
      return;
    }
    write(host, file, file.with(SetupBlock.of(judged, now, written.others())));
  }

  /** What stands in the host's own block, or else what the inventory says. */
  private static Optional<Object> effective(
      HostVisit visit, String host, HostVarsFile file, String name) {
    Optional<Object> own = Optional.ofNullable(file.variables().get(name));
    return own.or(() -> visit.variable(host, name).filter(value -> !value.equals(List.of())));
  }

  private void write(String host, HostVarsFile old, HostVarsFile next)
      throws InterruptedException, IOException {
    requireOne(old, next);
    if (!old.text().isEmpty()) {
      System.out.print(Screen.safe(FileDifference.of(old.path(), old.text(), next.text())));
      System.out.flush();
      if (!yes && !agreed(old.path())) {
        return;
      }
    }
    next.write();
    System.out.println(Screen.safe("%s: wrote %s.".formatted(host, next.path())));
  }

  /** A variable that stands twice in a file counts once only, and nobody sees which. */
  private static void requireOne(HostVarsFile old, HostVarsFile next) {
    Sets.SetView<String> twice = Sets.intersection(old.foreign(), next.variables().keySet());
    if (!twice.isEmpty()) {
      throw new DiagnosticException(
          Diagnostic.error(
              "Set twice",
              "%s already sets %s outside of what init writes. Remove them there, then run init again."
                  .formatted(old.path(), String.join(", ", twice))));
    }
  }

  private boolean agreed(Path file) throws InterruptedException {
    Optional<Terminal> terminal = terminal();
    if (terminal.isEmpty()) {
      throw new DiagnosticException(
          Diagnostic.error(
              "Not agreed",
              "%s is there already, and nobody can be asked. Run it with --yes to take this over."
                  .formatted(file)));
    }
    String typed = terminal.get().line("Write this into %s? [y/N]: ".formatted(file));
    return typed.strip().toLowerCase(Locale.ROOT).startsWith("y");
  }

  private static Optional<Terminal> terminal() {
    return Tty.isThere() && Terminal.isInteractive()
        ? Optional.of(new Terminal())
        : Optional.empty();
  }
}
