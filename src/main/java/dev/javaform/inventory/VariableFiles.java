package dev.javaform.inventory;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.javaform.source.Diagnostic;
import dev.javaform.source.Diagnostics;
import dev.javaform.source.SourceText;
import dev.javaform.source.Unreadable;
import dev.javaform.source.Yaml;
import dev.javaform.source.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The files below {@code group_vars} and {@code host_vars}, each read once however many hosts share
 * it. A name is a directory of files, or one file: without an ending, {@code .yml}, {@code .yaml}
 * or {@code .json}; the first of these that exists counts.
 */
final class VariableFiles {

  private static final ImmutableList<String> ENDINGS =
      ImmutableList.of("", ".yml", ".yaml", ".json");
  private static final ImmutableSet<String> INNER_ENDINGS = ImmutableSet.copyOf(ENDINGS);

  private final Map<Path, Boolean> existing = new ConcurrentHashMap<>();
  private final Map<Path, ImmutableList<Yaml.Mapping>> read = new ConcurrentHashMap<>();

  /**
   * What is written about a group or host, the earlier files first; errors are told the first time.
   *
   * @param directory a {@code group_vars} or {@code host_vars}, existing or not
   */
  ImmutableList<Yaml.Mapping> about(String name, Path directory, Diagnostics diagnostics) {
    if (name.startsWith("/") || !existing.computeIfAbsent(directory, Files::isDirectory)) {
      return ImmutableList.of();
    }
    return read.computeIfAbsent(directory.resolve(name), path -> load(path, diagnostics));
  }

  /** What lies in a {@code group_vars} or {@code host_vars} and is about something. */
  static List<Path> named(Path directory) {
    try {
      return Files.isDirectory(directory)
          ? sorted(directory).stream()
              .filter(path -> Files.isDirectory(path) || INNER_ENDINGS.contains(ending(path)))
              .toList()
          : List.of();
    } catch (IOException _) {
      return List.of(); // what cannot be listed may be read all the same
    }
  }

  /** The name of what such a file or folder is about. */
  static String subject(Path path) {
    String name = path.getFileName().toString();
    boolean ended = !Files.isDirectory(path) && INNER_ENDINGS.contains(ending(path));
    return ended ? name.substring(0, name.length() - ending(path).length()) : name;
  }

  private static ImmutableList<Yaml.Mapping> load(Path path, Diagnostics diagnostics) {
    return ENDINGS.stream()
        .map(ending -> path.resolveSibling(path.getFileName() + ending))
        .filter(Files::exists)
        .findFirst()
        .map(found -> files(found, diagnostics))
        .orElse(ImmutableList.of())
        .stream()
        .flatMap(file -> mapping(file, diagnostics).stream())
        .collect(ImmutableList.toImmutableList());
  }

  private static ImmutableList<Path> files(Path found, Diagnostics diagnostics) {
    ImmutableList.Builder<Path> files = ImmutableList.builder();
    try {
      if (Files.isDirectory(found)) {
        collect(found, files);
      } else {
        files.add(found);
      }
    } catch (IOException e) {
      String detail = "%s %s.".formatted(SourceText.name(found), Unreadable.why(e));
      diagnostics.add(Diagnostic.error("Unreadable directory", detail));
    }
    return files.build();
  }

  private static void collect(Path directory, ImmutableList.Builder<Path> files)
      throws IOException {
    for (Path path : sorted(directory)) {
      String ending = ending(path);
      if (Files.isDirectory(path) && ending.isEmpty()) {
        collect(path, files);
      } else if (Files.isRegularFile(path) && INNER_ENDINGS.contains(ending)) {
        files.add(path);
      }
    }
  }

  private static List<Path> sorted(Path directory) throws IOException {
    try (Stream<Path> listed = Files.list(directory)) {
      return listed.filter(VariableFiles::isVisible).sorted().toList();
    }
  }

  private static boolean isVisible(Path path) {
    String name = path.getFileName().toString();
    return !name.startsWith(".") && !name.endsWith("~");
  }

  private static String ending(Path path) {
    String name = path.getFileName().toString();
    int dot = name.lastIndexOf('.');
    return dot < 0 ? "" : name.substring(dot);
  }

  private static Optional<Yaml.Mapping> mapping(Path file, Diagnostics diagnostics) {
    return YamlReader.read(file, diagnostics).flatMap(yaml -> mapping(yaml, diagnostics));
  }

  private static Optional<Yaml.Mapping> mapping(Yaml yaml, Diagnostics diagnostics) {
    return switch (yaml) {
      case Yaml.Mapping mapping -> Optional.of(mapping);
      case Yaml.Scalar scalar when scalar.value() == null -> Optional.empty();
      case Yaml other -> refused(other, diagnostics);
    };
  }

  private static Optional<Yaml.Mapping> refused(Yaml yaml, Diagnostics diagnostics) {
    diagnostics.error(
        "Invalid variables file",
        "A variables file is a mapping of names to values, but this is %s.".formatted(yaml.kind()),
        yaml.mark());
    return Optional.empty();
  }
}
