package dev.javaform.modules.controller.arguments;

import dev.javaform.python.Repr;
import dev.javaform.python.Truth;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One option of a specification, with the attributes that were written for it. */
record Option(String name, Map<?, ?> attributes) {

  /** Stands for values that must not be shown; Ansible's word. */
  static final String HIDDEN = "VALUE_SPECIFIED_IN_NO_LOG_PARAMETER";

  /**
   * The options of a specification.
   *
   * @throws IllegalArgumentException where one has no mapping of attributes
   */
  static List<Option> all(Map<?, ?> specification) {
    return specification.entrySet().stream().map(Option::of).toList();
  }

  private static Option of(Map.Entry<?, ?> entry) {
    String name = String.valueOf(entry.getKey());
    if (entry.getValue() instanceof Map<?, ?> attributes) {
      return new Option(name, attributes);
    }
    throw new IllegalArgumentException(
        "the option \"%s\" needs a mapping of what it must be like; {} allows every text."
            .formatted(name));
  }

  /** The type's name; a text unless it says otherwise. */
  String type() {
    return text("type").orElse("str");
  }

  Optional<String> elements() {
    return text("elements").filter(name -> !name.isEmpty());
  }

  boolean isRequired() {
    return Truth.isYes(attributes.get("required"));
  }

  /** Whether its value must never be shown. */
  boolean isHidden() {
    return Truth.isYes(attributes.get("no_log"));
  }

  boolean appliesDefaults() {
    return Truth.isYes(attributes.get("apply_defaults"));
  }

  @Nullable Object preset() {
    return attributes.get("default");
  }

  @Nullable Object choices() {
    return attributes.get("choices");
  }

  /** Its other names; what is no list of them is empty. */
  Optional<List<?>> aliases() {
    return switch (attributes.get("aliases")) {
      case null -> Optional.of(List.of());
      case List<?> names -> Optional.of(names);
      default -> Optional.empty();
    };
  }

  /** What a mapping, or each mapping of a list, must be like. */
  Optional<Map<?, ?>> inner() {
    boolean nests =
        type().equals("dict")
            || (type().equals("list") && elements().filter("dict"::equals).isPresent());
    return nests && attributes.get("options") instanceof Map<?, ?> inner
        ? Optional.of(inner)
        : Optional.empty();
  }

  private Optional<String> text(String attribute) {
    return Optional.ofNullable(attributes.get(attribute)).map(Repr.PLAIN::str);
  }

  /** A mapping's entries by name, to be changed. */
  static Map<String, Object> named(Map<?, ?> mapping) {
    Map<String, Object> named = new LinkedHashMap<>();
    mapping.forEach((name, value) -> named.put(String.valueOf(name), value));
    return named;
  }
}
