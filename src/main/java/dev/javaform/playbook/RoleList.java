package dev.javaform.playbook;

import com.google.common.collect.ImmutableList;
import dev.javaform.source.Yaml;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Roles in the order of running: dependencies before their dependents, each as often as it is asked
 * for. Whether it runs again is known only on the host.
 */
final class RoleList {

  private final Loading loading;
  private final Place place;
  private final List<RoleUse> uses = new ArrayList<>();

  /** Roles asked for at a place, which may lie in another role. */
  RoleList(Loading loading, Place place) {
    this.loading = loading;
    this.place = place;
  }

  /** One role with the keywords that its tasks inherit. */
  private record RoleUse(
      RoleSpec spec,
      Role role,
      Keywords keywords,
      Optional<Yaml.Mapping> validation,
      Optional<Path> tasks,
      Optional<Path> handlers) {}

  /** Adds a role and what it depends on; empty after an error was told. */
  Optional<Role> add(RoleSpec spec) {
    return add(spec, place.keywords(), ImmutableList.of());
  }

  /** The roles, dependencies first. */
  ImmutableList<Role> roles() {
    return uses.stream().map(RoleUse::role).collect(ImmutableList.toImmutableList());
  }

  /** The tasks of all, a block for each. */
  ImmutableList<Entry> entries() {
    return uses.stream()
        .filter(use -> use.tasks().isPresent() || use.validation().isPresent())
        .map(this::block)
        .collect(ImmutableList.toImmutableList());
  }

  /**
   * The handlers of all; those of a role are the same, however often it is asked for.
   *
   * @param known the roles whose handlers are known already; these are added
   */
  ImmutableList<Handler> handlers(Set<Role.Identity> known) {
    return uses.stream()
        .filter(use -> known.add(use.role().identity()))
        .flatMap(use -> use.handlers().stream().flatMap(file -> handlers(use, file).stream()))
        .collect(ImmutableList.toImmutableList());
  }

  private Block block(RoleUse use) {
    EntryReader reader = new EntryReader(loading);
    Place inside = inside(use, use.tasks().orElse(use.role().folder()));
    ImmutableList.Builder<Entry> entries = ImmutableList.builder();
    use.validation().ifPresent(task -> entries.addAll(reader.entry(loading.fields(task), inside)));
    use.tasks().ifPresent(file -> entries.addAll(reader.file(file, use.spec().name(), inside)));
    return Block.of(use.role(), entries.build(), use.spec().name().mark(), inside.keywords());
  }

  private ImmutableList<Handler> handlers(RoleUse use, Path file) {
    return new HandlerReader(loading)
        .file(file, use.spec().name(), inside(use, file).forHandlers());
  }

  private Place inside(RoleUse use, Path file) {
    return new Place(
        place.base(),
        file.getParent(),
        use.keywords().in(use.role()),
        place.known(),
        place.notifies(),
        false,
        place.files());
  }

  private Optional<Role> add(RoleSpec spec, Keywords around, ImmutableList<Role> asking) {
    Optional<Role> parent =
        asking.isEmpty() ? place.keywords().role() : Optional.of(asking.getLast());
    return new RoleFolders(loading, place.base())
        .find(spec.name(), parent, spec.keywords().inside(around))
        .filter(found -> noCircle(spec, found.folder(), asking))
        .filter(_ -> loading.admits(asking.size(), spec.name().mark()))
        .map(found -> add(spec, found, spec.keywords().inside(around), asking, parent));
  }

  private Role add(
      RoleSpec spec,
      CollectionRoles.Found found,
      Keywords keywords,
      ImmutableList<Role> asking,
      Optional<Role> parent) {
    RoleFiles files = new RoleFiles(loading, found.folder(), spec.name());
    RoleMeta meta = RoleMeta.read(loading, files, spec.name(), place);
    Role alone = role(spec, found, files, parent, meta);
    Keywords alike = keywords.with(Keyword.COLLECTIONS, nothing(spec));
    ImmutableList<Role> around = ImmutableList.<Role>builder().addAll(asking).add(alone).build();
    ImmutableList<Role> dependencies =
        meta.dependencies().stream()
            .flatMap(dependency -> add(dependency, alike, around).stream())
            .collect(ImmutableList.toImmutableList());
    Role role = alone.dependingOn(dependencies);
    uses.add(
        new RoleUse(
            spec,
            role,
            meta.collections().map(it -> keywords.with(Keyword.COLLECTIONS, it)).orElse(alike),
            new RoleArguments(loading, files, meta).validation(spec, role),
            files.file("tasks", spec.parts().tasks()),
            files.file("handlers", spec.parts().handlers())));
    return role;
  }

  /** A role does not look where the play does, but in its own collections. */
  private static Yaml nothing(RoleSpec spec) {
    return new Yaml.Sequence(ImmutableList.of(), spec.name().mark());
  }

  /** The role with what it sees of the role that asks for it: its own values count more. */
  private static Role role(
      RoleSpec spec,
      CollectionRoles.Found found,
      RoleFiles files,
      Optional<Role> parent,
      RoleMeta meta) {
    Yaml.Mapping defaults = files.variables("defaults", spec.parts().defaults());
    Yaml.Mapping vars =
        under(Optional.of(spec.vars()), files.variables("vars", spec.parts().vars()));
    return new Role(
        found.name(),
        found.folder(),
        under(parent.map(Role::defaults), defaults),
        under(parent.map(Role::vars), vars),
        under(parent.map(Role::parameters), spec.parameters()),
        ImmutableList.of(),
        new Role.Identity(found.folder(), spec.asked()),
        spec.allowDuplicates().orElse(meta.allowDuplicates()));
  }

  private static Yaml.Mapping under(Optional<Yaml.Mapping> weaker, Yaml.Mapping own) {
    return weaker.map(it -> Mappings.joined(ImmutableList.of(it, own), own.mark())).orElse(own);
  }

  private boolean noCircle(RoleSpec spec, Path folder, ImmutableList<Role> asking) {
    boolean circle = asking.stream().anyMatch(role -> role.folder().equals(folder));
    if (circle) {
      loading
          .diagnostics()
          .error(
              "Endless dependency",
              "The role \"%s\" depends on itself: %s."
                  .formatted(spec.name().text(), String.join(" depends on ", names(asking, spec))),
              spec.name().mark());
    }
    return !circle;
  }

  private static List<String> names(ImmutableList<Role> asking, RoleSpec spec) {
    List<String> names = new ArrayList<>(asking.stream().map(Role::name).toList());
    names.add(spec.name().text());
    return names;
  }
}
