package dev.javaform.template.function;

import com.google.common.collect.ImmutableList;
import dev.javaform.source.Diagnostic;
import dev.javaform.source.Diagnostics;
import dev.javaform.source.Source;
import dev.javaform.source.SourceText;
import dev.javaform.source.Yaml;
import dev.javaform.source.YamlReader;
import dev.javaform.template.expression.Bound;
import dev.javaform.template.expression.ExpressionException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Filters that read and write YAML. */
final class YamlFilters {

  private YamlFilters() {}

  static void addTo(Filters filters) {
    filters
        .add("from_yaml", YamlFilters::parse)
        .add("from_yaml_all", YamlFilters::parseAll)
        .add("to_yaml", "**options", (value, call) -> writer(call, 2, true).text(value))
        .add(
            "to_nice_yaml",
            "indent? **options",
            (value, call) -> writer(call, call.number("indent", 4), false).text(value));
  }

  private static YamlWriter writer(Bound call, int indent, boolean flow) {
    Bound options = new Bound(call.function(), call.others(), List.of(), java.util.Map.of());
    boolean wanted = options.values().containsKey("default_flow_style");
    return new YamlWriter(
        options.number("indent", indent),
        options.number("width", 80),
        options.flag("sort_keys", true),
        options.flag("explicit_start"),
        wanted && options.flag("default_flow_style"),
        wanted ? !options.has("default_flow_style") : flow);
  }

  private static @Nullable Object parse(@Nullable Object value) {
    if (!(value instanceof String text)) {
      return value;
    }
    Diagnostics found = new Diagnostics();
    Optional<Yaml> yaml = YamlReader.read(Source.of("the text given to from_yaml", text), found);
    refuse(found);
    return yaml.map(Yaml::plain).orElse(null);
  }

  private static @Nullable Object parseAll(@Nullable Object value) {
    if (!(value instanceof String text)) {
      return value;
    }
    Diagnostics found = new Diagnostics();
    Optional<ImmutableList<Yaml>> documents =
        YamlReader.readAll(SourceText.of("the text given to from_yaml_all", text), found);
    refuse(found);
    List<Object> values = new ArrayList<>();
    documents.orElse(ImmutableList.of()).forEach(document -> values.add(document.plain()));
    return values;
  }

  private static void refuse(Diagnostics found) {
    if (found.hasErrors()) {
      throw ExpressionException.failed(
          "%s", found.all().stream().map(Diagnostic::detail).collect(Collectors.joining(" ")));
    }
  }
}
