package dev.javaform.binding;

import com.google.common.base.Splitter;
import com.google.common.collect.Multimaps;
import dev.javaform.module.Manual;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The reference of the modules in Markdown: an index and a page each. */
final class MarkdownPages {

  private MarkdownPages() {}

  /** All modules by their collections, each a link to its page. */
  static String index(Collection<ModuleType> modules) {
    StringBuilder index = new StringBuilder("# Modules\n\nMade by `javaform doc --markdown`.\n");
    Multimaps.index(modules, type -> type.name().collection())
        .asMap()
        .forEach(
            (collection, types) ->
                index.append("\n## %s\n\n".formatted(collection)).append(links(types)));
    return index.toString();
  }

  private static String links(Collection<ModuleType> types) {
    return lines(
        types.stream()
            .map(
                type ->
                    "- [%s](%s.md): %s"
                        .formatted(
                            type.shortName(), type.shortName(), escaped(type.manual().summary()))));
  }

  /** What a module is for, its arguments, what it returns, what it rests on, and an example. */
  static String page(ModuleType type) {
    Manual manual = type.manual();
    return "# %s\n\n%s\n".formatted(type.name(), escaped(manual.summary()))
        + section("Arguments", lines(type.parameters().stream().map(MarkdownPages::argument)))
        + section("Returns", lines(type.returns().stream().map(MarkdownPages::returned)))
        + section(
            "Rests on", lines(Arrays.stream(manual.restsOn()).map(fact -> "- " + escaped(fact))))
        + section("Example", "```yaml\n%s```\n".formatted(manual.example()));
  }

  private static String section(String heading, String text) {
    return text.isEmpty() ? "" : "\n## %s\n\n%s".formatted(heading, text);
  }

  private static String lines(Stream<String> entries) {
    return entries.map(entry -> entry + "\n").collect(Collectors.joining());
  }

  private static String argument(Parameter parameter) {
    StringBuilder about = new StringBuilder(parameter.kind());
    if (parameter.required()) {
      about.append(", required");
    }
    parameter.shownPreset().ifPresent(text -> about.append(", default `%s`".formatted(text)));
    if (!parameter.aliases().isEmpty()) {
      about.append(", also ");
      about.append(
          parameter.aliases().stream().map("`%s`"::formatted).collect(Collectors.joining(", ")));
    }
    return "- `%s` (%s) %s"
        .formatted(parameter.name(), about, escaped(parameter.meaning()))
        .stripTrailing();
  }

  private static String returned(String value) {
    List<String> parts = Splitter.on(": ").limit(2).splitToList(value);
    return "- `%s` %s".formatted(parts.getFirst(), escaped(parts.getLast()));
  }

  /** What Markdown would take for its own. */
  private static String escaped(String text) {
    return text.replaceAll("([*<|`])", "\\\\$1");
  }
}
