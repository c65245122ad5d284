package dev.javaform.playbook;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.javaform.source.Yaml;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds roles, in Ansible's order: in {@code roles} beside the playbook, in the configured folders,
 * beside the role that asks, beside the playbook, as a path.
 */
final class RoleFolders {

  private final Loading loading;
  private final Path base;

  RoleFolders(Loading loading, Path base) {
    this.loading = loading;
    this.base = base;
  }

  /** The folder of a role, asked for by another or by a play; a missing one is told. */
  Optional<Path> find(Yaml.Scalar name, Optional<Role> asking) {
    ImmutableSet<Path> folders = folders(asking.map(role -> role.folder().getParent()));
    Optional<Path> found =
        Stream.concat(folders.stream(), Stream.of(Path.of("")))
            .map(folder -> FileFinder.below(folder, name.text()).toAbsolutePath().normalize())
            .filter(Files::isDirectory)
            .findFirst();
    if (found.isEmpty()) {
      missing(name, folders);
    }
    return found;
  }

  private ImmutableSet<Path> folders(Optional<Path> beside) {
    ImmutableSet.Builder<Path> folders = ImmutableSet.builder();
    folders.add(base.resolve("roles")).addAll(loading.rolesPath());
    beside.ifPresent(folders::add);
    return folders.add(base).build();
  }

  private void missing(Yaml.Scalar name, ImmutableSet<Path> folders) {
    String collection =
        name.text().matches("\\w+\\.\\w+\\.\\w+")
            ? " Roles of collections are not supported yet: copy the role into roles/."
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
