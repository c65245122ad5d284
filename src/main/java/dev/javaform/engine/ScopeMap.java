package dev.javaform.engine;

import dev.javaform.source.Mark;
import dev.javaform.template.Scope;
import dev.javaform.template.Templates;
import java.util.AbstractMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The variables of a scope as a map whose values are worked out when they are asked for. */
final class ScopeMap extends AbstractMap<String, Object> {

  private final Templates templates;
  private final Scope scope;

  ScopeMap(Templates templates, Scope scope) {
    this.templates = templates;
    this.scope = scope;
  }

  @Override
  public boolean containsKey(Object name) {
    return scope.lookup(String.valueOf(name)).isPresent();
  }

  @Override
  public Object get(Object name) {
    return containsKey(name) ? templates.evaluate(String.valueOf(name), Mark.NOWHERE, scope) : null;
  }

  @Override
  public Set<String> keySet() {
    return scope.names();
  }

  @Override
  public Set<Entry<String, Object>> entrySet() {
    Map<String, Object> all = new LinkedHashMap<>();
    keySet().stream().sorted().forEach(name -> all.put(name, get(name)));
    return all.entrySet();
  }
}
