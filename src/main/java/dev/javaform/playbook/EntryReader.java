package dev.javaform.playbook;

import com.google.common.collect.ImmutableList;
import dev.javaform.source.Yaml;
import java.nio.file.Path;
import java.util.Optional;

/** Makes entries of a list of tasks; what is imported stands in the place of its import. */
final class EntryReader {

  private final Loading loading;
  private final TaskFiles files;

  EntryReader(Loading loading) {
    this.loading = loading;
    this.files = new TaskFiles(loading);
  }

  /** The entries of a list; what is no list is told. */
  ImmutableList<Entry> entries(Yaml list, Place place) {
    ImmutableList.Builder<Entry> entries = ImmutableList.builder();
    for (Yaml.Mapping item : mappings(list)) {
      entries.addAll(entry(loading.fields(item), place));
    }
    return entries.build();
  }

  /** The items of a list of tasks. */
  ImmutableList<Yaml.Mapping> mappings(Yaml list) {
    if (Fields.isNull(list)) {
      return ImmutableList.of();
    }
    if (!(list instanceof Yaml.Sequence sequence)) {
      wrongType("A list of tasks is needed here, but this is %s.", list);
      return ImmutableList.of();
    }
    sequence.items().stream()
        .filter(item -> !(item instanceof Yaml.Mapping))
        .forEach(
            item ->
                wrongType("A task is a mapping, but this is %s. Is a colon" + " missing?", item));
    return sequence.items().stream()
        .filter(Yaml.Mapping.class::isInstance)
        .map(Yaml.Mapping.class::cast)
        .collect(ImmutableList.toImmutableList());
  }

  /** What one item of a list of tasks brings. */
  ImmutableList<Entry> entry(Fields fields, Place place) {
    if (Blocks.isBlock(fields)) {
      return ImmutableList.of(block(fields, place));
    }
    if (fields.mapping().entry("hosts").isPresent()) {
      play(fields);
      return ImmutableList.of();
    }
    return new CallReader(fields, place.words(), loading.modules())
        .read()
        .map(call -> called(fields, call, place))
        .orElse(ImmutableList.of());
  }

  private ImmutableList<Entry> called(Fields fields, Call call, Place place) {
    return call.directive()
        .map(directive -> directed(directive, fields, call, place))
        .orElseGet(() -> ImmutableList.of(TaskReader.read(fields, call, place)));
  }

  private ImmutableList<Entry> directed(
      Directive directive, Fields fields, Call call, Place place) {
    return switch (directive) {
      case IMPORT_TASKS -> importTasks(fields, call, place);
      case IMPORT_ROLE -> importRole(fields, call, place);
      case INCLUDE_TASKS, INCLUDE_ROLE ->
          ImmutableList.of(new IncludeReader(loading).read(fields, call, place));
      case INCLUDE -> outdated(fields, call, place);
      case INCLUDE_VARS, META, IMPORT_PLAYBOOK ->
          ImmutableList.of(TaskReader.read(fields, call, place));
    };
  }

  private Block block(Fields fields, Place place) {
    Place inner = Blocks.inner(fields, place);
    return new Block(
        fields.scalar("name"),
        section(fields, "block", inner),
        section(fields, "rescue", inner),
        section(fields, "always", inner),
        Optional.empty(),
        fields.mapping().mark(),
        inner.keywords());
  }

  private ImmutableList<Entry> section(Fields fields, String name, Place place) {
    return fields.value(name).map(list -> entries(list, place)).orElse(ImmutableList.of());
  }

  private ImmutableList<Entry> importTasks(Fields fields, Call call, Place place) {
    Place inside = Imports.inner(fields, place);
    return Imports.file(fields, call, inside, loading.names())
        .flatMap(name -> files.named(name, inside))
        .map(file -> entries(file.content(), file.place()))
        .orElse(ImmutableList.of());
  }

  private ImmutableList<Entry> importRole(Fields fields, Call call, Place place) {
    Place inner = Imports.inner(fields, place);
    Optional<RoleSpec> spec = Imports.role(fields, call, inner, loading.names());
    RoleList roles = new RoleList(loading, inner);
    spec.ifPresent(roles::add);
    ImmutableList<Entry> entries = roles.entries();
    loading.imported(roles);
    return entries;
  }

  /** The entries of a role's file of tasks. */
  ImmutableList<Entry> file(Path file, Yaml.Scalar from, Place place) {
    return files
        .at(file, from, place)
        .map(it -> entries(it.content(), it.place()))
        .orElse(ImmutableList.of());
  }

  private ImmutableList<Entry> outdated(Fields fields, Call call, Place place) {
    Outdated include = new Outdated(call);
    include.tell(loading.diagnostics());
    Place inside = include.inside(place);
    return include.isStatic(fields)
        ? importTasks(fields, include.as(Directive.IMPORT_TASKS), inside)
        : ImmutableList.of(
            new IncludeReader(loading).read(fields, include.as(Directive.INCLUDE_TASKS), inside));
  }

  private void play(Fields fields) {
    loading
        .diagnostics()
        .error(
            "Play among tasks",
            "\"hosts\" begins a play, but a task is needed here. Check the indentation, or"
                + " whether a playbook was imported as a file of tasks.",
            fields.mapping().entry("hosts").orElseThrow().key().mark());
  }

  private void wrongType(String detail, Yaml found) {
    loading.diagnostics().error("Wrong type", detail.formatted(found.kind()), found.mark());
  }
}
