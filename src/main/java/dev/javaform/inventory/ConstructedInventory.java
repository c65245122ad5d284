package dev.javaform.inventory;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.javaform.source.Diagnostic;
import dev.javaform.source.DiagnosticException;
import dev.javaform.source.Diagnostics;
import dev.javaform.source.Mark;
import dev.javaform.source.Suggestion;
import dev.javaform.source.Yaml;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The plugin {@code constructed}: variables and groups made of the variables of the hosts that the
 * sources before it named. What has no value makes nothing, unless {@code strict} is set.
 */
final class ConstructedInventory {

  private static final ImmutableSet<String> KNOWN =
      ImmutableSet.of("plugin", "strict", "compose", "groups", "keyed_groups", "leading_separator");

  private static final Pattern UNUSABLE = Pattern.compile("^[\\d\\W]|\\W");

  private final Yaml.Mapping settings;
  private final HostExpressions expressions;
  private final Draft draft;
  private final Diagnostics diagnostics;

  ConstructedInventory(
      Yaml.Mapping settings, HostExpressions expressions, Draft draft, Diagnostics diagnostics) {
    this.settings = settings;
    this.expressions = expressions;
    this.draft = draft;
    this.diagnostics = diagnostics;
  }

  /**
   * Adds variables and groups to the draft.
   *
   * @throws DiagnosticException where it is written wrongly, or {@code strict} and without a value
   */
  void read() {
    settings.entries().stream()
        .filter(entry -> !KNOWN.contains(entry.name()))
        .forEach(this::unknown);
    for (DraftHost host : ImmutableList.copyOf(draft.hosts.values())) {
      variables(host);
      Map<String, Yaml> seen = seen(host);
      entries("groups").forEach(entry -> group(host, entry, seen));
      keyed().forEach(rule -> keyed(host, rule, seen));
    }
  }

  private void unknown(Yaml.Entry entry) {
    diagnostics.error(
        "Unknown argument",
        "The plugin constructed has no \"%s\" here.%s"
            .formatted(entry.name(), Suggestion.didYouMean(entry.name(), KNOWN)),
        entry.key().mark());
  }

  private List<Yaml.Entry> entries(String section) {
    return settings
        .value(section)
        .filter(Yaml.Mapping.class::isInstance)
        .map(mapping -> (List<Yaml.Entry>) ((Yaml.Mapping) mapping).entries())
        .orElse(List.of());
  }

  private Map<String, Yaml> seen(DraftHost host) {
    Census census = new Census(draft);
    HostVariables all =
        new HostVariables(requireNonNull(census.groups().get(Draft.ALL)), ImmutableList.of());
    return all.of(
        requireNonNull(census.hosts().get(host.name)), ImmutableList.of(), new Diagnostics());
  }

  private void variables(DraftHost host) {
    Map<String, Yaml> seen = seen(host);
    for (Yaml.Entry entry : entries("compose")) {
      Mark mark = entry.value().mark();
      value(text(entry.value()), mark, seen)
          .ifPresent(value -> host.variables.put(entry.name(), PlainYaml.of(value, mark)));
    }
  }

  private void group(DraftHost host, Yaml.Entry entry, Map<String, Yaml> seen) {
    String condition = "True if (%s) else False".formatted(text(entry.value()));
    value(condition, entry.value().mark(), seen)
        .filter(Boolean.TRUE::equals)
        .ifPresent(_ -> named(entry.name(), entry.key().mark()).add(host));
  }

  /** A group by a name that expressions can use, too. */
  private DraftGroup named(String name, Mark mark) {
    return draft.group(UNUSABLE.matcher(name).replaceAll("_"), mark);
  }

  private List<Yaml.Mapping> keyed() {
    return settings.value("keyed_groups").stream()
        .flatMap(rules -> rules instanceof Yaml.Sequence many ? many.items().stream() : Stream.of())
        .filter(Yaml.Mapping.class::isInstance)
        .map(Yaml.Mapping.class::cast)
        .toList();
  }

  private void keyed(DraftHost host, Yaml.Mapping rule, Map<String, Yaml> seen) {
    Yaml key =
        rule.value("key")
            .orElseThrow(() -> wrong("An entry of keyed_groups needs a key.", rule.mark()));
    for (String name : names(value(text(key), key.mark(), seen), rule)) {
      DraftGroup group = named(name, rule.mark());
      group.add(host);
      rule.value("parent_group")
          .map(parent -> named(text(parent), parent.mark()))
          .ifPresent(parent -> draft.nest(parent, group, rule.mark()));
    }
  }

  private List<String> names(Optional<Object> value, Yaml.Mapping rule) {
    String prefix = rule.value("prefix").map(ConstructedInventory::text).orElse("");
    String separator = rule.value("separator").map(ConstructedInventory::text).orElse("_");
    String before = prefix.isEmpty() && !isOn("leading_separator", true) ? "" : prefix + separator;
    return value.stream()
        .flatMap(each -> parts(each, rule, separator))
        .filter(part -> !part.isEmpty())
        .map(part -> before + part)
        .toList();
  }

  /**
   * What stands in the names of groups: each item, each name with its value, or the text itself.
   */
  private static Stream<String> parts(Object value, Yaml.Mapping rule, String separator) {
    return switch (value) {
      case List<?> many -> many.stream().map(each -> part(each, rule));
      case Map<?, ?> map ->
          map.entrySet().stream()
              .map(each -> each.getKey() + separator + part(each.getValue(), rule));
      default -> Stream.of(part(value, rule));
    };
  }

  private static String part(@Nullable Object value, Yaml.Mapping rule) {
    String text = String.valueOf(value);
    return text.isEmpty()
        ? rule.value("default_value").map(ConstructedInventory::text).orElse("")
        : text;
  }

  private boolean isOn(String setting, boolean otherwise) {
    return settings
        .value(setting)
        .map(value -> Boolean.TRUE.equals(value.plain()))
        .orElse(otherwise);
  }

  private Optional<Object> value(String expression, Mark mark, Map<String, Yaml> seen) {
    Supplier<Optional<Object>> asked =
        () -> Optional.ofNullable(expressions.value(expression, mark, seen));
    if (isOn("strict", false)) {
      return asked.get();
    }
    try {
      return asked.get();
    } catch (DiagnosticException _) {
      return Optional.empty();
    }
  }

  private static String text(Yaml value) {
    if (value instanceof Yaml.Scalar scalar) {
      return scalar.text();
    }
    throw wrong(
        "An expression or a name is needed here, but this is " + value.kind() + ".", value.mark());
  }

  private static DiagnosticException wrong(String detail, Mark mark) {
    return new DiagnosticException(Diagnostic.error("Invalid inventory", detail, mark));
  }
}
