package dev.javaform.playbook;

import com.google.common.collect.ImmutableList;
import dev.javaform.source.Diagnostics;
import dev.javaform.source.Mark;
import dev.javaform.source.Yaml;
import dev.javaform.source.YamlReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What one loading shares: where roles are looked up, what was read, found wrong and imported. */
final class Loading {

  private final PlaybookLoader.Options options;
  private final Diagnostics diagnostics;
  private final Map<Path, Yaml> files;
  private final Set<Object> checked = new HashSet<>();
  private final List<RoleList> imported = new ArrayList<>();

  /**
   * @param files what was read before, for all loadings of a run
   */
  Loading(PlaybookLoader.Options options, Diagnostics diagnostics, Map<Path, Yaml> files) {
    this.options = options;
    this.diagnostics = diagnostics;
    this.files = files;
  }

  Diagnostics diagnostics() {
    return diagnostics;
  }

  /** The names of all modules; finding them takes a while. */
  Set<String> modules() {
    return options.modules().get();
  }

  ImmutableList<Path> rolesPath() {
    return options.rolesPath();
  }

  Fields fields(Yaml.Mapping mapping) {
    return new Fields(mapping, diagnostics);
  }

  /** The content of the file that the user named. */
  Optional<Yaml> readMain(Path file) {
    return YamlReader.read(file, diagnostics);
  }

  /** The content of a file that is named at {@code from}, read once. */
  Optional<Yaml> read(Path file, Mark from) {
    Path key = file.toAbsolutePath().normalize();
    Optional<Yaml> known = Optional.ofNullable(files.get(key));
    return known.or(() -> remember(key, YamlReader.read(file, from, diagnostics)));
  }

  private Optional<Yaml> remember(Path key, Optional<Yaml> content) {
    content.ifPresent(it -> files.put(key, it));
    return content;
  }

  /** Whether a file or role that is included while running still has to be looked through. */
  boolean unchecked(Object fileOrRole) {
    return checked.add(fileOrRole);
  }

  /** Remembers roles that import_role brought in, for their handlers and variables. */
  void imported(RoleList roles) {
    imported.add(roles);
  }

  /** The roles imported since the last call. */
  ImmutableList<RoleList> takeImported() {
    ImmutableList<RoleList> taken = ImmutableList.copyOf(imported);
    imported.clear();
    return taken;
  }
}
