package dev.javaform.playbook;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.javaform.source.Yaml;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds roles, in Ansible's order: in collections, in {@code roles} beside the playbook, in the
 * configured folders, beside the role that asks, beside the playbook, as a path.
 */
final class RoleFolders {

  private final Loading loading;
  private final Path base;

  RoleFolders(Loading loading, Path base) {
    this.loading = loading;
    this.base = base;
  }

  /**
   * A role, asked for by another or by a play; a missing one is told.
   *
   * @param keywords those around it, which may name collections
   */
  Optional<CollectionRoles.Found> find(Yaml.Scalar name, Optional<Role> asking, Keywords keywords) {
    CollectionRoles collections = new CollectionRoles(base, loading.collectionsPath());
    ImmutableSet<Path> folders = folders(asking.map(role -> role.folder().getParent()));
    Optional<CollectionRoles.Found> found =
        collections
            .find(name.text(), asking, collections(keywords))
            .or(() -> find(name.text(), folders));
    if (found.isEmpty()) {
      missing(name, CollectionRoles.isWhole(name.text()) ? collections.roots() : folders);
    }
    return found;
  }

  private static Optional<CollectionRoles.Found> find(String name, ImmutableSet<Path> folders) {
    return Stream.concat(folders.stream(), Stream.of(Path.of("")))
        .map(folder -> FileFinder.below(folder, name).toAbsolutePath().normalize())
        .filter(Files::isDirectory)
        .map(folder -> new CollectionRoles.Found(name, folder))
        .findFirst();
  }

  private static List<String> collections(Keywords keywords) {
    return keywords.value(Keyword.COLLECTIONS).stream()
        .flatMap(it -> it instanceof Yaml.Sequence many ? many.items().stream() : Stream.of(it))
        .filter(Yaml.Scalar.class::isInstance)
        .map(name -> ((Yaml.Scalar) name).text())
        .toList();
  }

  private ImmutableSet<Path> folders(Optional<Path> beside) {
    ImmutableSet.Builder<Path> folders = ImmutableSet.builder();
    folders.add(base.resolve("roles")).addAll(loading.rolesPath());
    beside.ifPresent(folders::add);
    return folders.add(base).build();
  }

  private void missing(Yaml.Scalar name, ImmutableSet<Path> folders) {
    String collection =
        CollectionRoles.isWhole(name.text())
            ? " Install its collection into collections/ beside the playbook."
            : "";
    loading
        .diagnostics()
        .error(
            "Role not found",
            "There is no role \"%s\" in %s.%s"
                .formatted(name.text(), TaskFiles.names(ImmutableList.copyOf(folders)), collection),
            name.mark());
  }
}
