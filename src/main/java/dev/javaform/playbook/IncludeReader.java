package dev.javaform.playbook;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.javaform.source.Yaml;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;

/**
 * Reads what is included while running. Where the name is constant, what it names is read as well,
 * so that its mistakes are told before any host is touched.
 */
final class IncludeReader {

  private final Loading loading;

  IncludeReader(Loading loading) {
    this.loading = loading;
  }

  Include read(Fields fields, Call call, Place place) {
    Task task = TaskReader.read(fields, call, place);
    Optional<Yaml.Mapping> apply =
        new Fields(call.arguments(), fields.diagnostics()).mapping("apply");
    Keywords inner = inner(apply, place.keywords());
    ImmutableList<Entry> foreseen = foreseen(fields, call, place.with(inner));
    Yaml.Mapping vars = Mappings.joined(KeywordReader.vars(fields), task.mark());
    return new Include(task, vars, place.folder(), place.base(), inner, foreseen);
  }

  /** What {@code apply} says, inside of what surrounds the include. */
  private Keywords inner(Optional<Yaml.Mapping> apply, Keywords around) {
    return apply.map(it -> applied(loading.fields(it)).inside(around)).orElse(around);
  }

  private static Keywords applied(Fields apply) {
    apply.only(Words.BLOCK, "a block, which is what apply takes");
    return KeywordReader.read(apply);
  }

  private ImmutableList<Entry> foreseen(Fields fields, Call call, Place inner) {
    return switch (call.shortName()) {
      case "include_tasks" -> tasks(fields, call, inner);
      case "include_role" -> role(fields, call, inner);
      default -> checkVars(fields, call, inner);
    };
  }

  private ImmutableList<Entry> tasks(Fields fields, Call call, Place inner) {
    checkKeywords(fields, call);
    Imports.checkArguments(fields, call, ImmutableSet.of("file", "apply"));
    return Imports.required(fields, call, call.freeFormOr("file"), "a file")
        .filter(name -> !Fields.isTemplate(name))
        .map(name -> file(name, inner))
        .orElse(ImmutableList.of());
  }

  private ImmutableList<Entry> file(Yaml.Scalar name, Place inner) {
    Place fresh = Place.of(inner.base(), inner.folder(), inner.keywords());
    Optional<Path> found = FileFinder.find(fresh, "tasks", name.text());
    if (found.filter(it -> !loading.unchecked(it)).isPresent()) {
      return ImmutableList.of();
    }
    return new TaskFiles(loading)
        .named(name, fresh)
        .map(it -> new EntryReader(loading).entries(it.content(), it.place()))
        .orElse(ImmutableList.of());
  }

  private ImmutableList<Entry> role(Fields fields, Call call, Place inner) {
    checkKeywords(fields, call);
    Imports.checkArguments(fields, call, Imports.includeRoleArguments());
    return Imports.roleName(fields, call)
        .map(name -> Imports.spec(name, call, ImmutableList.of()))
        .filter(RoleSpec::constant)
        .map(spec -> role(spec, inner))
        .orElse(ImmutableList.of());
  }

  private ImmutableList<Entry> role(RoleSpec spec, Place inner) {
    if (!loading.unchecked(ImmutableList.of(inner.base(), spec.name().text(), spec.parts()))) {
      return ImmutableList.of();
    }
    RoleList roles =
        new RoleList(loading, Place.of(inner.base(), inner.folder(), inner.keywords()));
    roles.add(spec);
    return ImmutableList.<Entry>builder()
        .addAll(roles.entries())
        .addAll(roles.handlers(new HashSet<>()).stream().map(Handler::task).toList())
        .build();
  }

  private ImmutableList<Entry> checkVars(Fields fields, Call call, Place inner) {
    Imports.checkArguments(fields, call, ImmutableSet.of("file", "dir", "name"));
    call.freeFormOr("file")
        .filter(name -> !Fields.isTemplate(name))
        .ifPresent(name -> checkVarsFile(name, inner));
    return ImmutableList.of();
  }

  private void checkVarsFile(Yaml.Scalar name, Place inner) {
    Optional<Path> file = FileFinder.find(inner, "vars", name.text());
    file.ifPresentOrElse(
        it -> new VarsFiles(loading).mapping(it, name.mark()),
        () ->
            new TaskFiles(loading)
                .missing(name, FileFinder.candidates(inner, "vars", name.text())));
  }

  /** Tells keywords that would count for the include itself and not for what it includes. */
  private static void checkKeywords(Fields fields, Call call) {
    for (Yaml.Entry entry : fields.mapping().entries()) {
      boolean other = Words.TASK.contains(entry.name()) && !Words.INCLUDE.contains(entry.name());
      if (other && !entry.name().equals("local_action")) {
        fields
            .diagnostics()
            .error(
                "Keyword not allowed here",
                ("\"%s\" cannot stand beside %s. To give it to the included tasks, write it"
                        + " below \"apply\".")
                    .formatted(entry.name(), call.shortName()),
                entry.key().mark());
      }
    }
  }
}
