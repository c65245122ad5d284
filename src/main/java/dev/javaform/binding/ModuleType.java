package dev.javaform.binding;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.javaform.module.Manual;
import dev.javaform.module.Module;
import dev.javaform.module.Name;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A module as tasks see it.
 *
 * @param name its full name
 * @param names every full name it answers to
 * @param record the record that implements it
 * @param manual what its author says of it
 * @param parameters its arguments, in the order of the record's components, those of a group in its
 *     place
 */
public record ModuleType(
    String name,
    ImmutableSet<String> names,
    Class<?> record,
    Manual manual,
    ImmutableList<Parameter> parameters) {

  static ModuleType of(Class<?> record) {
    Name name = record.getAnnotation(Name.class);
    return new ModuleType(
        name.value(),
        ImmutableSet.<String>builder().add(name.value()).add(name.aliases()).build(),
        record,
        manual(record),
        parameters(record).collect(ImmutableList.toImmutableList()));
  }

  private static Stream<Parameter> parameters(Class<?> record) {
    return Arrays.stream(record.getRecordComponents())
        .flatMap(
            component ->
                Parameter.isGroup(component)
                    ? parameters(component.getType())
                    : Stream.of(Parameter.of(component)));
  }

  private static Manual manual(Class<?> record) {
    Manual manual = record.getAnnotation(Manual.class);
    if (manual == null) {
      throw new IllegalStateException(record + " has no @Manual");
    }
    return manual;
  }

  /** What it returns, each as {@code name: What it is.} */
  ImmutableList<String> returns() {
    return Arrays.stream(manual.returns())
        .flatMap(String::lines)
        .collect(ImmutableList.toImmutableList());
  }

  static boolean isModule(Class<?> candidate) {
    return candidate.isRecord()
        && Module.class.isAssignableFrom(candidate)
        && candidate.isAnnotationPresent(Name.class);
  }

  /** What stands before the last word of its full name. */
  String collection() {
    return name.substring(0, name.lastIndexOf('.'));
  }

  /** The last word of a full name. */
  static String shortName(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  /** Whether a task may call it so: by a full name, its last word, or in {@code ansible.legacy}. */
  boolean answersTo(String written) {
    return names.stream()
        .anyMatch(
            name ->
                written.equals(name)
                    || written.equals(shortName(name))
                    || written.equals("ansible.legacy." + shortName(name)));
  }

  Optional<Parameter> parameter(String word) {
    return parameters.stream().filter(parameter -> parameter.answersTo(word)).findFirst();
  }

  Optional<Parameter> freeForm() {
    return parameters.stream().filter(parameter -> parameter.argument().freeForm()).findFirst();
  }

  Optional<Parameter> others() {
    return parameters.stream().filter(parameter -> parameter.argument().others()).findFirst();
  }

  /** Every word a task may use for an argument. */
  ImmutableList<String> words() {
    return parameters.stream()
        .filter(parameter -> !parameter.argument().others())
        .flatMap(
            parameter ->
                ImmutableList.<String>builder()
                    .add(parameter.name())
                    .addAll(parameter.aliases())
                    .build()
                    .stream())
        .collect(ImmutableList.toImmutableList());
  }
}
