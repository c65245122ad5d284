package dev.javaform.binding;

import com.google.common.base.Splitter;
import com.google.common.collect.Multimaps;
import dev.javaform.module.Argument;
import dev.javaform.module.Manual;
import dev.javaform.playbook.Directive;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
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

  /** Why there is no page of that name, and which may have been meant. */
  public String explainMissing(String name) {
    return Directive.of(name).isPresent()
        ? "\"%s\" is not a module but a keyword of the language, and works as Ansible documents it."
            .formatted(name)
        : "There is no module \"%s\".%s".formatted(name, modules.didYouMean(name));
  }

  private static String entry(Parameter parameter) {
    StringBuilder entry = new StringBuilder("  ").append(parameter.name());
    entry.append(" (").append(kind(parameter.type()));
    if (parameter.required()) {
      entry.append(", required");
    }
    parameter
        .preset()
        .filter(text -> !text.equals("[]"))
        .ifPresent(text -> entry.append(", default ").append(text));
    if (!parameter.aliases().isEmpty()) {
      entry.append(", also ").append(String.join(", ", parameter.aliases()));
    }
    entry.append(")\n");
    String told = told(parameter.argument());
    if (!told.isEmpty()) {
      entry.append(paragraph(told));
    }
    return entry.toString();
  }

  private static String told(Argument argument) {
    return argument.ignored().isEmpty()
        ? argument.value()
        : (argument.value() + " Accepted and ignored: " + argument.ignored() + ".").strip();
  }

  private static String kind(Type type) {
    return switch (type) {
      case ParameterizedType generic when generic.getRawType().equals(java.util.Map.class) ->
          "mapping";
      case ParameterizedType generic when generic.getRawType().equals(java.util.Optional.class) ->
          kind(generic.getActualTypeArguments()[0]);
      case ParameterizedType generic -> "list of " + kind(generic.getActualTypeArguments()[0]);
      case Class<?> plain when plain.isEnum() ->
          Arrays.stream(plain.getEnumConstants())
              .map(choice -> choice.toString().toLowerCase(Locale.ROOT))
              .collect(Collectors.joining(" or "));
      case Class<?> plain -> word(plain);
      default -> type.getTypeName();
    };
  }

  private static String word(Class<?> type) {
    return switch (type.getSimpleName()) {
      case "String" -> "string";
      case "Object" -> "any value";
      case "Secret" -> "string, never shown";
      case "FileMode" -> "mode";
      case "ControllerFile" -> "file on the controller";
      case "Evaluated" -> "expression";
      case "int", "Integer", "long", "Long" -> "whole number";
      case "double", "Double" -> "number";
      default -> type.getSimpleName().toLowerCase(Locale.ROOT);
    };
  }
}
