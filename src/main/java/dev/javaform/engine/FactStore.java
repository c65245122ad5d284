package dev.javaform.engine;

import dev.javaform.binding.ReservedNames;
import dev.javaform.template.Variable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Keeps what modules return under {@code ansible_facts}. */
final class FactStore {

  private static final String PREFIX = "ansible_";
  private static final String ALL = "ansible_facts";
  private static final int SHOWN = 5;

  private FactStore() {}

  /**
   * Takes over what {@code set_fact} set, whose names are the author's.
   *
   * @param told whether working out the value of that name read anything told
   */
  static void set(Map<?, ?> facts, Map<String, Variable> into, Predicate<String> told) {
    facts.forEach(
        (key, value) -> {
          String name = String.valueOf(key);
          into.put(name, Variable.computed(value, told.test(name)));
        });
  }

  /**
   * Takes over facts of a machine. All stand in {@code ansible_facts}, there without their prefix;
   * those are variables of their own whose names mean nothing to the run.
   */
  static void gather(Map<?, ?> facts, HostState host, HostEvents events) {
    take(facts, host, host.facts, events);
    host.facts.put(ALL, new Variable.Told(merged(facts, host.facts.get(ALL))));
  }

  /**
   * Gives another host the facts that a task brought which ran once for all: those that were set
   * there, as they were set, and those that were gathered.
   */
  static void share(Map<?, ?> facts, HostState from, HostState host, HostEvents events) {
    Map<Object, Object> gathered = new LinkedHashMap<>();
    facts.forEach(
        (name, value) ->
            same(from.setFacts.get(String.valueOf(name)), value)
                .ifPresentOrElse(
                    set -> host.setFacts.put(String.valueOf(name), set),
                    () -> gathered.put(name, value)));
    take(gathered, host, host.setFacts, events);
  }

  @SuppressWarnings("ReferenceEquality") // an equal value may be another's
  private static Optional<Variable> same(@Nullable Variable set, @Nullable Object value) {
    return switch (set) {
      case Variable.Given given when Objects.equals(given.value(), value) -> Optional.of(given);
      case Variable.Told told when told.value() == value -> Optional.of(told);
      case null, default -> Optional.empty();
    };
  }

  private static void take(
      Map<?, ?> facts, HostState host, Map<String, Variable> into, HostEvents events) {
    facts.forEach(
        (name, value) -> {
          if (!ReservedNames.contains(String.valueOf(name))) {
            into.put(String.valueOf(name), new Variable.Told(value));
          }
        });
    List<String> dropped =
        facts.keySet().stream().map(String::valueOf).filter(ReservedNames::contains).toList();
    if (!dropped.isEmpty() && host.reservedFactsSeen.compareAndSet(false, true)) {
      events.warned(warning(host, dropped));
    }
  }

  private static String warning(HostState host, List<String> dropped) {
    String more = dropped.size() > SHOWN ? " and %d more".formatted(dropped.size() - SHOWN) : "";
    return "%s returned facts with names that only the playbook and the inventory may set: %s%s. They are in ansible_facts only."
        .formatted(
            host.name(), dropped.stream().limit(SHOWN).collect(Collectors.joining(", ")), more);
  }

  private static Map<String, Object> merged(Map<?, ?> facts, @Nullable Variable before) {
    Map<String, Object> all = new LinkedHashMap<>();
    if (before instanceof Variable.Told(Object known) && known instanceof Map<?, ?> map) {
      map.forEach((name, value) -> all.put(String.valueOf(name), value));
    }
    facts.forEach((name, value) -> all.put(bare(String.valueOf(name)), value));
    return all;
  }

  private static String bare(String name) {
    boolean prefixed = name.startsWith(PREFIX) && !name.equals("ansible_local");
    return prefixed ? name.substring(PREFIX.length()) : name;
  }
}
