package dev.javaform.playbook;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.javaform.source.Yaml;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the keywords that are handed down, from whatever mapping they stand in. */
final class KeywordReader {

  private static final Splitter COMMAS = Splitter.on(',').trimResults().omitEmptyStrings();

  private static final ImmutableSet<String> BECOME_METHODS = ImmutableSet.of("sudo", "su");

  /** The first two are what there is; the others are Ansible's older names for ssh. */
  private static final ImmutableSet<String> CONNECTIONS =
      ImmutableSet.of("ssh", "local", "smart", "paramiko", "paramiko_ssh");

  private KeywordReader() {}

  /** The mapping's own keywords; {@link Keywords#inside} adds those around it. */
  static Keywords read(Fields fields) {
    Limits.check(fields);
    return new Keywords(
        conditions(fields, "when"),
        tags(fields),
        vars(fields),
        environment(fields),
        fields.flag("become"),
        fields.text("become_user"),
        fields.word("become_method", BECOME_METHODS),
        fields.text("become_flags"),
        fields.word("connection", CONNECTIONS),
        fields.text("remote_user"),
        fields.number("port"),
        fields.number("timeout"),
        fields.flag("check_mode"),
        fields.flag("diff"),
        fields.flag("no_log"),
        fields.flag("ignore_errors"),
        fields.flag("ignore_unreachable"),
        fields.flag("any_errors_fatal"),
        fields.text("delegate_to"),
        fields.flag("delegate_facts"),
        fields.flag("run_once"),
        Optional.empty());
  }

  /** One condition or a list of them, each a single value. */
  static ImmutableList<Yaml> conditions(Fields fields, String name) {
    return ImmutableList.copyOf(fields.scalars(name));
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
    return Fields.isTemplate(written)
        ? Stream.of(written.text())
        : COMMAS.splitToStream(written.text());
  }

  private static ImmutableList<Yaml> environment(Fields fields) {
    Optional<Yaml> value = fields.value("environment");
    value
        .filter(it -> it instanceof Yaml.Scalar && !Fields.isTemplate(it))
        .ifPresent(it -> fields.wrongType("environment", "a mapping", it));
    return value.map(ImmutableList::of).orElse(ImmutableList.of());
  }
}
