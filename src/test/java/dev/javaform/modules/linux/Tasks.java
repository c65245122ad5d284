package dev.javaform.modules.linux;

import com.google.common.base.CaseFormat;
import com.google.common.collect.ImmutableList;
import dev.javaform.module.Argument;
import dev.javaform.module.ControllerFile;
import dev.javaform.module.FileMode;
import dev.javaform.module.Module;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Makes a module of a task's arguments by name, with the presets for all others, so that a test
 * shows only what matters to it.
 */
final class Tasks {

  private Tasks() {}

  /** {@code task(Copy.class, "dest", "/etc/motd", "content", "hello\n")}. */
  static <M extends Module<?>> M task(Class<M> type, Object... arguments) {
    Map<String, Object> given = new HashMap<>();
    for (int at = 0; at < arguments.length; at += 2) {
      given.put((String) arguments[at], arguments[at + 1]);
    }
    M module = record(type, given);
    if (!given.isEmpty()) {
      throw new AssertionError("no such arguments: " + given.keySet());
    }
    return module;
  }

  private static <R> R record(Class<R> type, Map<String, Object> given) {
    RecordComponent[] components = type.getRecordComponents();
    Object[] values = Arrays.stream(components).map(component -> value(component, given)).toArray();
    return make(type, components, values);
  }

  private static <M> M make(Class<M> type, RecordComponent[] components, Object[] values) {
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      Constructor<M> constructor = type.getDeclaredConstructor(types);
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new AssertionError(e);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  private static Object value(RecordComponent component, Map<String, Object> given) {
    String name = CaseFormat.LOWER_CAMEL.to(CaseFormat.LOWER_UNDERSCORE, component.getName());
    Argument argument = component.getAnnotation(Argument.class);
    if (argument == null) {
      return record(component.getType(), given);
    }
    if (given.containsKey(name)) {
      return convert(given.remove(name), component.getGenericType());
    }
    if (!argument.preset().equals(Argument.NONE)) {
      return convert(unquoted(argument.preset()), component.getGenericType());
    }
    if (component.getType() == Optional.class) {
      return Optional.empty();
    }
    throw new AssertionError("missing argument: " + name);
  }

  /** A preset is YAML; quotes and escaped newlines are all of it that is used. */
  private static String unquoted(String preset) {
    boolean quoted = preset.length() > 1 && "'\"".indexOf(preset.charAt(0)) >= 0;
    return quoted ? preset.substring(1, preset.length() - 1).translateEscapes() : preset;
  }

  private static Object convert(Object value, Type type) {
    if (type instanceof ParameterizedType generic && generic.getRawType() == Optional.class) {
      return Optional.of(convert(value, generic.getActualTypeArguments()[0]));
    }
    if (type instanceof ParameterizedType generic && generic.getRawType() == ImmutableList.class) {
      return value.equals("[]") ? ImmutableList.of() : ImmutableList.copyOf((List<?>) value);
    }
    return type instanceof Class<?> plain ? plain(value, plain) : value;
  }

  private static Object plain(Object value, Class<?> type) {
    if (type.isEnum() && value instanceof String word) {
      return Arrays.stream(type.getEnumConstants())
          .filter(each -> each.toString().toLowerCase(Locale.ROOT).equals(word))
          .findFirst()
          .orElseThrow();
    }
    if (!(value instanceof String text)) {
      return value;
    }
    return switch (type.getSimpleName()) {
      case "boolean" -> Boolean.valueOf(text);
      case "int" -> Integer.valueOf(text);
      case "long" -> Long.valueOf(text);
      case "double" -> Double.valueOf(text);
      case "FileMode" -> new FileMode(text);
      case "ControllerFile" -> ControllerFile.onHost(text);
      default -> text;
    };
  }
}
