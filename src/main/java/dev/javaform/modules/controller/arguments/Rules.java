package dev.javaform.modules.controller.arguments;

import dev.javaform.python.Repr;
import dev.javaform.python.Truth;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What options say of each other: {@code check_mutually_exclusive} and its kin of Ansible's {@code
 * module_utils.common.validation}. Each gives the first thing that is wrong.
 */
final class Rules {

  private final Option around;
  private final Map<String, Object> given;

  /**
   * @param around the option that has the rules
   * @param given what is given for the options in it
   */
  Rules(Option around, Map<String, Object> given) {
    this.around = around;
    this.given = given;
  }

  Optional<String> exclusive() {
    List<String> broken =
        terms("mutually_exclusive")
            .filter(term -> count(term) > 1)
            .map(term -> String.join("|", term))
            .toList();
    return broken.isEmpty()
        ? Optional.empty()
        : Optional.of("parameters are mutually exclusive: " + String.join(", ", broken));
  }

  /** All others, in Ansible's order. */
  Stream<String> others() {
    return Stream.of(together(), oneOf(), conditional(), dependent()).flatMap(Optional::stream);
  }

  private Optional<String> together() {
    return terms("required_together")
        .filter(term -> count(term) > 0 && count(term) < term.size())
        .findFirst()
        .map(term -> "parameters are required together: " + String.join(", ", term));
  }

  private Optional<String> oneOf() {
    return terms("required_one_of")
        .filter(term -> count(term) == 0)
        .findFirst()
        .map(term -> "one of the following is required: " + String.join(", ", term));
  }

  private Optional<String> conditional() {
    return items(around.attributes().get("required_if"))
        .filter(List.class::isInstance)
        .map(rule -> (List<?>) rule)
        .filter(rule -> rule.size() >= 3)
        .flatMap(rule -> conditional(rule).stream())
        .findFirst();
  }

  private Optional<String> conditional(List<?> rule) {
    String name = Repr.PLAIN.str(rule.get(0));
    boolean any = rule.size() > 3 && Truth.isYes(rule.get(3));
    List<String> wanted = names(rule.get(2));
    List<String> missing = wanted.stream().filter(each -> !given.containsKey(each)).toList();
    boolean holds = given.containsKey(name) && Choices.equal(given.get(name), rule.get(1));
    boolean met = missing.isEmpty() || (any && missing.size() < wanted.size());
    return !holds || met
        ? Optional.empty()
        : Optional.of(
            "%s is %s but %s of the following are missing: %s"
                .formatted(
                    name,
                    Repr.PLAIN.str(rule.get(1)),
                    any ? "any" : "all",
                    String.join(", ", missing)));
  }

  private Optional<String> dependent() {
    return around.attributes().get("required_by") instanceof Map<?, ?> rules
        ? rules.entrySet().stream().flatMap(rule -> dependent(rule).stream()).findFirst()
        : Optional.empty();
  }

  private Optional<String> dependent(Map.Entry<?, ?> rule) {
    String name = Repr.PLAIN.str(rule.getKey());
    List<String> missing =
        names(rule.getValue()).stream().filter(each -> given.get(each) == null).toList();
    return given.get(name) == null || missing.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "missing parameter(s) required by '%s': %s"
                .formatted(name, String.join(", ", missing)));
  }

  /** A list of lists of names; a list of names is one of them. */
  private Stream<List<String>> terms(String rule) {
    List<?> written = items(around.attributes().get(rule)).toList();
    boolean one = !written.isEmpty() && written.stream().allMatch(String.class::isInstance);
    return one ? Stream.of(names(written)) : written.stream().map(Rules::names);
  }

  private static Stream<?> items(@Nullable Object value) {
    return value instanceof List<?> items ? items.stream().filter(Objects::nonNull) : Stream.of();
  }

  private static List<String> names(@Nullable Object value) {
    return value instanceof List<?> items
        ? items.stream().map(Repr.PLAIN::str).toList()
        : List.of(Repr.PLAIN.str(value));
  }

  private long count(List<String> names) {
    return names.stream().filter(given::containsKey).count();
  }
}
