package dev.javaform.binding;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.javaform.playbook.Task;
import dev.javaform.python.Regex;
import dev.javaform.python.RegexSyntaxException;
import dev.javaform.python.Truth;
import dev.javaform.source.Diagnostic;
import dev.javaform.source.DiagnosticException;
import dev.javaform.source.Mark;
import dev.javaform.source.SourceText;
import dev.javaform.source.Unreadable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The files of variables in and below a folder that {@code include_vars} names: folder by folder in
 * the order of their paths, in each by name.
 */
final class VariableFolder {

  /** What belongs to a folder. */
  static final ImmutableSet<String> ARGUMENTS =
      ImmutableSet.of(
          "dir",
          "depth",
          "files_matching",
          "ignore_files",
          "extensions",
          "ignore_unknown_extensions");

  private static final ImmutableList<String> EXTENSIONS = ImmutableList.of("yaml", "yml", "json");

  private final Map<String, Object> arguments;
  private final Mark mark;
  private final SearchPath path;
  private final Task task;

  /**
   * @param arguments the task's, templates resolved
   * @param mark where the folder is named
   */
  VariableFolder(Map<String, Object> arguments, Mark mark, SearchPath path, Task task) {
    this.arguments = arguments;
    this.mark = mark;
    this.path = path;
    this.task = task;
  }

  /**
   * The files.
   *
   * @throws DiagnosticException where the folder is none, or holds what no variables are in
   */
  List<Path> files() {
    List<Path> folders = new ArrayList<>();
    List<Path> files = new ArrayList<>();
    try {
      add(folder(), folders);
      folders.sort(null);
      for (Path folder : folders.subList(0, reach(folders.size()))) {
        files.addAll(filesIn(folder));
      }
    } catch (IOException e) {
      throw wrong("Unreadable folder", "%s %s.".formatted(name(folder()), Unreadable.why(e)));
    }
    files.stream().filter(file -> !isOfVariables(file)).findFirst().ifPresent(this::refuse);
    return files;
  }

  private Path folder() {
    String name = String.valueOf(arguments.get("dir"));
    Path folder =
        Optional.of(first(name))
            .filter(Files::exists)
            .or(() -> path.find(name, "vars"))
            .orElseThrow(
                () ->
                    wrong(
                        "Folder not found",
                        "There is no folder \"%s\". Looked for: %s."
                            .formatted(name, name(first(name)))));
    if (!Files.isDirectory(folder)) {
      throw wrong("No folder", name(folder) + " is not a folder. Use file for a file.");
    }
    return folder;
  }

  /** Where Ansible looks: in the role's variables, or beside the file with the task. */
  private Path first(String name) {
    boolean role = task.keywords().role().isPresent();
    Path base = path.bases().getFirst();
    return role && !name.split("/", 2)[0].equals("vars")
        ? base.resolve("vars").resolve(name)
        : base.resolve(name);
  }

  private static void add(Path folder, List<Path> into) throws IOException {
    into.add(folder);
    try (Stream<Path> inside = Files.list(folder)) {
      for (Path each : inside.toList()) {
        if (Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS)) {
          add(each, into);
        }
      }
    }
  }

  /** How many folders are looked into: Ansible counts folders, not levels. */
  private int reach(int all) {
    String depth = String.valueOf(arguments.getOrDefault("depth", 0)).strip();
    try {
      int limit = Integer.parseInt(depth);
      return limit <= 0 ? all : Math.min(limit, all);
    } catch (NumberFormatException _) {
      throw wrong("Wrong number", "depth takes a number, not \"%s\".".formatted(depth));
    }
  }

  private List<Path> filesIn(Path folder) throws IOException {
    Optional<Regex> matching =
        Optional.ofNullable(arguments.get("files_matching")).map(it -> regex(it.toString()));
    List<Regex> ignored = words("ignore_files").map(each -> regex(each + "$")).toList();
    boolean picks = Truth.isYes(arguments.getOrDefault("ignore_unknown_extensions", false));
    try (Stream<Path> inside = Files.list(folder)) {
      return inside
          .filter(file -> Files.exists(file) && !Files.isDirectory(file))
          .filter(file -> matching.map(regex -> regex.finds(base(file))).orElse(true))
          .filter(file -> ignored.stream().noneMatch(regex -> regex.finds(base(file))))
          .filter(file -> !picks || isOfVariables(file))
          .sorted()
          .toList();
    }
  }

  private static String base(Path file) {
    return file.getFileName().toString();
  }

  private Stream<String> words(String argument) {
    Object value = arguments.getOrDefault(argument, "");
    return value instanceof List<?> many
        ? many.stream().map(String::valueOf)
        : Stream.of(value.toString().split("\\s+")).filter(word -> !word.isEmpty());
  }

  private Regex regex(String expression) {
    try {
      return Regex.of(expression);
    } catch (RegexSyntaxException e) {
      throw wrong("Wrong expression", e.getMessage());
    }
  }

  private List<String> extensions() {
    List<String> named = words("extensions").toList();
    return named.isEmpty() ? EXTENSIONS : named;
  }

  private boolean isOfVariables(Path file) {
    int dot = base(file).lastIndexOf('.');
    return dot > 0 && extensions().contains(base(file).substring(dot + 1));
  }

  private void refuse(Path file) {
    throw wrong(
        "Not a variables file",
        ("%s does not end in one of: %s. Name it in ignore_files, or set ignore_unknown_extensions:"
                + " true.")
            .formatted(name(file), String.join(", ", extensions())));
  }

  private static String name(Path path) {
    return SourceText.name(path);
  }

  private DiagnosticException wrong(String summary, String detail) {
    return new DiagnosticException(Diagnostic.error(summary, detail, mark));
  }
}
