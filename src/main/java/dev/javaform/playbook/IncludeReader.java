package dev.javaform.playbook;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.javaform.source.Yaml;
import java.nio.file.Path;
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
    Keywords inner = inner(fields, apply, place.keywords());
    check(fields, call, place.with(inner));
    return new Include(task, apply, place.folder(), place.base(), inner);
  }

  /** The include's {@code vars} and {@code apply}, inside of what surrounds it. */
  private Keywords inner(Fields fields, Optional<Yaml.Mapping> apply, Keywords around) {
    Keywords own = Keywords.of(KeywordReader.vars(fields)).inside(around);
    return apply.map(it -> applied(loading.fields(it)).inside(own)).orElse(own);
  }

  private static Keywords applied(Fields apply) {
    apply.only(Words.BLOCK, "a block, which is what apply takes");
    return KeywordReader.read(apply);
  }

  private void check(Fields fields, Call call, Place inner) {
    switch (call.shortName()) {
      case "include_tasks" -> checkTasks(fields, call, inner);
      case "include_role" -> checkRole(fields, call, inner);
      default -> checkVars(fields, call, inner);
    }
  }

  private void checkTasks(Fields fields, Call call, Place inner) {
    checkKeywords(fields, call);
    Imports.checkArguments(fields, call, ImmutableSet.of("file", "apply"));
    Imports.required(fields, call, call.freeFormOr("file"), "a file")
        .filter(name -> !Fields.isTemplate(name))
        .ifPresent(name -> checkFile(name, inner));
  }

  private void checkFile(Yaml.Scalar name, Place inner) {
    Place fresh = Place.of(inner.base(), inner.folder(), inner.keywords());
    boolean known =
        FileFinder.find(fresh, "tasks", name.text())
            .filter(it -> !loading.unchecked(it))
            .isPresent();
    if (!known) {
      new TaskFiles(loading)
          .named(name, fresh)
          .ifPresent(it -> new EntryReader(loading).entries(it.content(), it.place()));
    }
  }

  private void checkRole(Fields fields, Call call, Place inner) {
    checkKeywords(fields, call);
    Imports.checkArguments(fields, call, Imports.includeRoleArguments());
    call.argument("public")
        .filter(it -> !Boolean.FALSE.equals(it.value()))
        .ifPresent(it -> noPublic(fields, it));
    Imports.roleName(fields, call)
        .map(name -> Imports.spec(name, call, ImmutableList.of()))
        .filter(RoleSpec::constant)
        .ifPresent(spec -> checkRole(spec, inner));
  }

  private static void noPublic(Fields fields, Yaml.Scalar value) {
    String detail =
        "An included role does not show its variables to later tasks yet. Use import_role, which does.";
    fields.diagnostics().error("Not supported yet", detail, value.mark());
  }

  private void checkRole(RoleSpec spec, Place inner) {
    if (loading.unchecked(ImmutableList.of(inner.base(), spec.name().text(), spec.parts()))) {
      RoleList roles =
          new RoleList(loading, Place.of(inner.base(), inner.folder(), inner.keywords()));
      roles.add(spec);
      roles.entries();
      roles.handlers();
    }
  }

  private void checkVars(Fields fields, Call call, Place inner) {
    Imports.checkArguments(fields, call, ImmutableSet.of("file", "dir", "name"));
    call.freeFormOr("file")
        .filter(name -> !Fields.isTemplate(name))
        .ifPresent(name -> checkVarsFile(name, inner));
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
                "\"%s\" cannot stand beside %s. To give it to the included tasks, write it below \"apply\"."
                    .formatted(entry.name(), call.shortName()),
                entry.key().mark());
      }
    }
  }
}
