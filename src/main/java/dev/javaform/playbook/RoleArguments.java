package dev.javaform.playbook;

import com.google.common.collect.ImmutableList;
import dev.javaform.source.Mark;
import dev.javaform.source.Yaml;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What a role's arguments must be like: {@code meta/argument_specs.yml}, or else {@code
 * argument_specs} in {@code meta/main.yml}. A task before the role's own holds them against it.
 *
 * <p>Source: Ansible 2.14, {@code Role._prepend_validation_task}.
 */
final class RoleArguments {

  private static final String NAME = "argument_specs";

  private final Loading loading;
  private final RoleFiles files;
  private final RoleMeta meta;

  RoleArguments(Loading loading, RoleFiles files, RoleMeta meta) {
    this.loading = loading;
    this.files = files;
    this.meta = meta;
  }

  /** The task as it would be written; empty where there is nothing to validate. */
  Optional<Yaml.Mapping> validation(RoleSpec spec, Role role) {
    String entry = spec.parts().tasks().map(RoleArguments::lastPart).orElse("main");
    return specifications(spec.name().mark())
        .filter(_ -> spec.parts().validated())
        .flatMap(all -> loading.fields(all).mapping(entry))
        .filter(found -> !found.entries().isEmpty())
        .map(found -> task(found, entry, role));
  }

  private static String lastPart(String file) {
    return file.substring(file.lastIndexOf('/') + 1);
  }

  /** The file counts alone where there is one, whatever it says. */
  private Optional<Yaml.Mapping> specifications(Mark from) {
    Optional<Path> file = files.optional("meta", NAME);
    return file.isEmpty()
        ? meta.arguments()
        : loading
            .read(file.get(), from)
            .filter(Yaml.Mapping.class::isInstance)
            .map(content -> loading.fields((Yaml.Mapping) content))
            .flatMap(fields -> fields.mapping(NAME));
  }

  private Yaml.Mapping task(Yaml.Mapping specification, String entry, Role role) {
    Mark mark = specification.mark();
    Yaml options = specification.value("options").orElse(Mappings.empty(mark));
    Yaml.Mapping arguments =
        mapping(
            mark,
            Map.entry("argument_spec", options),
            Map.entry("provided_arguments", role.parameters()),
            Map.entry("validate_args_context", context(entry, role, mark)));
    return mapping(
        mark,
        Map.entry("name", text(name(specification, entry), mark)),
        Map.entry("tags", new Yaml.Sequence(ImmutableList.of(text("always", mark)), mark)),
        Map.entry("ansible.builtin.validate_argument_spec", arguments));
  }

  private static String name(Yaml.Mapping specification, String entry) {
    String described =
        specification
            .value("short_description")
            .map(description -> " - " + description.plain())
            .orElse("");
    return "Validating arguments against arg spec '%s'%s".formatted(entry, described);
  }

  private static Yaml.Mapping context(String entry, Role role, Mark mark) {
    return mapping(
        mark,
        Map.entry("argument_spec_name", text(entry, mark)),
        Map.entry("name", text(role.name(), mark)),
        Map.entry("path", text(role.folder().toString(), mark)),
        Map.entry("type", text("role", mark)));
  }

  private static Yaml.Scalar text(String text, Mark mark) {
    return new Yaml.Scalar(text, text, mark, true);
  }

  @SafeVarargs
  private static Yaml.Mapping mapping(Mark mark, Map.Entry<String, Yaml>... entries) {
    ImmutableList.Builder<Yaml.Entry> all = ImmutableList.builder();
    for (Map.Entry<String, Yaml> entry : entries) {
      all.add(new Yaml.Entry(text(entry.getKey(), mark), entry.getValue()));
    }
    return new Yaml.Mapping(all.build(), mark);
  }
}
