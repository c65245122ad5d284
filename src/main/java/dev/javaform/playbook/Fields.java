package dev.javaform.playbook;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.javaform.python.Truth;
import dev.javaform.source.Diagnostics;
import dev.javaform.source.Suggestion;
import dev.javaform.source.Yaml;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The values of one mapping by name and type; what has the wrong type is told and left out. A name
 * without a value counts as absent.
 */
record Fields(Yaml.Mapping mapping, Diagnostics diagnostics, Plugins plugins) {

  Optional<Yaml> value(String name) {
    return mapping.value(name).filter(value -> !isNull(value));
  }

  /** A single value: a string, number, boolean or template. */
  Optional<Yaml.Scalar> scalar(String name) {
    return value(name).flatMap(value -> scalar(name, value));
  }

  /** A single value as Yaml, for what is templated later. */
  Optional<Yaml> text(String name) {
    return scalar(name).map(Yaml.class::cast);
  }

  /** The same for a mapping inside of this one. */
  Fields of(Yaml.Mapping inner) {
    return new Fields(inner, diagnostics, plugins);
  }

  /** Yes, no or a template. */
  Optional<Yaml> flag(String name) {
    return typed(name, "yes or no", Fields::isFlag);
  }

  /** A number or a template. */
  Optional<Yaml> number(String name) {
    return typed(name, "a number", Fields::isNumber);
  }

  Optional<Yaml.Mapping> mapping(String name) {
    return typed(name, "a mapping", Yaml.Mapping.class::isInstance).map(Yaml.Mapping.class::cast);
  }

  /** The items of a list. */
  ImmutableList<Yaml> items(String name) {
    return typed(name, "a list", Yaml.Sequence.class::isInstance)
        .map(list -> ((Yaml.Sequence) list).items())
        .orElse(ImmutableList.of());
  }

  /** The items of a list, or the one value written without a list. */
  ImmutableList<Yaml> oneOrMore(String name) {
    return value(name)
        .map(value -> value instanceof Yaml.Sequence list ? list.items() : ImmutableList.of(value))
        .orElse(ImmutableList.of());
  }

  /** The single values of a list, or the one written without a list. */
  ImmutableList<Yaml.Scalar> scalars(String name) {
    return oneOrMore(name).stream()
        .flatMap(value -> scalar(name, value).stream())
        .collect(ImmutableList.toImmutableList());
  }

  /** Tells every name that is none of {@code words}. */
  void only(ImmutableSet<String> words, String owner) {
    for (Yaml.Entry entry : mapping.entries()) {
      if (!words.contains(entry.name())) {
        unknown(entry, words, owner);
      }
    }
  }

  void unknown(Yaml.Entry entry, ImmutableSet<String> words, String owner) {
    diagnostics.error(
        "Unknown keyword",
        "\"%s\" is not a keyword of %s.%s"
            .formatted(entry.name(), owner, Suggestion.didYouMean(entry.name(), words)),
        entry.key().mark());
  }

  static boolean isNull(Yaml value) {
    return value instanceof Yaml.Scalar scalar && scalar.value() == null;
  }

  private Optional<Yaml.Scalar> scalar(String name, Yaml value) {
    if (value instanceof Yaml.Scalar scalar && scalar.value() != null) {
      return Optional.of(scalar);
    }
    wrongType(name, "a single value", value);
    return Optional.empty();
  }

  private Optional<Yaml> typed(String name, String wanted, Predicate<Yaml> fits) {
    Optional<Yaml> value = value(name);
    value.filter(fits.negate()).ifPresent(wrong -> wrongType(name, wanted, wrong));
    return value.filter(fits);
  }

  void wrongType(String name, String wanted, Yaml found) {
    diagnostics.error(
        "Wrong type",
        "%s takes %s, but this is %s.".formatted(name, wanted, found.kind()),
        found.mark());
  }

  private static boolean isFlag(Yaml value) {
    return value instanceof Yaml.Scalar scalar
        && (scalar.isTemplate() || Truth.of(scalar.text()).isPresent());
  }

  private static boolean isNumber(Yaml value) {
    return value instanceof Yaml.Scalar scalar
        && (scalar.isTemplate()
            || scalar.value() instanceof Number
            || scalar.text().matches("-?[0-9]+(\\.[0-9]+)?"));
  }
}
