package dev.javaform.playbook;

import com.google.common.collect.ImmutableList;
import dev.javaform.source.Yaml;
import java.util.Optional;

/** Reads the items of {@code roles} and of a role's {@code dependencies}. */
final class RoleSpecs {

  private final Loading loading;
  private final Place place;

  /**
   * @param place where they are asked for
   */
  RoleSpecs(Loading loading, Place place) {
    this.loading = loading;
    this.place = place;
  }

  ImmutableList<RoleSpec> read(ImmutableList<Yaml> items) {
    return items.stream()
        .flatMap(item -> read(item).stream())
        .flatMap(spec -> named(spec).stream())
        .collect(ImmutableList.toImmutableList());
  }

  private Optional<RoleSpec> read(Yaml item) {
    return switch (item) {
      case Yaml.Scalar name when name.value() != null ->
          Optional.of(
              new RoleSpec(
                  name,
                  Keywords.NONE,
                  Mappings.empty(name.mark()),
                  Mappings.empty(name.mark()),
                  RoleParts.MAIN,
                  Optional.empty()));
      case Yaml.Mapping mapping -> read(loading.fields(mapping));
      case Yaml other -> {
        String detail = "A role is its name, or a mapping with \"role\"; this is %s.";
        loading.diagnostics().error("Wrong type", detail.formatted(other.kind()), other.mark());
        yield Optional.empty();
      }
    };
  }

  private Optional<RoleSpec> read(Fields fields) {
    Optional<Yaml.Scalar> name =
        fields.scalar("role").or(() -> fields.scalar("name")).or(() -> source(fields));
    if (name.isEmpty()) {
      fields
          .diagnostics()
          .error(
              "No role name", "This role has no \"role\" key to name it.", fields.mapping().mark());
    }
    return name.map(
        it ->
            new RoleSpec(
                it,
                KeywordReader.read(fields).withoutVars(),
                parameters(fields),
                Mappings.joined(KeywordReader.vars(fields), fields.mapping().mark()),
                RoleParts.MAIN,
                Optional.empty()));
  }

  /** {@code src} of a dependency that was written for ansible-galaxy: the last part is the name. */
  private static Optional<Yaml.Scalar> source(Fields fields) {
    return fields.scalar("src").map(RoleSpecs::lastPart);
  }

  private static Yaml.Scalar lastPart(Yaml.Scalar source) {
    String name =
        source.text().replaceFirst(".*/", "").replaceFirst("(\\.git|\\.tar\\.gz)?(,.*)?$", "");
    return Yaml.Scalar.of(name, source.mark());
  }

  private static Yaml.Mapping parameters(Fields fields) {
    ImmutableList<Yaml.Entry> others =
        fields.mapping().entries().stream()
            .filter(entry -> !KnownKeywords.ROLE.contains(entry.name()))
            .collect(ImmutableList.toImmutableList());
    Yaml.Mapping parameters = new Yaml.Mapping(others, fields.mapping().mark());
    Identifiers.check(parameters, fields.diagnostics());
    return parameters;
  }

  private Optional<RoleSpec> named(RoleSpec spec) {
    return loading.names().of(spec.name(), place, "Use include_role in a task.").map(spec::called);
  }
}
