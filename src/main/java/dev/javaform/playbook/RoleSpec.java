package dev.javaform.playbook;

import com.google.common.collect.ImmutableList;
import dev.javaform.source.Yaml;
import java.util.List;
import java.util.stream.Stream;

/**
 * A role as a play, a dependency or a task asks for it.
 *
 * @param keywords the keywords beside its name
 * @param parameters the keys that are no keywords
 * @param vars {@code vars}, which count as if the role's own file of variables began with them
 */
record RoleSpec(
    Yaml.Scalar name,
    Keywords keywords,
    Yaml.Mapping parameters,
    Yaml.Mapping vars,
    RoleParts parts) {

  /** Whether all names in it are known before the run. */
  boolean constant() {
    return Stream.of(parts.tasks(), parts.vars(), parts.defaults(), parts.handlers())
            .flatMap(java.util.Optional::stream)
            .noneMatch(Fields::isTemplate)
        && !Fields.isTemplate(name);
  }

  /** What has to be equal for Ansible to take two roles of the same folder for one. */
  List<Object> identity() {
    ImmutableList<Object> when =
        keywords.when().stream()
            .map(Yaml::plain)
            .map(String::valueOf)
            .collect(ImmutableList.toImmutableList());
    return ImmutableList.of(parameters.plain(), vars.plain(), when, keywords.tags(), parts);
  }
}
