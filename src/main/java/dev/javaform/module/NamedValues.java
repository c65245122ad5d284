package dev.javaform.module;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A mapping whose keys may name variables, and those variables.
 *
 * @param mapping as the task has it
 * @param values what the variables of those names hold, as far as there are any
 * @param places where each of them is written, for messages; not for what a host told
 */
public record NamedValues(
    Map<String, Object> mapping, Map<String, Object> values, Map<String, String> places) {

  public NamedValues {
    mapping = Collections.unmodifiableMap(new LinkedHashMap<>(mapping));
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    places = Collections.unmodifiableMap(new LinkedHashMap<>(places));
  }
}
