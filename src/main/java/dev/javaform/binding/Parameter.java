package dev.javaform.binding;

import com.google.common.base.CaseFormat;
import com.google.common.collect.ImmutableList;
import dev.javaform.module.Argument;
import dev.javaform.module.Secret;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One argument that a module accepts.
 *
 * @param name its YAML name
 * @param aliases other YAML names
 * @param type the Java type of the record's component
 * @param preset its value as YAML where a task does not give it
 * @param required whether a task must give it
 * @param argument what the module's author said of it
 */
record Parameter(
    String name,
    ImmutableList<String> aliases,
    Type type,
    Optional<String> preset,
    boolean required,
    Argument argument) {

  /** Whether the component is no argument, but a record of arguments. */
  static boolean isGroup(RecordComponent component) {
    return component.getType().isRecord() && !component.isAnnotationPresent(Argument.class);
  }

  static Parameter of(RecordComponent component) {
    Argument argument = component.getAnnotation(Argument.class);
    if (argument == null) {
      throw new IllegalStateException(component + " has no @Argument");
    }
    Optional<String> preset =
        Optional.of(argument.preset()).filter(text -> !text.equals(Argument.NONE));
    boolean optional = component.getType() == Optional.class || argument.others();
    return new Parameter(
        CaseFormat.LOWER_CAMEL.to(CaseFormat.LOWER_UNDERSCORE, component.getName()),
        ImmutableList.copyOf(argument.aliases()),
        component.getGenericType(),
        preset,
        !optional && preset.isEmpty(),
        argument);
  }

  /** Whether its value must never be shown. */
  boolean isSecret() {
    Type plain =
        type instanceof ParameterizedType generic && generic.getRawType() == Optional.class
            ? generic.getActualTypeArguments()[0]
            : type;
    return plain == Secret.class;
  }

  /** Whether it is not a value but something that is evaluated. */
  boolean isExpression() {
    return switch (argument.meaning()) {
      case EXPRESSION, CONDITIONS -> true;
      case VALUE, VERBOSITY, CONTENT, FILE, TEMPLATE, NAMES, READING -> false;
    };
  }

  /** Whether it names a file of the controller. */
  boolean isOfController() {
    return switch (argument.meaning()) {
      case FILE, TEMPLATE -> true;
      case VALUE, VERBOSITY, CONTENT, EXPRESSION, CONDITIONS, NAMES, READING -> false;
    };
  }

  /** What kind of value it takes, in words: {@code list of string}. */
  String kind() {
    return kind(type);
  }

  /** What it means, and why where it is accepted but has no effect. */
  String meaning() {
    return argument.ignored().isEmpty()
        ? argument.value()
        : (argument.value() + " Accepted and ignored: " + argument.ignored() + ".").strip();
  }

  /** What holds where a task does not give it, where that needs to be said. */
  Optional<String> shownPreset() {
    return preset.filter(text -> !text.equals("[]"));
  }

  /** Whether a task may call it so. */
  boolean answersTo(String word) {
    return !argument.others() && (name.equals(word) || aliases.contains(word));
  }

  private static String kind(Type type) {
    return switch (type) {
      case ParameterizedType generic when generic.getRawType().equals(Map.class) -> "mapping";
      case ParameterizedType generic when generic.getRawType().equals(Optional.class) ->
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
