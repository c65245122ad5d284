package dev.javaform.playbook;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.javaform.source.Diagnostic;
import dev.javaform.source.Mark;
import dev.javaform.source.Suggestion;
import dev.javaform.source.Yaml;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Makes a play of its mapping. */
final class PlayReader {

  private static final ImmutableList<String> HOSTS = ImmutableList.of("hosts");

  private static final ImmutableSet<String> ALWAYS = ImmutableSet.of("always");

  private final Loading loading;
  private final Path file;
  private final Path base;
  private final PlaybookImport around;

  /**
   * @param around what the import says through which the play came, if any
   */
  PlayReader(Loading loading, Path file, PlaybookImport around) {
    this.loading = loading;
    this.file = file;
    this.base = file.toAbsolutePath().normalize().getParent();
    this.around = around;
  }

  Play read(Yaml.Mapping mapping) {
    Fields fields = loading.fields(mapping);
    known(fields);
    Keywords keywords =
        keywords(fields).inside(around.keywords()).inside(loading.presets().keywords());
    Yaml.Mapping vars = vars(fields);
    Place place = Place.of(base, base, keywords, vars);
    RoleList roles = roles(fields, place);
    ImmutableList<Play.Section> sections = sections(fields, place, roles);
    ImmutableList<RoleList> imported = loading.takeImported();
    ImmutableList<Handler> handlers = handlers(fields, place, roles, imported);
    NotifyCheck.check(sections, handlers, loading.diagnostics());
    return new Play(
        fields.scalar("name"),
        hosts(fields),
        file,
        mapping.mark(),
        vars,
        varsFiles(fields, place),
        fields.flag("gather_facts").or(loading.presets()::gatherFacts),
        gatherTask(fields, keywords),
        Stream.concat(Stream.of(roles), imported.stream())
            .flatMap(list -> list.roles().stream())
            .collect(ImmutableList.toImmutableList()),
        sections,
        handlers,
        VarsPrompts.read(fields),
        fields.value("serial"),
        fields.number("max_fail_percentage"),
        fields.flag("force_handlers"),
        keywords);
  }

  private void known(Fields play) {
    play.mapping().entries().stream()
        .filter(entry -> !KnownKeywords.PLAY.contains(entry.name()))
        .forEach(entry -> unknown(play, entry));
  }

  /** What calls a module stands in a play where it is not indented far enough. */
  private void unknown(Fields play, Yaml.Entry entry) {
    if (loading.modules().names().contains(entry.name())) {
      String detail =
          "\"%s\" is a module, which belongs to a task: indent it as far as the task's other keys.";
      play.diagnostics()
          .error("Unknown keyword", detail.formatted(entry.name()), entry.key().mark());
    } else {
      play.unknown(entry, KnownKeywords.PLAY, "a play");
    }
  }

  /** The play's keywords without its {@code vars}, which are its own layer. */
  private static Keywords keywords(Fields fields) {
    Keywords own = KeywordReader.read(fields).withoutVars();
    return fields
        .text("user")
        .filter(_ -> own.value(Keyword.REMOTE_USER).isEmpty())
        .map(user -> own.with(Keyword.REMOTE_USER, user))
        .orElse(own);
  }

  private Yaml hosts(Fields fields) {
    Optional<Yaml> hosts = fields.value("hosts").filter(it -> !fields.scalars("hosts").isEmpty());
    if (hosts.isEmpty() && !misspelt(fields)) {
      String detail = "A play needs \"hosts\": a pattern such as \"all\" or the name of a group.";
      loading.diagnostics().error("No hosts", detail, fields.mapping().mark());
    }
    return hosts.orElse(Yaml.Scalar.of("", fields.mapping().mark()));
  }

  /** Whether it stands there under a name that is told, with a suggestion, anyway. */
  private static boolean misspelt(Fields fields) {
    return fields.value("hosts").isEmpty()
        && fields.mapping().entries().stream()
            .anyMatch(entry -> Suggestion.nearest(entry.name(), HOSTS).isPresent());
  }

  private Yaml.Mapping vars(Fields fields) {
    ImmutableList.Builder<Yaml.Mapping> layers = ImmutableList.builder();
    layers.addAll(KeywordReader.vars(fields)).addAll(around.vars());
    return Mappings.joined(layers.build(), fields.mapping().mark());
  }

