package dev.javaform.engine;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.javaform.inventory.Inventory;
import dev.javaform.source.Yaml;
import dev.javaform.template.Scope;
import dev.javaform.template.Variable;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/** All hosts of a run, each made when it is first needed. */
final class Hosts {

  private final ImmutableSet<String> known;
  private final Function<String, ImmutableMap<String, Yaml>> variables;
  private final Function<String, HostMemory> memory;
  private final ConcurrentMap<String, HostState> states = new ConcurrentHashMap<>();
  private final AtomicLong world = new AtomicLong();

  /**
   * @param variables what the inventory says of a host, group and host variable files included
   * @param memory what is known of a host
   */
  Hosts(
      Inventory inventory,
      Function<String, ImmutableMap<String, Yaml>> variables,
      Function<String, HostMemory> memory) {
    this.memory = memory;
    this.known = ImmutableSet.copyOf(inventory.hosts());
    this.variables = variables;
  }

  /** The host of that name; a name the inventory does not have is a host all the same. */
  HostState named(String name) {
    return states.computeIfAbsent(name, this::create);
  }

  private HostState create(String name) {
    Map<String, Variable> inventory = new LinkedHashMap<>();
    variables.apply(name).forEach((key, value) -> inventory.put(key, new Variable.Written(value)));
    return new HostState(name, ImmutableMap.copyOf(inventory), memory.apply(name), world);
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

  /** Whether the inventory names that host. */
  boolean inInventory(String name) {
    return known.contains(name);
  }

  /**
   * {@code hostvars}: by host its variables, those of any host of the inventory or met so far, and
   * of this machine, which is always there.
   *
   * @param variables the variables of a host, which are asked for when they are needed
   */
  Scope variables(Function<HostState, ScopeMap> variables) {
    ImmutableSet<String> names =
        ImmutableSet.<String>builder().addAll(known).add("localhost").build();
    return new Scope() {
      @Override
      public Optional<Variable> lookup(String name) {
        return names.contains(name) || states.containsKey(name)
            ? Optional.of(new Variable.Given(variables.apply(named(name))))
            : Optional.empty();
      }

      @Override
      public Set<String> names() {
        return names;
      }
    };
  }
}
