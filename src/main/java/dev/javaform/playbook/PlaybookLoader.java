package dev.javaform.playbook;

import com.google.common.collect.ImmutableList;
import dev.javaform.source.Diagnostics;
import dev.javaform.source.Yaml;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Reads playbooks, and what they include while running. Mistakes go to the diagnostics, all that
 * can be seen without a host; what is wrong is left out of the result, so a result counts only
 * where no error was added. May be used by several threads at once; files are read once in the
 * loader's life.
 */
public final class PlaybookLoader {

  private final Options options;
  private final Map<Path, Yaml> files = new ConcurrentHashMap<>();

  /** A loader with these options. */
  public PlaybookLoader(Options options) {
    this.options = options;
  }

  /**
   * What a loader knows of its surroundings.
   *
   * @param rolesPath folders of roles, besides those of the playbook
   * @param collectionsPath folders of collections, besides that of the playbook
   * @param modules the modules there are
   * @param plugins what keywords may name
   * @param presets what plays are told that do not say it themselves
   * @param names makes names of templates
   */
  public record Options(
      ImmutableList<Path> rolesPath,
      ImmutableList<Path> collectionsPath,
      KnownModules modules,
      Plugins plugins,
      PlayPresets presets,
      NameTemplates names) {

    /** No folders of roles but the playbook's own, no known modules and plugins. */
    public static final Options NONE =
        new Options(ImmutableList.of(), KnownModules.NONE, Plugins.UNKNOWN);

    /** Options with which plays are told nothing, and names are constant. */
    public Options(ImmutableList<Path> rolesPath, KnownModules modules, Plugins plugins) {
      this(rolesPath, ImmutableList.of(), modules, plugins, PlayPresets.NONE, NameTemplates.NONE);
    }
  }

  /** The playbook in a file with the plays of all files it imports. */
  public Playbook load(Path file, Diagnostics diagnostics) {
    return new Playbook(file, new PlaybookReader(loading(diagnostics)).plays(file));
  }

  /**
   * The tasks that {@code include_tasks} brings in.
   *
   * @param include the include, which hands its keywords down
   * @param file the file's name, templates resolved
   */
  public Included tasks(Include include, String file, Diagnostics diagnostics) {
    Loading loading = loading(diagnostics);
    ImmutableList<Entry> entries =
        new TaskFiles(loading)
            .named(Yaml.Scalar.of(file, include.named()), place(include))
            .map(it -> new EntryReader(loading).entries(it.content(), it.place()))
            .orElse(ImmutableList.of());
    return included(Optional.empty(), entries, loading);
  }

  /**
   * The role that {@code include_role} brings in.
   *
   * @param include the include, which hands its keywords and variables down
   * @param name the role's name, templates resolved
   * @param parts the role's files, templates resolved
   */
  public Included role(Include include, String name, RoleParts parts, Diagnostics diagnostics) {
    Loading loading = loading(diagnostics);
    RoleList roles = new RoleList(loading, place(include));
    roles.add(
        new RoleSpec(
            Yaml.Scalar.of(name, include.named()),
            Keywords.NONE,
            Mappings.empty(include.mark()),
            include.vars(),
            parts,
            Optional.of(Imports.allowsDuplicates(include.task().arguments()))));
    return included(Optional.of(roles), roles.entries(), loading);
  }

  private static Included included(
      Optional<RoleList> own, ImmutableList<Entry> entries, Loading loading) {
    ImmutableList<RoleList> all =
        Stream.concat(loading.takeImported().stream(), own.stream())
            .collect(ImmutableList.toImmutableList());
    Set<Role.Identity> known = new HashSet<>();
    List<Handler> handlers = new ArrayList<>();
    all.forEach(roles -> handlers.addAll(roles.handlers(known)));
    return new Included(
        all.stream()
            .flatMap(roles -> roles.roles().stream())
            .collect(ImmutableList.toImmutableList()),
        entries,
        Handlers.lastWins(handlers, loading.diagnostics()));
  }

  private static Place place(Include include) {
    return Place.of(include.base(), include.folder(), include.inner(), include.known());
  }

  private Loading loading(Diagnostics diagnostics) {
    return new Loading(options, diagnostics, files);
  }
}
