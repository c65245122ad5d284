package dev.javaform.playbook;

import com.google.common.collect.ImmutableSet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Finds the files that tasks name, in Ansible's order. */
final class FileFinder {

  private FileFinder() {}

  /**
   * The first of these that exists: beside the file that names it, in the role's {@code kind}
   * folder, in the role, in the playbook's {@code kind} folder, beside the playbook.
   *
   * @param kind {@code tasks}, {@code handlers} or {@code vars}
   */
  static Optional<Path> find(Place place, String kind, String name) {
    return candidates(place, kind, name).stream().filter(Files::exists).findFirst();
  }

  /** Where a file is looked up. */
  static ImmutableSet<Path> candidates(Place place, String kind, String name) {
    ImmutableSet.Builder<Path> paths = ImmutableSet.builder();
    Optional<Path> role = place.keywords().role().map(Role::folder);
    if (kind.equals("vars")) {
      role.ifPresent(folder -> paths.add(folder.resolve(kind).resolve(name)));
    }
    paths.add(place.folder().resolve(name));
    role.ifPresent(folder -> paths.add(folder.resolve(kind).resolve(name), folder.resolve(name)));
    paths.add(place.base().resolve(kind).resolve(name), place.base().resolve(name));
    return paths.build().stream().map(Path::normalize).collect(ImmutableSet.toImmutableSet());
  }
}
