package dev.javaform.playbook;

import com.google.common.collect.ImmutableList;
import dev.javaform.source.Diagnostic;
import dev.javaform.source.DiagnosticException;
import dev.javaform.source.Diagnostics;
import dev.javaform.source.Mark;
import dev.javaform.source.Yaml;
import java.util.Optional;

/**
 * Names that must be known before anything runs. A template may speak of what its play and role set
 * and of where they are.
 */
final class NamesBefore {

  private final NameTemplates templates;
  private final Diagnostics diagnostics;

  NamesBefore(NameTemplates templates, Diagnostics diagnostics) {
    this.templates = templates;
    this.diagnostics = diagnostics;
  }

  /**
   * The name; empty after an error was told.
   *
   * @param instead what to do where it is not known
   */
  Optional<Yaml.Scalar> of(Yaml.Scalar written, Place place, String instead) {
    return of(written, variables(place), instead);
  }

  Optional<Yaml.Scalar> of(
      Yaml.Scalar written, ImmutableList<Yaml.Mapping> variables, String instead) {
    if (!written.isTemplate()) {
      return Optional.of(written);
    }
    try {
      String name = templates.render(written, variables);
      return Optional.of(new Yaml.Scalar(name, name, written.mark(), true));
    } catch (DiagnosticException e) {
      notKnown(written, e.first(), instead);
      return Optional.empty();
    }
  }

  private void notKnown(Yaml.Scalar written, Diagnostic why, String instead) {
    diagnostics.error(
        "Name not constant",
        ("This is read before anything runs, when only -e, the play and its roles have set"
                + " variables: %s %s")
            .formatted(why.detail(), instead),
        written.mark());
  }

  /** As they count in a task there. */
  private static ImmutableList<Yaml.Mapping> variables(Place place) {
    Optional<Role> role = place.keywords().role();
    ImmutableList.Builder<Yaml.Mapping> layers = ImmutableList.builder();
    layers.add(magic(place));
    role.ifPresent(it -> layers.add(it.parameters()));
    layers.addAll(place.keywords().vars().reverse());
    role.ifPresent(it -> layers.add(it.vars()));
    layers.add(place.known());
    role.ifPresent(it -> layers.add(it.defaults()));
    return layers.build();
  }

  private static Yaml.Mapping magic(Place place) {
    Mark mark = place.known().mark();
    ImmutableList.Builder<Yaml.Entry> entries = ImmutableList.builder();
    entries.add(entry("playbook_dir", place.base().toString(), mark));
    place
        .keywords()
        .role()
        .ifPresent(
            role -> {
              entries.add(entry("role_name", role.name(), mark));
              entries.add(entry("role_path", role.folder().toString(), mark));
            });
    return new Yaml.Mapping(entries.build(), mark);
  }

  private static Yaml.Entry entry(String name, String value, Mark mark) {
    return new Yaml.Entry(
        new Yaml.Scalar(name, name, mark, true), new Yaml.Scalar(value, value, mark, true));
  }
}
