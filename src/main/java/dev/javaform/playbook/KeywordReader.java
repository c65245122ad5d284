package dev.javaform.playbook;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.javaform.source.Condition;
import dev.javaform.source.Diagnostics;
import dev.javaform.source.Yaml;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the keywords that are handed down, from whatever mapping they stand in. */
final class KeywordReader {

  private static final Splitter COMMAS = Splitter.on(',').trimResults().omitEmptyStrings();

  private KeywordReader() {}

  /** The mapping's own keywords; {@link Keywords#inside} adds those around it. */
  static Keywords read(Fields fields) {
    UnsupportedKeywords.check(fields);
    ImmutableMap.Builder<Keyword, Yaml> others = ImmutableMap.builder();
    for (Keyword keyword : Keyword.values()) {
      keyword.read(fields).ifPresent(value -> others.put(keyword, value));
    }
    return new Keywords(
        conditions(fields, "when"),
        tags(fields),
        vars(fields),
        environment(fields),
        Optional.empty(),
        others.buildOrThrow());
  }

  /** One condition or a list of them. */
  static ImmutableList<Condition> conditions(Fields fields, String name) {
    return fields.scalars(name).stream()
        .filter(written -> isCondition(written, fields.diagnostics()))
        .map(Condition::of)
        .collect(ImmutableList.toImmutableList());
  }

  private static boolean isCondition(Yaml.Scalar written, Diagnostics diagnostics) {
    boolean fits = written.value() instanceof String || written.value() instanceof Boolean;
    if (!fits) {
      String detail = "A condition is an expression or a boolean, not %s.";
      diagnostics.error("Wrong condition", detail.formatted(written.kind()), written.mark());
    }
    return fits;
  }

  /** {@code vars}: a mapping, or a list of mappings. */
  static ImmutableList<Yaml.Mapping> vars(Fields fields) {
    ImmutableList.Builder<Yaml.Mapping> layers = ImmutableList.builder();
    for (Yaml value : fields.oneOrMore("vars")) {
      if (value instanceof Yaml.Mapping mapping) {
        Identifiers.check(mapping, fields.diagnostics());
        layers.add(mapping);
      } else {
        fields.wrongType("vars", "a mapping", value);
      }
    }
    return layers.build();
  }

  private static ImmutableSet<String> tags(Fields fields) {
    return fields.scalars("tags").stream()
        .flatMap(KeywordReader::tags)
        .collect(ImmutableSet.toImmutableSet());
  }

  private static Stream<String> tags(Yaml.Scalar written) {
    return written.isTemplate() ? Stream.of(written.text()) : COMMAS.splitToStream(written.text());
  }

  private static ImmutableList<Yaml> environment(Fields fields) {
    Optional<Yaml> value = fields.value("environment");
    value
        .filter(it -> it instanceof Yaml.Scalar && !it.isTemplate())
        .ifPresent(it -> fields.wrongType("environment", "a mapping", it));
    return value.map(ImmutableList::of).orElse(ImmutableList.of());
  }
}
