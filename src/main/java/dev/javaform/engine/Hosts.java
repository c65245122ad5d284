package dev.javaform.engine;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.javaform.inventory.Inventory;
import dev.javaform.source.Yaml;
import dev.javaform.template.Variable;
import java.util.AbstractMap;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/** All hosts of a run, each made when it is first needed. */
final class Hosts {

  private final Function<String, ImmutableMap<String, Yaml>> variables;
  private final ConcurrentMap<String, HostState> states = new ConcurrentHashMap<>();
  private final AtomicLong world = new AtomicLong();

  /**
   * @param variables what the inventory says of a host, group and host variable files included
   */
  Hosts(Function<String, ImmutableMap<String, Yaml>> variables) {
    this.variables = variables;
  }

  /** The host of that name; a name the inventory does not have is a host all the same. */
  HostState named(String name) {
    return states.computeIfAbsent(name, this::create);
  }

  private HostState create(String name) {
    Map<String, Variable> inventory = new LinkedHashMap<>();
    variables.apply(name).forEach((key, value) -> inventory.put(key, new Variable.Written(value)));
    return new HostState(name, ImmutableMap.copyOf(inventory), world);
  }

  ImmutableList<HostState> named(Collection<String> names) {
    return names.stream().map(this::named).collect(ImmutableList.toImmutableList());
  }

  /** Those that were needed so far. */
  Collection<HostState> all() {
    return Collections.unmodifiableCollection(states.values());
  }

  /** A new play begins: what acted in the last one may reach the hosts of this one. */
  void startPlay() {
    world.incrementAndGet();
  }

  /**
   * {@code hostvars}: by host a map of its variables, each worked out when it is asked for.
   *
   * @param scope the variables of a host
   */
  Map<String, Object> variables(
      Inventory inventory, Function<HostState, Map<String, Object>> scope) {
    return new AbstractMap<>() {
      @Override
      public Set<Entry<String, Object>> entrySet() {
        Map<String, Object> all = new LinkedHashMap<>();
        inventory.hosts().forEach(name -> all.put(name, scope.apply(named(name))));
        return all.entrySet();
      }

      @Override
      public boolean containsKey(Object name) {
        return inventory.hosts().contains(name) || states.containsKey(name);
      }

      @Override
      public Object get(Object name) {
        return containsKey(name) ? scope.apply(named(String.valueOf(name))) : null;
      }
    };
  }
}
