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
import java.util.concurrent.atomic.AtomicInteger;

/** What one loading shares: where roles are looked up, what was read, found wrong and imported. */
final class Loading {

  /** How deep imports may nest; what people write nests about five deep. */
  private static final int DEEPEST = 100;

  /** How many files and roles may be imported. */
  private static final int MOST = 20_000;

  private final PlaybookLoader.Options options;
  private final Diagnostics diagnostics;
  private final Map<Path, Yaml> files;
  private final Set<Object> checked;
  private final List<RoleList> imported;
  private final AtomicInteger admitted;

  /**
   * @param files what was read before, for all loadings of a run
   */
  Loading(PlaybookLoader.Options options, Diagnostics diagnostics, Map<Path, Yaml> files) {
    this.options = options;
    this.diagnostics = diagnostics;
    this.files = files;
    this.checked = new HashSet<>();
    this.imported = new ArrayList<>();
    this.admitted = new AtomicInteger();
  }

  private Loading(Loading around, Diagnostics diagnostics) {
    this.options = around.options;
    this.diagnostics = diagnostics;
    this.files = around.files;
    this.checked = around.checked;
    this.imported = around.imported;
    this.admitted = around.admitted;
  }

  /** The same loading where mistakes are told apart. */
  Loading telling(Diagnostics others) {
    return new Loading(this, others);
  }

  Diagnostics diagnostics() {
    return diagnostics;
  }

  KnownModules modules() {
    return options.modules();
  }

  PlayPresets presets() {
    return options.presets();
  }

  ImmutableList<Path> rolesPath() {
    return options.rolesPath();
  }

  ImmutableList<Path> collectionsPath() {
    return options.collectionsPath();
  }

  Fields fields(Yaml.Mapping mapping) {
    return new Fields(mapping, diagnostics, options.plugins());
  }

  NamesBefore names() {
    return new NamesBefore(options.names(), diagnostics);
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

  /**
   * Whether one more file or role may be brought in at {@code from}, inside of {@code depth}
   * others; an error where not. What doubles with each level would else never be read to its end.
   */
  boolean admits(int depth, Mark from) {
    if (depth < DEEPEST && admitted.get() < MOST) {
      admitted.incrementAndGet();
      return true;
    }
    diagnostics.error(
        "Too many imports",
        depth < DEEPEST
            ? "A playbook may import at most %,d files and roles, and this is one more."
                .formatted(MOST)
            : "Imports may be nested at most %d deep, and this is one deeper.".formatted(DEEPEST),
        from);
    return false;
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
