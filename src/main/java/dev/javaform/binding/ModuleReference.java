package dev.javaform.binding;

import dev.javaform.source.Diagnostic;
import dev.javaform.source.DiagnosticException;
import dev.javaform.source.Suggestion;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The reference of the modules, made from their records. */
public final class ModuleReference {

  private final Modules modules;

  public ModuleReference(Modules modules) {
    this.modules = modules;
  }

  /** All modules, a line each. */
  public String list() {
    return modules.all().stream()
        .map(type -> "%-20s %s%n".formatted(ModuleType.shortName(type.name()), type.name()))
        .collect(Collectors.joining());
  }

  /**
   * One module's arguments.
   *
   * @throws DiagnosticException where there is no such module
   */
  public String page(String name) {
    ModuleType type = modules.find(name).orElseThrow(() -> new DiagnosticException(unknown(name)));
    return type.name()
        + "\n\n"
        + type.parameters().stream().map(ModuleReference::entry).collect(Collectors.joining("\n"));
  }

  private Diagnostic unknown(String name) {
    return Diagnostic.error(
        "Unknown module",
        "There is no module \"%s\".%s"
            .formatted(name, Suggestion.didYouMean(name, modules.names())));
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
    if (!parameter.argument().value().isEmpty()) {
      entry.append("      ").append(parameter.argument().value()).append('\n');
    }
    return entry.toString();
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
