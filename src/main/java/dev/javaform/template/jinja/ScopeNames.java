package dev.javaform.template.jinja;

import dev.javaform.source.Yaml;
import dev.javaform.template.Scope;
import dev.javaform.template.TemplateException;
import dev.javaform.template.UnknownValueException;
import dev.javaform.template.Variable;
import dev.javaform.template.expression.ExpressionException;
import dev.javaform.template.expression.Names;
import dev.javaform.template.expression.Tuple;
import dev.javaform.template.expression.Undefined;
import dev.javaform.template.function.Globals;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A scope's variables as an expression sees them: written ones are rendered when they are first
 * used, and kept for the rest of the call.
 */
final class ScopeNames implements Names {

  private final Scope scope;
  private final Rendering rendering;
  private final Map<String, Object> rendered = new HashMap<>();
  private final List<String> underWay = new ArrayList<>();

  ScopeNames(Scope scope, Rendering rendering) {
    this.scope = scope;
    this.rendering = rendering;
  }

  @Override
  public Object value(String name) {
    if (rendered.containsKey(name)) {
      return rendered.get(name);
    }
    Optional<Variable> variable = scope.lookup(name);
    if (variable.isEmpty()) {
      return Globals.find(name, new Controller(rendering))
          .orElseGet(() -> Undefined.variable(name));
    }
    return switch (variable.get()) {
      case Variable.Given given -> shared(given.value());
      case Variable.Written written -> rendered(name, written.yaml());
    };
  }

  /** Other hosts and tasks see the same value: a template cannot append to it. */
  private static Object shared(Object value) {
    return switch (value) {
      case Tuple tuple -> tuple;
      case List<?> list -> Collections.unmodifiableList(list);
      case Map<?, ?> map -> Collections.unmodifiableMap(map);
      case null, default -> value;
    };
  }

  private Object rendered(String name, Yaml yaml) {
    if (underWay.contains(name)) {
      throw ExpressionException.failed(
          "recursive loop detected in template string: %s", chain(name));
    }
    underWay.addLast(name);
    try {
      Object value = touched(name, yaml);
      rendered.put(name, value);
      return value;
    } finally {
      underWay.removeLast();
    }
  }

  private Object touched(String name, Yaml yaml) {
    try {
      return rendering.value(yaml);
    } catch (UnknownValueException unknown) {
      return unknown.unknown();
    } catch (TemplateException failure) {
      if (failure.isUndefined()) {
        return Undefined.because(name, failure);
      }
      throw failure;
    }
  }

  private String chain(String name) {
    List<String> chain = new ArrayList<>(underWay.subList(underWay.indexOf(name), underWay.size()));
    chain.add(name);
    return String.join(" -> ", chain);
  }

  @Override
  public Set<String> known() {
    return scope.names();
  }
}
