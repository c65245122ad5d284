package dev.javaform.binding;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Multimaps;
import dev.javaform.module.Manual;
import dev.javaform.playbook.Directive;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The reference of the modules, made from their records. */
public final class ModuleReference {

  private static final int WIDTH = 74;

  private final Modules modules;

  public ModuleReference(Modules modules) {
    this.modules = modules;
  }

  /** All modules by their collections, a line each. */
  public String list() {
    StringBuilder list = new StringBuilder();
    Multimaps.index(modules.all(), type -> type.name().collection())
        .asMap()
        .forEach((collection, types) -> list.append(group(collection, types)));
    return list.append("javaform doc MODULE shows one of them.\n").toString();
  }

  private static String group(String collection, Collection<ModuleType> types) {
    return types.stream()
        .map(type -> "  %-20s %s%n".formatted(type.shortName(), type.manual().summary()))
        .collect(Collectors.joining("", collection + "\n", "\n"));
  }

  /**
   * One module: what it is for, its arguments, what it returns, and an example. Empty where there
   * is no such module.
   */
  public Optional<String> page(String name) {
    return modules.find(name).map(ModuleReference::page);
  }

  private static String page(ModuleType type) {
    Manual manual = type.manual();
    return type.name()
        + "\n\n"
        + manual.summary().indent(2)
        + section(
            "Arguments",
            type.parameters().stream()
                .map(ModuleReference::entry)
                .collect(Collectors.joining("\n")))
        + section(
            "Returns",
            type.returns().stream()
                .map(ModuleReference::returned)
                .collect(Collectors.joining("\n")))
        + section(
            "Rests on",
            Arrays.stream(manual.restsOn())
                .map(fact -> paragraph(fact).replaceAll("(?m)^ {4}", ""))
                .collect(Collectors.joining("\n")))
        + section("Example", manual.example().indent(2).replaceAll("(?m)^ +$", ""));
  }

  private static String section(String heading, String text) {
    return text.isEmpty() ? "" : "\n" + heading + "\n\n" + text;
  }

  private static String returned(String value) {
    List<String> parts = Splitter.on(": ").limit(2).splitToList(value);
    return "  " + parts.getFirst() + "\n" + paragraph(parts.getLast());
  }

  private static String paragraph(String text) {
    return text.replaceAll("(.{1,%d})(?: |$)".formatted(WIDTH), "      $1\n");
  }

  /**
   * The reference as Markdown, by file name: an index, and a page for each module named after its
   * short name.
   */
  public ImmutableMap<String, String> markdown() {
    var pages = ImmutableMap.<String, String>builder();
    pages.put("README.md", MarkdownPages.index(modules.all()));
    modules.all().forEach(type -> pages.put(type.shortName() + ".md", MarkdownPages.page(type)));
    return pages.buildOrThrow();
  }

  /** Why there is no page of that name, and which may have been meant. */
  public String explainMissing(String name) {
    return Directive.of(name).isPresent()
        ? "\"%s\" is not a module but a keyword of the language, and works as Ansible documents it."
            .formatted(name)
        : "There is no module \"%s\".%s".formatted(name, modules.didYouMean(name));
  }

  private static String entry(Parameter parameter) {
    StringBuilder entry = new StringBuilder("  ").append(parameter.name());
    entry.append(" (").append(parameter.kind());
    if (parameter.required()) {
      entry.append(", required");
    }
    parameter.shownPreset().ifPresent(text -> entry.append(", default ").append(text));
    if (!parameter.aliases().isEmpty()) {
      entry.append(", also ").append(String.join(", ", parameter.aliases()));
    }
    entry.append(")\n");
    String told = parameter.meaning();
    if (!told.isEmpty()) {
      entry.append(paragraph(told));
    }
    return entry.toString();
  }
}
