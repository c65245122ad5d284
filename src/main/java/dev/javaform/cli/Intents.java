package dev.javaform.cli;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static com.google.common.collect.ImmutableSet.toImmutableSet;

import com.google.common.collect.ImmutableSet;
import com.google.common.primitives.Longs;
import dev.javaform.hardware.preflight.Intent;
import dev.javaform.hardware.preflight.Rule;
import dev.javaform.hardware.preflight.Wanted;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** What the variables of a host say that it is to pass to its guest. */
final class Intents {

  private Intents() {}

  /**
   * Reads it.
   *
   * @param variables the value of a variable; empty where it is not set, or cannot be known here
   */
  static Intent of(Function<String, Optional<Object>> variables) {
    return new Intent(
        items(variables, "passthrough_devices")
            .filter(Map.class::isInstance)
            .map(each -> wanted((Map<?, ?>) each))
            .collect(toImmutableList()),
        variables.apply("guest_memory_gib").map(String::valueOf).map(Longs::tryParse),
        accepted(variables));
  }

  private static ImmutableSet<Rule> accepted(Function<String, Optional<Object>> variables) {
    return items(variables, "preflight_accept")
        .flatMap(id -> Rule.of(String.valueOf(id)).stream())
        .filter(Rule::isAcceptable)
        .collect(toImmutableSet());
  }

  private static Stream<?> items(Function<String, Optional<Object>> variables, String name) {
    return variables.apply(name).stream()
        .filter(List.class::isInstance)
        .flatMap(value -> ((List<?>) value).stream());
  }

  private static Wanted wanted(Map<?, ?> device) {
    return new Wanted(
        text(device, "role").orElse(""), text(device, "address").orElse(""), text(device, "id"));
  }

  private static Optional<String> text(Map<?, ?> device, String key) {
    return Optional.ofNullable(device.get(key)).map(String::valueOf);
  }
}
