package dev.javaform.config;

import com.google.common.collect.ImmutableList;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** What a record of settings declares, looked up once for each such record. */
public record DeclaredSettings(Constructor<?> constructor, ImmutableList<Component> components) {

  private static final ClassValue<DeclaredSettings> KNOWN =
      new ClassValue<>() {
        @Override
        protected DeclaredSettings computeValue(Class<?> record) {
          return read(record);
        }
      };

  /**
   * A component.
   *
   * @param setting empty: known before
   * @param type without {@code Optional}
   */
  public record Component(String name, Optional<Setting> setting, Class<?> type, boolean optional) {

    private Object value(Optional<Object> found) {
      return optional ? found : found.orElseGet(ImmutableList::of);
    }
  }

  /** What {@code record}, which has to be public, declares. */
  public static DeclaredSettings of(Class<?> record) {
    return KNOWN.get(record);
  }

  private static DeclaredSettings read(Class<?> record) {
    RecordComponent[] components = record.getRecordComponents();
    Class<?>[] types = Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      return new DeclaredSettings(
          record.getConstructor(types),
          Stream.of(components)
              .map(DeclaredSettings::component)
              .collect(ImmutableList.toImmutableList()));
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(record + " has to be public", e);
    }
  }

  private static Component component(RecordComponent component) {
    Optional<Setting> setting = Optional.ofNullable(component.getAnnotation(Setting.class));
    boolean optional = component.getType() == Optional.class;
    return new Component(
        component.getName(),
        setting,
        optional ? held(component.getGenericType()) : component.getType(),
        optional);
  }

  private static Class<?> held(Type optional) {
    Type held = ((ParameterizedType) optional).getActualTypeArguments()[0];
    return (Class<?>) (held instanceof ParameterizedType generic ? generic.getRawType() : held);
  }

  /** What the component of that name declares. */
  public Setting setting(String name) {
    return components.stream()
        .filter(component -> component.name().equals(name))
        .flatMap(component -> component.setting().stream())
        .findFirst()
        .orElseThrow();
  }

  /** What sets its components in ansible.cfg, as {@code section.key}. */
  public Stream<String> keys() {
    return components.stream()
        .flatMap(component -> component.setting().stream())
        .flatMap(setting -> Stream.of(setting.file()));
  }

  /**
   * The record with these values.
   *
   * @param known the components that are no settings, by name
   * @param value the value of a component that is one; it is told the components before it, which
   *     is what its names may speak of
   */
  public Object create(
      Map<String, ?> known, BiFunction<Component, Map<String, Object>, Optional<Object>> value) {
    Map<String, Object> values = new LinkedHashMap<>(known);
    List<Object> arguments = new ArrayList<>();
    for (Component component : components) {
      if (component.setting().isPresent()) {
        values.put(component.name(), component.value(value.apply(component, values)));
      }
      arguments.add(values.get(component.name()));
    }
    return create(arguments);
  }

  private Object create(List<Object> values) {
    try {
      return constructor.newInstance(values.toArray());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(constructor.getDeclaringClass() + " refused its settings", e);
    }
  }

  /** A name or preset in which the components before are filled in. */
  public static String fill(String text, Map<String, Object> before) {
    String filled = text;
    if (text.contains("{")) {
      for (Map.Entry<String, Object> each : before.entrySet()) {
        filled = filled.replace("{" + each.getKey() + "}", shown(each.getValue()));
      }
    }
    return filled;
  }

  private static String shown(Object value) {
    return value instanceof Optional<?> optional
        ? optional.map(Object::toString).orElse("")
        : value.toString();
  }
}
