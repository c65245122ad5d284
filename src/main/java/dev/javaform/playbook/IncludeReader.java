package dev.javaform.playbook;

import com.google.common.collect.ImmutableSet;
import dev.javaform.source.Diagnostics;
import dev.javaform.source.Yaml;
import java.util.Optional;

/** Reads includes, which are decided while running. */
final class IncludeReader {

  private final Loading loading;

  IncludeReader(Loading loading) {
    this.loading = loading;
  }

  Include read(Fields fields, Call call, Place place) {
    Task task = TaskReader.read(fields, call, place);
    Optional<Yaml.Mapping> apply = fields.of(call.arguments()).mapping("apply");
    Keywords around =
        task.keywords()
            .value(Keyword.NO_LOG)
            .map(noLog -> place.keywords().with(Keyword.NO_LOG, noLog))
            .orElse(place.keywords());
    Keywords inner = inner(apply, around);
    check(fields, call);
    Diagnostics mistakes = new Diagnostics();
    Included foreseen = new IncludePreview(loading.telling(mistakes)).of(call, place.with(inner));
    Yaml.Mapping vars = Mappings.joined(KeywordReader.vars(fields), task.mark());
    return new Include(
        task, vars, place.folder(), place.base(), inner, place.known(), foreseen, mistakes.all());
  }

  /** What {@code apply} says, inside of what surrounds the include. */
  private Keywords inner(Optional<Yaml.Mapping> apply, Keywords around) {
    return apply.map(it -> applied(loading.fields(it)).inside(around)).orElse(around);
  }

  private static Keywords applied(Fields apply) {
    apply.only(KnownKeywords.BLOCK, "a block, which is what apply takes");
    return KeywordReader.read(apply);
  }

  private void check(Fields fields, Call call) {
    switch (Include.Kind.of(call.module())) {
      case TASKS -> {
        checkKeywords(fields, call);
        Imports.checkArguments(fields, call, ImmutableSet.of("file", "apply"));
        Imports.required(fields, call, call.freeFormOr("file"), "a file");
      }
      case ROLE -> {
        checkKeywords(fields, call);
        Imports.checkArguments(fields, call, Imports.includeRoleArguments());
        Imports.roleName(fields, call);
      }
    }
  }

  /** Tells keywords that would count for the include itself and not for what it includes. */
  private static void checkKeywords(Fields fields, Call call) {
    for (Yaml.Entry entry : fields.mapping().entries()) {
      boolean other =
          KnownKeywords.TASK.contains(entry.name())
              && !KnownKeywords.INCLUDE.contains(entry.name());
      if (other && !entry.name().equals("local_action")) {
        fields
            .diagnostics()
            .error(
                "Keyword not allowed here",
                ("\"%s\" cannot be used with %s. To give it to the included tasks, write it below"
                        + " \"apply\".")
                    .formatted(entry.name(), call.shortName()),
                entry.key().mark());
      }
    }
  }
}
