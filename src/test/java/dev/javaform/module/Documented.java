package dev.javaform.module;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/** What {@code register} gets of a module stands in the module's manual. */
public final class Documented {

  /** What the engine gives to every task; a module may do so too. */
  private static final ImmutableSet<String> OF_EVERY_TASK =
      ImmutableSet.of("changed", "failed", "skipped", "msg", "diff");

  private Documented() {}

  /** The values that are known, and those that acting will tell. */
  public static void check(Module<?> module, Returns returns) {
    check(module, returns.known().keySet());
    check(module, returns.pending());
  }

  /** The names of values that were returned. */
  public static void check(Module<?> module, Collection<String> names) {
    Manual manual = module.getClass().getAnnotation(Manual.class);
    Set<String> explained =
        Arrays.stream(manual.returns())
            .flatMap(String::lines)
            .map(line -> line.replaceFirst(":.*", ""))
            .collect(Collectors.toSet());
    assertEquals(
        Set.of(),
        Sets.difference(Sets.difference(Set.copyOf(names), OF_EVERY_TASK), explained),
        () -> "returned, but not in the manual of " + module.getClass().getSimpleName());
  }
}
