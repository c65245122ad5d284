package dev.javaform.playbook;

import com.google.common.collect.ImmutableList;
import dev.javaform.source.Yaml;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The files of one role. */
final class RoleFiles {

  static final ImmutableList<String> ENDINGS = ImmutableList.of(".yml", ".yaml", ".json");

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

  /** The file of a kind and a name, which need not exist. */
  Optional<Path> optional(String kind, String name) {
    return candidates(kind, Optional.of(name)).filter(Files::isRegularFile).findFirst();
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
    return found
        .map(it -> new VariableFileReader(loading).all(it, from.mark()))
        .orElse(Mappings.empty(from.mark()));
  }

  private Stream<Path> candidates(String kind, Optional<String> name) {
    Path start = FileFinder.below(folder.resolve(kind), name.orElse("main"));
    Stream<Path> ended =
        ENDINGS.stream().map(ending -> start.resolveSibling(start.getFileName() + ending));
    return name.isPresent()
        ? Stream.concat(Stream.of(start), ended)
        : Stream.concat(ended, Stream.of(start));
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
