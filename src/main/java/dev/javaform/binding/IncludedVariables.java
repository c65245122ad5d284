package dev.javaform.binding;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import dev.javaform.playbook.Directive;
import dev.javaform.playbook.Identifiers;
import dev.javaform.playbook.Task;
import dev.javaform.source.Diagnostic;
import dev.javaform.source.DiagnosticException;
import dev.javaform.source.Diagnostics;
import dev.javaform.source.Mark;
import dev.javaform.source.SourceText;
import dev.javaform.source.Suggestion;
import dev.javaform.source.Yaml;
import dev.javaform.source.YamlReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The files that a task of {@code include_vars} names, and the variables in them. Files of a folder
 * come in Ansible's order, and of a name in several of them the last one's value counts.
 */
public final class IncludedVariables {

  /** What stands for the text beside the task's name. */
  public static final String FREE_FORM = "_raw_params";

  private static final ImmutableSet<String> OF_A_FILE = ImmutableSet.of("file", FREE_FORM);
  private static final ImmutableSet<String> OF_EITHER = ImmutableSet.of("name", "hash_behaviour");
  private static final ImmutableSet<String> KNOWN =
      ImmutableSet.<String>builder()
          .add("file")
          .addAll(VariableFolder.ARGUMENTS)
          .addAll(OF_EITHER)
          .build();

  private final Task task;
  private final Map<String, Object> arguments;
  private final SearchPath path;
  private final Diagnostics found = new Diagnostics();
  private final List<Path> read = new ArrayList<>();

  /**
   * @param arguments those of the task, templates resolved
   */
  public IncludedVariables(Task task, Map<String, Object> arguments, SearchPath path) {
    this.task = task;
    this.arguments = arguments;
    this.path = path;
  }

  /** Whether a task takes in variables. */
  public static boolean areOf(Task task) {
    return Directive.INCLUDE_VARS.is(task.module().text());
  }

  /** What is wrong with the arguments that a task names. */
  static ImmutableList<Diagnostic> mistakes(Task task) {
    Diagnostics found = new Diagnostics();
    Set<String> named = new LinkedHashSet<>();
    task.freeForm().ifPresent(_ -> named.add(FREE_FORM));
    for (Yaml.Entry argument : task.arguments().entries()) {
      named.add(argument.name());
      if (!KNOWN.contains(argument.name())) {
        found.error("Unknown argument", unknown(argument.name()), argument.key().mark());
      }
    }
    boolean file = !Sets.intersection(named, OF_A_FILE).isEmpty();
    boolean folder = !Sets.intersection(named, VariableFolder.ARGUMENTS).isEmpty();
    if (file && folder) {
      found.error(
          "Contradiction",
          "include_vars takes either a file or a folder with what belongs to it (%s), not both."
              .formatted(String.join(", ", VariableFolder.ARGUMENTS)),
          task.module().mark());
    } else if (!file && !named.contains("dir")) {
      found.error("Missing argument", "include_vars needs a file or a dir.", task.module().mark());
    }
    return found.all();
  }

  private static String unknown(String name) {
    return "include_vars has no argument \"%s\".%s"
        .formatted(name, Suggestion.didYouMean(name, KNOWN));
  }

  /**
   * The variables of all files.
   *
   * @throws DiagnosticException where an argument, a file or a folder is missing or wrong
   */
  public Yaml.Mapping variables() {
    mistakes(task).forEach(found::add);
    found.throwIfErrors();
    Map<String, Yaml.Entry> all = new LinkedHashMap<>();
    for (Path file : files()) {
      variables(file).ifPresent(each -> each.entries().forEach(it -> all.put(it.name(), it)));
      found.throwIfErrors();
      read.add(file.toAbsolutePath().normalize());
    }
    return new Yaml.Mapping(ImmutableList.copyOf(all.values()), task.mark());
  }

  /** The files that were read so far. */
  public ImmutableList<Path> read() {
    return ImmutableList.copyOf(read);
  }

  /** All that is wrong, or worth a warning, with the files. */
  ImmutableList<Diagnostic> check() {
    try {
      merges();
      variables();
      return found.all();
    } catch (DiagnosticException e) {
      return e.diagnostics();
    } catch (BadArgument e) {
      return ImmutableList.of(Diagnostic.error("Invalid argument", e.getMessage(), task.mark()));
    }
  }

  private List<Path> files() {
    return arguments.containsKey("dir")
        ? new VariableFolder(arguments, mark("dir"), path, task).files()
        : List.of(file());
  }

  private Path file() {
    String argument = arguments.containsKey("file") ? "file" : FREE_FORM;
    String name = String.valueOf(arguments.get(argument)).stripTrailing();
    return path.find(name, "vars")
        .orElseThrow(
            () ->
                new DiagnosticException(
                    Diagnostic.error("File not found", missing(name), mark(argument))));
  }

  private String missing(String name) {
    String places =
        path.folders("vars").stream()
            .map(folder -> SourceText.name(folder.resolve(name).normalize()))
            .distinct()
            .collect(Collectors.joining(", "));
    return "There is no file \"%s\". Looked for: %s.".formatted(name, places);
  }

  private Mark mark(String argument) {
    return task.arguments()
        .value(argument)
        .or(task::freeForm)
        .map(Yaml::mark)
        .orElse(task.module().mark());
  }

  private Optional<Yaml.Mapping> variables(Path file) {
    Mark from = arguments.containsKey("dir") ? mark("dir") : mark("file");
    return YamlReader.read(file, from, found)
        .filter(content -> !isNothing(content))
        .flatMap(this::mapping);
  }

  private static boolean isNothing(Yaml content) {
    return content instanceof Yaml.Scalar scalar && scalar.value() == null;
  }

  private Optional<Yaml.Mapping> mapping(Yaml content) {
    if (content instanceof Yaml.Mapping mapping) {
      Identifiers.warn(mapping, found);
      return Optional.of(mapping);
    }
    String detail = "A variables file is a mapping of names to values, but this is %s.";
    found.error("Wrong type", detail.formatted(content.kind()), content.mark());
    return Optional.empty();
  }

  /** What happens to a mapping that there is already. */
  private enum Behaviour {
    REPLACE,
    MERGE;

    static Optional<Behaviour> of(String word) {
      return Stream.of(values())
          .filter(each -> Ascii.toLowerCase(each.name()).equals(word))
          .findFirst();
    }
  }

  /**
   * Whether what a variable was is kept where a file says something else of it.
   *
   * @throws DiagnosticException where the argument is no word for either
   */
  public boolean merges() {
    Object word = arguments.get("hash_behaviour");
    return word != null
        && Behaviour.of(word.toString()).orElseThrow(() -> unknown(word)) == Behaviour.MERGE;
  }

  private DiagnosticException unknown(Object word) {
    String words =
        Stream.of(Behaviour.values())
            .map(each -> Ascii.toLowerCase(each.name()))
            .collect(Collectors.joining(" or "));
    String detail = "hash_behaviour is %s, not \"%s\".".formatted(words, word);
    return new DiagnosticException(
        Diagnostic.error("Unknown value", detail, mark("hash_behaviour")));
  }
}
