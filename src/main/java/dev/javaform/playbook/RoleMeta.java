package dev.javaform.playbook;

import com.google.common.collect.ImmutableList;
import dev.javaform.source.Yaml;
import java.util.Optional;

/**
 * What {@code meta/main.yml} says.
 *
 * @param arguments {@code argument_specs}, by the name of the file of tasks
 * @param collections where what the role names is looked for
 */
record RoleMeta(
    ImmutableList<RoleSpec> dependencies,
    boolean allowDuplicates,
    Optional<Yaml.Mapping> arguments,
    Optional<Yaml> collections) {

  private static final RoleMeta NONE =
      new RoleMeta(ImmutableList.of(), false, Optional.empty(), Optional.empty());

  static RoleMeta read(Loading loading, RoleFiles files, Yaml.Scalar from, Place place) {
    return files
        .file("meta", Optional.empty())
        .flatMap(file -> loading.read(file, from.mark()))
        .filter(content -> !Fields.isNull(content))
        .map(content -> of(loading, content, place))
        .orElse(NONE);
  }

  private static RoleMeta of(Loading loading, Yaml content, Place place) {
    if (!(content instanceof Yaml.Mapping mapping)) {
      String detail = "A role's meta file is a mapping, but this is %s.";
      loading.diagnostics().error("Wrong type", detail.formatted(content.kind()), content.mark());
      return NONE;
    }
    Fields fields = loading.fields(mapping);
    fields.only(KnownKeywords.ROLE_META, "a role's meta file");
    return new RoleMeta(
        new RoleSpecs(loading, place).read(fields.items("dependencies")),
        isTrue(fields.flag("allow_duplicates")),
        fields.mapping("argument_specs"),
        fields.value("collections"));
  }

  private static boolean isTrue(Optional<Yaml> flag) {
    return flag.filter(it -> Boolean.TRUE.equals(it.plain())).isPresent();
  }
}
