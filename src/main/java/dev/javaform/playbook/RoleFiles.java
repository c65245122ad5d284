package dev.javaform.playbook;

import com.google.common.collect.ImmutableList;
import dev.javaform.source.SourceText;
import dev.javaform.source.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The files of one role. */
final class RoleFiles {

  private static final ImmutableList<String> ENDINGS = ImmutableList.of(".yml", ".yaml", ".json");

  private final Loading loading;
  private final Path folder;
  private final Yaml.Scalar from;

  /**
   * @param from where the role is asked for
   */
  RoleFiles(Loading loading, Path folder, Yaml.Scalar from) {
    this.loading = loading;
    this.folder = folder;
    this.from = from;
  }

  /** The file of a kind: the named one, which must exist, or the main one, if any. */
  Optional<Path> file(String kind, Optional<String> name) {
    Optional<Path> found = candidates(kind, name).filter(Files::isRegularFile).findFirst();
    if (found.isEmpty()) {
      name.ifPresent(it -> missing(kind, it));
    }
    return found;
  }

  /**
   * The variables of {@code vars} or {@code defaults}: a file, or a folder of files in order of
   * name.
   */
  Yaml.Mapping variables(String kind, Optional<String> name) {
    Optional<Path> found = candidates(kind, name).filter(Files::exists).findFirst();
    if (found.isEmpty()) {
      name.ifPresent(it -> missing(kind, it));
    }
    VarsFiles reader = new VarsFiles(loading);
    List<Yaml.Mapping> layers =
        found.map(this::files).orElse(List.of()).stream()
            .map(file -> reader.mapping(file, from.mark()))
            .toList();
    return Mappings.joined(layers, layers.isEmpty() ? from.mark() : layers.getFirst().mark());
  }

  private Stream<Path> candidates(String kind, Optional<String> name) {
    Path start = FileFinder.below(folder.resolve(kind), name.orElse("main"));
    Stream<Path> ended =
        ENDINGS.stream().map(ending -> start.resolveSibling(start.getFileName() + ending));
    return name.isPresent()
        ? Stream.concat(Stream.of(start), ended)
        : Stream.concat(ended, Stream.of(start));
  }

  private List<Path> files(Path found) {
    if (!Files.isDirectory(found)) {
      return List.of(found);
    }
    try (Stream<Path> inside = Files.list(found)) {
      return inside.sorted().filter(RoleFiles::visible).flatMap(it -> files(it).stream()).toList();
    } catch (IOException e) {
      String detail = "%s cannot be listed: %s.".formatted(SourceText.name(found), e.getMessage());
      loading.diagnostics().error("Unreadable folder", detail, from.mark());
      return List.of();
    }
  }

  private static boolean visible(Path path) {
    String name = path.getFileName().toString();
    boolean ended = ENDINGS.stream().anyMatch(name::endsWith) || name.indexOf('.') < 0;
    return !name.startsWith(".") && !name.endsWith("~") && (ended || Files.isDirectory(path));
  }

  private void missing(String kind, String name) {
    loading
        .diagnostics()
        .error(
            "File not found",
            "The role \"%s\" has no file %s/%s, with or without .yml."
                .formatted(from.text(), kind, name),
            from.mark());
  }
}
