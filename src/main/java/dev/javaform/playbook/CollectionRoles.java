package dev.javaform.playbook;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Roles of collections: {@code ns.name.role} lies in {@code ansible_collections/ns/name/roles/role}
 * below a folder of collections. A role that is called by its own name alone is looked for in the
 * collection of the role that asks, then in those that {@code collections} names.
 */
final class CollectionRoles {

  private static final String TOP = "ansible_collections";
  private static final Pattern WHOLE_NAME = Pattern.compile("(\\w+)\\.(\\w+)\\.(\\w+(?:\\.\\w+)*)");

  private final ImmutableSet<Path> roots;

  /** Those below these folders, the first of which that has a role counts. */
  CollectionRoles(Path base, Iterable<Path> configured) {
    this.roots =
        ImmutableSet.<Path>builder().add(base.resolve("collections")).addAll(configured).build();
  }

  /** A role where it lies. */
  record Found(String name, Path folder) {}

  /** Whether a name says which collection is meant. */
  static boolean isWhole(String name) {
    return WHOLE_NAME.matcher(name).matches();
  }

  /** Where collections are looked for. */
  ImmutableSet<Path> roots() {
    return roots;
  }

  Optional<Found> find(String name, Optional<Role> asking, Iterable<String> collections) {
    Stream<String> names =
        isWhole(name)
            ? Stream.of(name)
            : Stream.concat(
                    asking.flatMap(CollectionRoles::collection).stream(),
                    ImmutableList.copyOf(collections).stream())
                .map(collection -> collection + "." + name);
    return names.flatMap(this::found).findFirst();
  }

  private Stream<Found> found(String name) {
    Matcher parts = WHOLE_NAME.matcher(name);
    if (!parts.matches()) {
      return Stream.of();
    }
    String below =
        String.join(
            "/", TOP, parts.group(1), parts.group(2), "roles", parts.group(3).replace('.', '/'));
    return roots.stream()
        .map(root -> root.endsWith(TOP) ? root.resolveSibling("") : root)
        .map(root -> root.resolve(below).toAbsolutePath().normalize())
        .filter(Files::isDirectory)
        .map(folder -> new Found(name, folder));
  }

  /** The collection that a role belongs to, if it does. */
  private static Optional<String> collection(Role role) {
    Path folder = role.folder();
    int top = -1;
    for (int i = 0; i < folder.getNameCount(); i++) {
      top = folder.getName(i).toString().equals(TOP) ? i : top;
    }
    return top >= 0 && top + 2 < folder.getNameCount()
        ? Optional.of(folder.getName(top + 1) + "." + folder.getName(top + 2))
        : Optional.empty();
  }
}
