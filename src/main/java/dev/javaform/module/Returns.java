package dev.javaform.module;

import com.google.common.collect.ImmutableList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What a module gives to {@code register}, beside {@code changed}, {@code failed}, {@code skipped},
 * {@code msg} and {@code diff}, which the engine sets.
 *
 * <p>Values are null, Boolean, Long, Double, String, lists and maps of these. A value under {@code
 * ansible_facts} becomes facts of the host.
 *
 * @param known what is known without acting, in check mode too
 * @param learned what only the outputs of the performed steps tell, in their order (the last may be
 *     a failure); never called where nothing was performed. Its {@code msg}, if any, is the message
 *     of a failed step; its {@code changed}, where the effect was not known beforehand, says that
 *     they changed nothing after all
 * @param pending the names that {@code learned} would give: unknown values in check mode
 * @param untaken what stands for those where a task that only checks leaves out its steps in a run
 *     that is no check
 * @param showing how much of it people see
 */
public record Returns(
    Map<String, Object> known,
    Function<List<Output>, Map<String, Object>> learned,
    ImmutableList<String> pending,
    Map<String, Object> untaken,
    Showing showing) {

  public Returns {
    known = Collections.unmodifiableMap(new LinkedHashMap<>(known));
    untaken = Collections.unmodifiableMap(new LinkedHashMap<>(untaken));
  }

  /** No values. */
  public static Returns nothing() {
    return of(Map.of());
  }

  /** Values known without acting. */
  public static Returns of(Map<String, Object> known) {
    return new Returns(known, _ -> Map.of(), ImmutableList.of(), Map.of(), Showing.OUTCOME);
  }

  /** The same, with values learned from the outputs of the steps. */
  public Returns learning(
      List<String> names, Function<List<Output>, Map<String, Object>> fromOutputs) {
    return new Returns(known, fromOutputs, ImmutableList.copyOf(names), untaken, showing);
  }

  /** The same, with what stands for the outputs of steps that were left out. */
  public Returns untaken(Map<String, Object> values) {
    return new Returns(known, learned, pending, values, showing);
  }

  /** The same, of which people see so much. */
  public Returns shown(Showing much) {
    return new Returns(known, learned, pending, untaken, much);
  }
}
