package dev.javaform.playbook;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.javaform.source.Diagnostics;
import dev.javaform.source.Suggestion;
import dev.javaform.source.Yaml;
import java.util.Optional;
import java.util.function.Function;

/** What imports and includes of tasks and roles say. */
final class Imports {

  private static final ImmutableSet<String> ROLE_ARGUMENTS =
      ImmutableSet.of(
          "name",
          "role",
          "tasks_from",
          "vars_from",
          "defaults_from",
          "handlers_from",
          "allow_duplicates",
          "rolespec_validate");

  private Imports() {}

  /**
   * The file of {@code import_tasks}.
   *
   * @param inside the place of what is imported
   */
  static Optional<Yaml.Scalar> file(Fields fields, Call call, Place inside, NamesBefore names) {
    checkKeywords(fields, call);
    checkArguments(fields, call, ImmutableSet.of("file"));
    return required(fields, call, call.freeFormOr("file"), "a file")
        .flatMap(it -> names.of(it, inside, instead(call)));
  }

  /** The role of {@code import_role}. */
  static Optional<RoleSpec> role(Fields fields, Call call, Place inside, NamesBefore names) {
    checkKeywords(fields, call);
    checkArguments(fields, call, ROLE_ARGUMENTS);
    return roleName(fields, call)
        .flatMap(it -> names.of(it, inside, instead(call)))
        .map(
            name ->
                spec(
                    name,
                    part -> call.argument(part).flatMap(it -> names.of(it, inside, instead(call))),
                    call,
                    KeywordReader.vars(fields)));
  }

  /** The name in {@code import_role} or {@code include_role}. */
  static Optional<Yaml.Scalar> roleName(Fields fields, Call call) {
    return required(fields, call, call.argument("name").or(() -> call.argument("role")), "name");
  }

  /** The role of {@code include_role}, its names as they are written. */
  static RoleSpec spec(Yaml.Scalar name, Call call) {
    return spec(name, call::argument, call, ImmutableList.of());
  }

  private static RoleSpec spec(
      Yaml.Scalar name,
      Function<String, Optional<Yaml.Scalar>> files,
      Call call,
      ImmutableList<Yaml.Mapping> vars) {
    RoleParts parts =
        new RoleParts(
            files.apply("tasks_from").map(Yaml.Scalar::text),
            files.apply("vars_from").map(Yaml.Scalar::text),
            files.apply("defaults_from").map(Yaml.Scalar::text),
            files.apply("handlers_from").map(Yaml.Scalar::text),
            !saysNo(call.arguments(), "rolespec_validate"));
    return new RoleSpec(
        name,
        Keywords.NONE,
        Mappings.empty(name.mark()),
        Mappings.joined(vars, name.mark()),
        parts,
        Optional.of(allowsDuplicates(call.arguments())));
  }

  /** Whether a role that a task asks for runs although it has run; it does unless told not to. */
  static boolean allowsDuplicates(Yaml.Mapping arguments) {
    return !saysNo(arguments, "allow_duplicates");
  }

  private static boolean saysNo(Yaml.Mapping arguments, String name) {
    return arguments.value(name).map(Yaml::plain).filter(Boolean.FALSE::equals).isPresent();
  }

  /** The place of what is imported: the import's keywords count for all of it. */
  static Place inner(Fields fields, Place place) {
    return place
        .with(KeywordReader.read(fields).inside(place.keywords()))
        .notifying(fields.scalars("notify"));
  }

  static void checkArguments(Fields fields, Call call, ImmutableSet<String> known) {
    checkArguments(fields.diagnostics(), call, known);
  }

  static void checkArguments(Diagnostics diagnostics, Call call, ImmutableSet<String> known) {
    for (Yaml.Entry entry : call.arguments().entries()) {
      if (!known.contains(entry.name())) {
        unknown(diagnostics, call, entry, known);
      }
    }
  }

  static ImmutableSet<String> includeRoleArguments() {
    return ImmutableSet.<String>builder().addAll(ROLE_ARGUMENTS).add("apply", "public").build();
  }

  private static void unknown(
      Diagnostics diagnostics, Call call, Yaml.Entry entry, ImmutableSet<String> known) {
    diagnostics.error(
        "Unknown argument",
        "%s has no argument \"%s\".%s"
            .formatted(call.shortName(), entry.name(), Suggestion.didYouMean(entry.name(), known)),
        entry.key().mark());
  }

  private static void checkKeywords(Fields fields, Call call) {
    for (Yaml.Entry entry : fields.mapping().entries()) {
      boolean taskOnly =
          KnownKeywords.TASK.contains(entry.name()) && !KnownKeywords.IMPORT.contains(entry.name());
      if (entry.name().equals("loop") || entry.name().startsWith("with_")) {
        noLoop(fields, call, entry);
      } else if (taskOnly) {
        withoutEffect(fields, call, entry);
      }
    }
  }

  private static void noLoop(Fields fields, Call call, Yaml.Entry entry) {
    fields
        .diagnostics()
        .error(
            "Keyword not allowed here",
            ("%s reads its tasks before anything runs and is not a task itself, so \"%s\" cannot"
                    + " be used with it. Use %s, or give it to the tasks.")
                .formatted(call.shortName(), entry.name(), include(call)),
            entry.key().mark());
  }

  /** Ansible leaves it out without a word. */
  private static void withoutEffect(Fields fields, Call call, Yaml.Entry entry) {
    fields
        .diagnostics()
        .warning(
            "Keyword without effect",
            "%s is not a task itself, so \"%s\" means nothing to it. Use %s, or give it to the tasks."
                .formatted(call.shortName(), entry.name(), include(call)),
            entry.key().mark());
  }

  private static String include(Call call) {
    return call.shortName().replace("import", "include");
  }

  static Optional<Yaml.Scalar> required(
      Fields fields, Call call, Optional<Yaml.Scalar> value, String what) {
    if (value.isEmpty()) {
      fields
          .diagnostics()
          .error(
              "Missing argument",
              "%s needs %s.".formatted(call.shortName(), what),
              call.module().mark());
    }
    return value;
  }

  private static String instead(Call call) {
    return "Use %s.".formatted(include(call));
  }
}