  /** {@code vars_files}; those with constant names must exist and be well formed. */
  private ImmutableList<Yaml> varsFiles(Fields fields, Place place) {
    ImmutableList<Yaml> files = fields.oneOrMore("vars_files");
    files.forEach(item -> checkVarsFile(fields, item, place));
    return files;
  }

  private void checkVarsFile(Fields fields, Yaml item, Place place) {
    List<Yaml> names = item instanceof Yaml.Sequence list ? list.items() : List.of(item);
    for (Yaml name : names) {
      if (!(name instanceof Yaml.Scalar scalar) || scalar.value() == null) {
        fields.wrongType("vars_files", "names of files", name);
        return;
      }
    }
    if (names.stream().noneMatch(Yaml::isTemplate) && !names.isEmpty()) {
      first(names.stream().map(Yaml.Scalar.class::cast).toList(), place);
    }
  }

  /** Reads the first file that exists, as the play will. */
  private void first(List<Yaml.Scalar> names, Place place) {
    for (Yaml.Scalar name : names) {
      Optional<Path> found = FileFinder.find(place, "vars", name.text());
      if (found.isPresent()) {
        new VariableFileReader(loading).mapping(found.get(), name.mark());
        return;
      }
    }
    Yaml.Scalar last = names.getLast();
    new TaskFiles(loading).missing(last, FileFinder.candidates(place, "vars", last.text()));
  }

  private RoleList roles(Fields fields, Place place) {
    RoleList roles = new RoleList(loading, place);
    new RoleSpecs(loading, place).read(fields.items("roles")).forEach(roles::add);
    return roles;
  }

  private ImmutableList<Play.Section> sections(Fields fields, Place place, RoleList roles) {
    return ImmutableList.of(
        section("pre_tasks", fields, place),
        new Play.Section("roles", roles.entries()),
        section("tasks", fields, place),
        section("post_tasks", fields, place));
  }

  private Play.Section section(String name, Fields fields, Place place) {
    return new Play.Section(
        name,
        fields
            .value(name)
            .map(list -> new EntryReader(loading).entries(list, place))
            .orElse(ImmutableList.of()));
  }

  /** The handlers of {@code roles}, the play's own, those of imported roles: Ansible's order. */
  private ImmutableList<Handler> handlers(
      Fields fields, Place place, RoleList roles, ImmutableList<RoleList> imported) {
    Set<Role.Identity> known = new HashSet<>();
    List<Handler> handlers = new ArrayList<>(roles.handlers(known));
    HandlerReader reader = new HandlerReader(loading);
    fields
        .value("handlers")
        .ifPresent(list -> handlers.addAll(reader.handlers(list, place.forHandlers())));
    imported.forEach(list -> handlers.addAll(list.handlers(known)));
    return Handlers.lastWins(handlers, loading.diagnostics());
  }

  /** Facts are gathered whatever tags are asked for, unless the play has tags itself. */
  private static Task gatherTask(Fields fields, Keywords keywords) {
    Mark mark = fields.mapping().mark();
    ImmutableList<Yaml.Entry> arguments =
        Stream.of("gather_subset", "gather_timeout")
            .flatMap(name -> fields.mapping().entry(name).stream())
            .collect(ImmutableList.toImmutableList());
    Keywords tagged = keywords.tags().isEmpty() ? Keywords.of(ALWAYS).inside(keywords) : keywords;
    Yaml.Scalar module = Yaml.Scalar.of("setup", mark);
    Yaml.Mapping own = new Yaml.Mapping(arguments, mark);
    return new Task(
        Optional.of(Yaml.Scalar.of("Gathering Facts", mark)),
        module,
        ModuleDefaults.under(new Call(module, own, Optional.empty(), false), keywords),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        ImmutableList.of(),
        ImmutableList.of(),
        Optional.empty(),
        ImmutableList.of(),
        ImmutableList.<Diagnostic>builder()
            .addAll(UnsupportedKeywords.refused(fields, Keyword.FACT_PATH))
            .addAll(new NamedPlugins(fields.plugins()).mistakes(keywords))
            .build(),
        mark,
        tagged);
  }
}
