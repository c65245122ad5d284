package dev.javaform.playbook;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.javaform.source.SourceText;
import dev.javaform.source.Yaml;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds and reads the files that {@code import_tasks} and {@code include_tasks} name. */
final class TaskFiles {

  private final Loading loading;

  TaskFiles(Loading loading) {
    this.loading = loading;
  }

  /** A list of tasks and where it stands. */
  record TaskFile(Yaml content, Place place) {}

  /** The file a name stands for where it is found and does not contain itself. */
  Optional<TaskFile> named(Yaml.Scalar name, Place place) {
    String kind = place.handlers() ? "handlers" : "tasks";
    Optional<Path> file = FileFinder.find(place, kind, name.text());
    if (file.isEmpty()) {
      missing(name, FileFinder.candidates(place, kind, name.text()));
    }
    Optional<TaskFile> found = file.flatMap(it -> at(it, name, place));
    found.map(TaskFile::content).filter(Fields::isNull).ifPresent(this::empty);
    return found;
  }

  /** The file at a path, which may be empty: a role need not have tasks. */
  Optional<TaskFile> at(Path file, Yaml.Scalar from, Place place) {
    if (place.files().contains(file.normalize())) {
      circle(file, from, place.files());
      return Optional.empty();
    }
    if (!loading.admits(place.files().size(), from.mark())) {
      return Optional.empty();
    }
    return loading.read(file, from.mark()).map(content -> new TaskFile(content, place.in(file)));
  }

  private void empty(Yaml content) {
    loading.diagnostics().warning("No tasks", "This file of tasks is empty.", content.mark());
  }

  void missing(Yaml.Scalar name, ImmutableSet<Path> searched) {
    loading
        .diagnostics()
        .error(
            "File not found",
            "There is no file \"%s\". Looked for: %s.".formatted(name.text(), names(searched)),
            name.mark());
  }

  private void circle(Path file, Yaml.Scalar from, ImmutableList<Path> around) {
    loading
        .diagnostics()
        .error(
            "Endless import",
            ("%s is imported while it is being imported: %s. Use include_tasks with a"
                    + " condition that ends it.")
                .formatted(SourceText.name(file), chain(around)),
            from.mark());
  }

  static String names(Iterable<Path> paths) {
    return ImmutableSet.copyOf(paths).stream()
        .map(SourceText::name)
        .collect(Collectors.joining(", "));
  }

  private static String chain(ImmutableList<Path> files) {
    return files.stream().map(SourceText::name).collect(Collectors.joining(" imports "));
  }
}
