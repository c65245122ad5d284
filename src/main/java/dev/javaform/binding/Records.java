package dev.javaform.binding;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.javaform.module.Module;
import dev.javaform.source.Diagnostics;
import dev.javaform.source.Mark;
import dev.javaform.source.Source;
import dev.javaform.source.Yaml;
import dev.javaform.source.YamlReader;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Creates modules' records from their components' values, and reads the components of states. The
 * only place that looks into records which their authors keep to themselves: a module is a record
 * and its test, and need not make public what it wants and what it sees.
 */
public final class Records {

  private static final ConcurrentMap<String, Object> PRESETS = new ConcurrentHashMap<>();

  private Records() {}

  /**
   * @param values by YAML name, already of the components' types
   * @param others arguments without a component of their own
   * @throws ArgumentException where one is missing, or the record refuses them
   */
  static Module<?> create(
      ModuleType type, Map<String, Object> values, Map<String, Object> others, Mark mark) {
    List<Object> components =
        type.parameters().stream()
            .map(parameter -> component(type, parameter, values, others, mark))
            .toList();
    try {
      return (Module<?>) record(type.record(), components.iterator());
    } catch (InvocationTargetException e) {
      throw refusal(type, mark, e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type.record() + " cannot be created", e);
    }
  }

  /** Takes as many components as the record has, those of its groups included. */
  private static Object record(Class<?> record, Iterator<Object> components)
      throws ReflectiveOperationException {
    List<Object> own = new ArrayList<>();
    for (RecordComponent component : record.getRecordComponents()) {
      own.add(
          Parameter.isGroup(component)
              ? record(component.getType(), components)
              : components.next());
    }
    return constructor(record).newInstance(own.toArray());
  }

  private static RuntimeException refusal(ModuleType type, Mark mark, Throwable cause) {
    if (cause instanceof IllegalArgumentException refused) {
      return new ArgumentException(Arguments.refused(type, mark, refused.getMessage()));
    }
    return new IllegalStateException(type.name() + " failed to take its arguments", cause);
  }

  private static Object component(
      ModuleType type,
      Parameter parameter,
      Map<String, Object> values,
      Map<String, Object> others,
      Mark mark) {
    if (parameter.argument().others()) {
      return new LinkedHashMap<>(others);
    }
    Object given = values.get(parameter.name());
    if (given != null) {
      return given;
    }
    if (parameter.required()) {
      throw new ArgumentException(Arguments.missing(type, parameter, mark));
    }
    return preset(type, parameter);
  }

  /** The component's value in a record that has it. */
  public static Object value(RecordComponent component, Object record) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(component + " cannot be read", e);
    }
  }

  /** The value where a task does not give it. */
  static Object preset(ModuleType type, Parameter parameter) {
    return PRESETS.computeIfAbsent(
        type.name() + " " + parameter.name(),
        _ -> parameter.preset().map(text -> preset(parameter, text)).orElse(Optional.empty()));
  }

  private static Object preset(Parameter parameter, String text) {
    if (text.equals("[]")) {
      return ImmutableList.of();
    }
    if (text.equals("{}")) {
      return ImmutableMap.of();
    }
    Object value =
        YamlReader.read(Source.of(parameter.name(), text), new Diagnostics())
            .map(Yaml::plain)
            .orElse("");
    return Conversion.convert(value, parameter.type());
  }

  private static Constructor<?> constructor(Class<?> record) throws NoSuchMethodException {
    Class<?>[] types =
        Arrays.stream(record.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    Constructor<?> constructor = record.getDeclaredConstructor(types);
    constructor.setAccessible(true);
    return constructor;
  }
}
