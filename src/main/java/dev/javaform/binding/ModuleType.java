package dev.javaform.binding;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.javaform.module.Argument.Meaning;
import dev.javaform.module.Manual;
import dev.javaform.module.Module;
import dev.javaform.module.ModuleName;
import dev.javaform.module.Name;
import dev.javaform.module.Trait;
import dev.javaform.module.Traits;
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
    ModuleName name,
    ImmutableSet<ModuleName> names,
    Class<?> record,
    Manual manual,
    ImmutableList<Parameter> parameters) {

  static ModuleType of(Class<?> record) {
    Name name = record.getAnnotation(Name.class);
    return new ModuleType(
        new ModuleName(name.value()),
        Stream.concat(Stream.of(name.value()), Arrays.stream(name.aliases()))
            .map(ModuleName::new)
            .collect(ImmutableSet.toImmutableSet()),
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

  String shortName() {
    return name.shortName();
  }

  /** Whether a task may call it so. */
  boolean answersTo(String written) {
    return names.stream().anyMatch(name -> name.answersTo(written));
  }

  /** Whether that is special about it. */
  public boolean has(Trait trait) {
    Traits traits = record.getAnnotation(Traits.class);
    return traits != null && Arrays.asList(traits.value()).contains(trait);
  }

  /** Whether it asks nothing of a host, as all modules of its package do. */
  boolean staysHere() {
    return record.getPackageName().endsWith(".controller");
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

  Optional<Parameter> verbosity() {
    return with(Meaning.VERBOSITY);
  }

  /** Whether it renders a template of the controller. */
  public boolean rendersFile() {
    return with(Meaning.TEMPLATE).isPresent();
  }

  private Optional<Parameter> with(Meaning meaning) {
    return parameters.stream()
        .filter(parameter -> parameter.argument().meaning() == meaning)
        .findFirst();
  }

  /** Every word a task may use for an argument. */
  public ImmutableList<String> words() {
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
