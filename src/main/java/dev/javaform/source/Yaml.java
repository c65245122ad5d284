package dev.javaform.source;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A value read from YAML, as Ansible reads it (YAML 1.1 scalars), that knows where it stands. */
public sealed interface Yaml {

  /** Where the value begins. */
  Mark mark();

  /**
   * The value as plain Java, marks left behind: null, Boolean, Long, BigInteger, Double, String,
   * LocalDate, OffsetDateTime/LocalDateTime, {@code List<Object>} or {@code Map<String, Object>} in
   * file order, both modifiable copies.
   */
  @Nullable Object plain();

  /** Whether the value itself is a template: a text with an expression, a tag or a comment. */
  default boolean isTemplate() {
    return false;
  }

  /** Whether it is a template, or a list or mapping with one among its values. */
  boolean holdsTemplate();

  /** Whether a text, were it written in YAML, would be a template. */
  static boolean isTemplateText(String text) {
    return text.contains("{{") || text.contains("{%") || text.contains("{#");
  }

  /** What the value is called in a message: {@code a string}, {@code a list}, {@code a mapping}. */
  String kind();

  /**
   * A single value.
   *
   * @param value the typed value; Java null for YAML null
   * @param text the characters as written, quotes resolved
   * @param mark where it begins
   * @param verbatim true where it must never be templated ({@code !unsafe})
   */
  record Scalar(@Nullable Object value, String text, Mark mark, boolean verbatim) implements Yaml {

    /** The scalar of a string that may be a template. */
    public static Scalar of(String text, Mark mark) {
      return new Scalar(text, text, mark, false);
    }

    @Override
    public @Nullable Object plain() {
      return value;
    }

    @Override
    public boolean isTemplate() {
      return !verbatim && isTemplateText(text);
    }

    @Override
    public boolean holdsTemplate() {
      return isTemplate();
    }

    @Override
    public String kind() {
      return switch (value) {
        case null -> "nothing";
        case Boolean _ -> "a boolean";
        case Number _ -> "a number";
        case String _ -> "a string";
        default -> "a date";
      };
    }
  }

  /** A list. */
  record Sequence(ImmutableList<Yaml> items, Mark mark) implements Yaml {

    @Override
    public List<Object> plain() {
      List<Object> plain = new ArrayList<>(items.size());
      items.forEach(item -> plain.add(item.plain()));
      return plain;
    }

    @Override
    public boolean holdsTemplate() {
      return items.stream().anyMatch(Yaml::holdsTemplate);
    }

    @Override
    public String kind() {
      return "a list";
    }
  }

  /** One key of a mapping and its value. */
  record Entry(Scalar key, Yaml value) {

    /** The key as text. */
    public String name() {
      return key.text();
    }
  }

  /** A mapping in file order; keys are unique, the last one written wins. */
  record Mapping(ImmutableList<Entry> entries, Mark mark) implements Yaml {

    /** The entry called {@code name}, if any. */
    public Optional<Entry> entry(String name) {
      return entries.stream().filter(entry -> entry.name().equals(name)).findFirst();
    }

    /** The value called {@code name}, if any. */
    public Optional<Yaml> value(String name) {
      return entry(name).map(Entry::value);
    }

    @Override
    public Map<String, Object> plain() {
      Map<String, Object> plain = new LinkedHashMap<>();
      entries.forEach(entry -> plain.put(entry.name(), entry.value().plain()));
      return plain;
    }

    @Override
    public boolean holdsTemplate() {
      return entries.stream().anyMatch(entry -> entry.value().holdsTemplate());
    }

    @Override
    public String kind() {
      return "a mapping";
    }
  }
}
