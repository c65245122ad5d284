package dev.javaform.inventory;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.javaform.source.Diagnostic;
import dev.javaform.source.Diagnostics;
import dev.javaform.source.Mark;
import dev.javaform.source.Source;
import dev.javaform.source.SourceText;
import dev.javaform.source.Suggestion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Files and folders in {@code group_vars} and {@code host_vars} that no host of the inventory
 * reads. One whose name is nearly that of a group or host is surely misspelt. Others may well be
 * for another inventory.
 */
final class UnusedFiles {

  private final ImmutableSet<String> groups;
  private final ImmutableSet<String> hosts;

  UnusedFiles(ImmutableSet<String> groups, ImmutableSet<String> hosts) {
    this.groups = groups;
    this.hosts = ImmutableSet.<String>builder().addAll(hosts).addAll(Selection.LOCAL).build();
  }

  /** Warns of those in the folders that are surely misspelt, and returns the others. */
  ImmutableList<Path> check(List<Path> folders, Diagnostics found) {
    ImmutableList.Builder<Path> others = ImmutableList.builder();
    for (Path folder : ImmutableSet.copyOf(folders)) {
      for (Path unused : unused(folder.resolve("group_vars"), groups)) {
        check(unused, "group", groups, "host", hosts)
            .ifPresentOrElse(found::add, () -> others.add(unused));
      }
      for (Path unused : unused(folder.resolve("host_vars"), hosts)) {
        check(unused, "host", hosts, "group", groups)
            .ifPresentOrElse(found::add, () -> others.add(unused));
      }
    }
    return others.build();
  }

  private static List<Path> unused(Path directory, ImmutableSet<String> names) {
    return VariableFiles.named(directory).stream()
        .filter(path -> !names.contains(path.getFileName().toString()))
        .filter(path -> !names.contains(VariableFiles.subject(path)))
        .toList();
  }

  /** What is surely wrong with it. */
  private static Optional<Diagnostic> check(
      Path unused,
      String kind,
      ImmutableSet<String> names,
      String other,
      ImmutableSet<String> others) {
    String name = VariableFiles.subject(unused);
    Optional<String> hint =
        others.contains(name)
            ? Optional.of("It is the name of a %s: move it into %s_vars.".formatted(other, other))
            : Suggestion.misspelt(name, "", names).map("Did you mean \"%s\"?"::formatted);
    String detail = "The inventory has no %s \"%s\": nothing reads this. %s";
    return hint.map(
        it ->
            Diagnostic.warning(
                "Unused variables", detail.formatted(kind, name, it), place(unused)));
  }

  private static Mark place(Path file) {
    return Files.isDirectory(file)
        ? new Mark(Source.of(SourceText.name(file) + "/", ""), 0, 0)
        : Source.of(SourceText.name(file), "").at(1, 1).blind();
  }
}
