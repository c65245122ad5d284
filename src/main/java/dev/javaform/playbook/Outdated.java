package dev.javaform.playbook;

import com.google.common.collect.ImmutableList;
import dev.javaform.source.Diagnostics;
import dev.javaform.source.Yaml;

/**
 * The old {@code include}: it imports a file that is named, and includes what a template or a loop
 * names while running. Words beside the file are variables of its tasks.
 */
record Outdated(Call call) {

  void tell(Diagnostics diagnostics) {
    diagnostics.warning(
        "Outdated",
        "\"include\" is gone from newer versions of Ansible. Use import_tasks, or include_tasks if"
            + " the file depends on the host.",
        call.module().mark());
  }

  /** Whether its file is read before anything runs. */
  boolean isStatic(Fields fields) {
    boolean loops =
        fields.mapping().entries().stream()
            .anyMatch(entry -> entry.name().equals("loop") || entry.name().startsWith("with_"));
    return !loops && call.freeFormOr("file").filter(Yaml::isTemplate).isEmpty();
  }

  /** The place with the variables beside the file. */
  Place inside(Place place) {
    Keywords given = Keywords.of(ImmutableList.of(others()));
    return others().entries().isEmpty() ? place : place.with(given.inside(place.keywords()));
  }

  private Yaml.Mapping others() {
    return new Yaml.Mapping(
        call.arguments().entries().stream()
            .filter(entry -> !entry.name().equals("file"))
            .collect(ImmutableList.toImmutableList()),
        call.arguments().mark());
  }

  /** The call of what it means. */
  Call as(Directive directive) {
    Yaml.Scalar module =
        new Yaml.Scalar(directive.word(), directive.word(), call.module().mark(), true);
    ImmutableList<Yaml.Entry> file =
        call.arguments().entry("file").map(ImmutableList::of).orElse(ImmutableList.of());
    return new Call(
        module, new Yaml.Mapping(file, call.arguments().mark()), call.freeForm(), call.local());
  }
}
