package dev.javaform.binding;

import com.google.common.base.CaseFormat;
import com.google.common.collect.ImmutableList;
import dev.javaform.module.Argument;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Optional;

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

  /** Whether a task may call it so. */
  boolean answersTo(String word) {
    return !argument.others() && (name.equals(word) || aliases.contains(word));
  }
}
