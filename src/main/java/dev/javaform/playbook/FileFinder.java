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
      role.ifPresent(folder -> paths.add(below(folder.resolve(kind), name)));
    }
    paths.add(below(place.folder(), name));
    role.ifPresent(folder -> paths.add(below(folder.resolve(kind), name), below(folder, name)));
    paths.add(below(place.base().resolve(kind), name), below(place.base(), name));
    if (kind.equals("handlers")) { // as Ansible, which takes them for tasks where it includes them
      role.ifPresent(folder -> paths.add(below(folder.resolve("tasks"), name)));
    }
    return paths.build().stream().map(Path::normalize).collect(ImmutableSet.toImmutableSet());
  }

  /** The path a name stands for; of what no path can hold, one that does not exist. */
  static Path below(Path folder, String name) {
    return folder.resolve(name.replace('\0', '\ufffd'));
  }
}
