package dev.javaform.binding;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.javaform.playbook.Role;
import dev.javaform.playbook.Task;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a task's files are looked for on the controller: its role, the folder of the file it stands
 * in, the playbook's folder; in each of them first in the kind's own folder ({@code files}, {@code
 * templates}), then in itself.
 *
 * <p>Source: Ansible's documentation, "Search paths in Ansible".
 */
public record SearchPath(ImmutableList<Path> bases) {

  /** The search path of a task of a playbook in {@code playbookFolder}. */
  public static SearchPath of(Task task, Path playbookFolder) {
    ImmutableSet.Builder<Path> bases = ImmutableSet.builder();
    task.keywords().role().map(Role::folder).ifPresent(bases::add);
    Path file = Path.of(task.mark().source().name());
    bases.add(Optional.ofNullable(file.getParent()).orElse(Path.of("")));
    bases.add(playbookFolder);
    return new SearchPath(bases.build().asList());
  }

  /** The folders of one kind, in order. */
  public ImmutableList<Path> folders(String kind) {
    return bases.stream()
        .flatMap(base -> ImmutableList.of(base.resolve(kind), base).stream())
        .collect(ImmutableList.toImmutableList());
  }

  /** Where a template looks for the templates that it names: there, then beside itself. */
  ImmutableList<Path> templatesFor(Path template) {
    Path own = Optional.ofNullable(template.getParent()).orElse(Path.of(""));
    return ImmutableList.<Path>builder()
        .addAll(folders("templates"))
        .add(own.resolve("templates"), own)
        .build();
  }

  /**
   * The file or directory {@code name}, where it is found first.
   *
   * @throws BadArgument where no file can be called so
   */
  Optional<Path> find(String name, String kind) {
    if (name.indexOf('\0') >= 0) {
      throw new BadArgument("the name of a file cannot hold a NUL character");
    }
    Path path = Path.of(expandHome(name));
    if (path.isAbsolute()) {
      return Optional.of(path).filter(Files::exists);
    }
    return folders(kind).stream()
        .map(folder -> folder.resolve(path))
        .filter(Files::exists)
        .findFirst();
  }

  /**
   * @throws BadArgument where it is nowhere; the message lists the places
   */
  Path require(String name, String kind) {
    return find(name, kind)
        .orElseThrow(
            () ->
                new BadArgument(
                    "there is no \"%s\" on the controller. Searched in: %s"
                        .formatted(
                            name,
                            String.join(
                                ", ", folders(kind).stream().map(SearchPath::shown).toList()))));
  }

  private static String shown(Path folder) {
    return folder.toString().isEmpty() ? "." : folder.toString();
  }

  private static String expandHome(String name) {
    return name.startsWith("~/") ? System.getProperty("user.home") + name.substring(1) : name;
  }
}
