package dev.javaform.template.expression;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What {@code namespace()} makes: an object whose attributes a template may set, also from a loop.
 */
public record Namespace(Map<String, Object> attributes) {

  public Namespace {
    attributes = new LinkedHashMap<>(attributes);
  }
}
