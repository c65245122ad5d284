package dev.javaform.playbook;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.javaform.source.Diagnostics;
import dev.javaform.source.Suggestion;
import dev.javaform.source.Yaml;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The values of one mapping by name and type; what has the wrong type is told and left out. A name
 * without a value counts as absent.
 */
record Fields(Yaml.Mapping mapping, Diagnostics diagnostics) {

  private static final ImmutableSet<String> TRUTHS =
      ImmutableSet.of("yes", "no", "on", "off", "true", "false", "y", "n", "t", "f", "1", "0");

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

  /** One of {@code words}, with or without a collection before it, or a template. */
  Optional<Yaml> word(String name, ImmutableSet<String> words) {
    Optional<Yaml.Scalar> value = scalar(name);
    value
        .filter(it -> !isTemplate(it) && !words.contains(lastWord(it.text())))
        .ifPresent(wrong -> wrongWord(name, words, wrong));
    return value.map(Yaml.class::cast);
  }

  private static String lastWord(String text) {
    return text.substring(text.lastIndexOf('.') + 1);
  }

  private void wrongWord(String name, ImmutableSet<String> words, Yaml.Scalar wrong) {
    diagnostics.error(
        "Wrong value",
        "%s is not \"%s\" but one of: %s.%s"
            .formatted(
                name,
                wrong.text(),
                String.join(", ", words),
                Suggestion.didYouMean(wrong.text(), words)),
        wrong.mark());
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

  static boolean isTemplate(String text) {
    return text.contains("{{") || text.contains("{%");
  }

  static boolean isTemplate(Yaml value) {
    return value instanceof Yaml.Scalar scalar && !scalar.verbatim() && isTemplate(scalar.text());
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
        "%s takes %s, this is %s.".formatted(name, wanted, found.kind()),
        found.mark());
  }

  private static boolean isFlag(Yaml value) {
    return value instanceof Yaml.Scalar scalar
        && (isTemplate(scalar) || TRUTHS.contains(scalar.text().toLowerCase(Locale.ROOT)));
  }

  private static boolean isNumber(Yaml value) {
    return value instanceof Yaml.Scalar scalar
        && (isTemplate(scalar)
            || scalar.value() instanceof Number
            || scalar.text().matches("-?[0-9]+(\\.[0-9]+)?"));
  }
}
