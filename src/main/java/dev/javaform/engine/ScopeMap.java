package dev.javaform.engine;

import com.google.common.collect.Sets;
import dev.javaform.template.Listening;
import dev.javaform.template.Scope;
import dev.javaform.template.Templates;
import dev.javaform.template.Tracked;
import dev.javaform.template.Variable;
import java.util.AbstractMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The variables of a scope as a map whose values are worked out when they are asked for. Cannot be
 * changed.
 */
final class ScopeMap extends AbstractMap<String, Object> implements Tracked {

  private final Templates templates;
  private final Scope scope;
  private final Runnable told;

  ScopeMap(Templates templates, Scope scope) {
    this(templates, scope, () -> {});
  }

  private ScopeMap(Templates templates, Scope scope, Runnable told) {
    this.templates = templates;
    this.scope = scope;
    this.told = told;
  }

  @Override
  public ScopeMap heardBy(Runnable told) {
    return new ScopeMap(templates, scope, told);
  }

  @Override
  public boolean containsKey(Object name) {
    return scope.lookup(String.valueOf(name)).isPresent();
  }

  @Override
  public @Nullable Object get(Object name) {
    return scope
        .lookup(String.valueOf(name))
        .map(variable -> value(String.valueOf(name), variable))
        .orElse(null);
  }

  private @Nullable Object value(String name, Variable variable) {
    if (variable instanceof Variable.Given(ScopeMap inner)) {
      return inner.heardBy(told);
    }
    Listening listening = new Listening(scope);
    Object value = templates.value(name, listening);
    if (listening.heard()) {
      told.run();
    }
    return value;
  }

  /** All but {@code hostvars}, of which it is a part itself; that can be asked for all the same. */
  @Override
  public Set<String> keySet() {
    return Sets.difference(scope.names(), Set.of("hostvars"));
  }

  @Override
  public Set<Entry<String, Object>> entrySet() {
    Map<String, Object> all = new LinkedHashMap<>();
    keySet().stream().sorted().forEach(name -> all.put(name, get(name)));
    return all.entrySet();
  }
}
