package dev.javaform.playbook;

import com.google.common.collect.ImmutableList;
import dev.javaform.source.Condition;
import dev.javaform.source.Yaml;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A role as a play, a dependency or a task asks for it.
 *
 * @param keywords the keywords beside its name
 * @param parameters the keys that are no keywords
 * @param vars {@code vars}, which count as if the role's own file of variables began with them
 * @param allowDuplicates {@code allow_duplicates} where a task asks for it; empty where a play or a
 *     dependency does, and the role itself says
 */
record RoleSpec(
    Yaml.Scalar name,
    Keywords keywords,
    Yaml.Mapping parameters,
    Yaml.Mapping vars,
    RoleParts parts,
    Optional<Boolean> allowDuplicates) {

  /** The same by another name. */
  RoleSpec called(Yaml.Scalar other) {
    return new RoleSpec(other, keywords, parameters, vars, parts, allowDuplicates);
  }

  /** Whether all names in it are known before the run. */
  boolean constant() {
    return Stream.of(parts.tasks(), parts.vars(), parts.defaults(), parts.handlers())
            .flatMap(Optional::stream)
            .noneMatch(Yaml::isTemplateText)
        && !name.isTemplate();
  }

  /** See {@link Role.Identity}. */
  ImmutableList<Object> asked() {
    ImmutableList<Object> when =
        keywords.when().stream().map(Condition::text).collect(ImmutableList.toImmutableList());
    return ImmutableList.of(
        parameters.plain(),
        vars.plain(),
        when,
        keywords.tags(),
        parts,
        allowDuplicates.isPresent());
  }
}
