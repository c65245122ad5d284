package dev.javaform.template.ansible;

import com.google.common.collect.Sets;
import dev.javaform.template.Scope;
import dev.javaform.template.Tracked;
import dev.javaform.template.expression.Names;
import java.util.AbstractMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code vars}: the variables there are, as a mapping whose values are worked out when they are
 * asked for. Functions are not among them, nor is it itself; {@code hostvars} is not listed.
 */
final class AllVariables extends AbstractMap<String, Object> implements Tracked {

  private final Scope scope;
  private final Names names;

  /**
   * @param names works out a variable of the scope, and hears whether it is told
   */
  AllVariables(Scope scope, Names names) {
    this.scope = scope;
    this.names = names;
  }

  /** What it reads is heard by those it asks. */
  @Override
  public Object heardBy(Runnable told) {
    return this;
  }

  @Override
  public boolean containsKey(Object name) {
    return name instanceof String text && scope.lookup(text).isPresent();
  }

  @Override
  public @Nullable Object get(Object name) {
    return containsKey(name) ? names.value((String) name) : null;
  }

  @Override
  public Set<String> keySet() {
    return Sets.difference(scope.names(), Set.of("hostvars"));
  }

  @Override
  public Set<Entry<String, Object>> entrySet() {
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    keySet().stream().sorted().forEach(name -> all.put(name, get(name)));
    return all.entrySet();
  }
}
