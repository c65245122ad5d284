package dev.javaform.report;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Optional;

/** Reads the components of records. */
final class Components {

  private Components() {}

  /** The component's value; Java null for a state that is not there. */
  static Object value(RecordComponent component, Object state) {
    if (state == null) {
      return null;
    }
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(state);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(component + " cannot be read", e);
    }
  }

  /** What a state calls its {@code path}: the file it is about. */
  static Optional<String> path(Object state) {
    return state instanceof Record
        ? Arrays.stream(state.getClass().getRecordComponents())
            .filter(component -> component.getName().equals("path"))
            .map(component -> String.valueOf(value(component, state)))
            .findFirst()
        : Optional.empty();
  }
}
