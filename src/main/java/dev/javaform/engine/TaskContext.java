package dev.javaform.engine;

import com.google.common.collect.ImmutableList;
import dev.javaform.template.Variable;
import java.util.Map;

/**
 * Where in the run a task stands.
 *
 * @param upcoming what comes after it
 * @param rescued whether a block around it rescues failures
 * @param sheltered whether a block around it has something to do for hosts that fail: no other host
 *     need end for them then
 * @param depth how many includes it stands in
 * @param given layers of variables that includes around it brought, the strongest first
 */
record TaskContext(
    UpcomingTasks upcoming,
    boolean rescued,
    boolean sheltered,
    int depth,
    ImmutableList<Map<String, Variable>> given) {

  /** More includes within each other than this are one that never ends. */
  static final int DEEPEST = 100;

  /** At the top of a play. */
  static TaskContext of(UpcomingTasks upcoming) {
    return new TaskContext(upcoming, false, false, 0, ImmutableList.of());
  }

  TaskContext rescuing() {
    return new TaskContext(upcoming, true, sheltered, depth, given);
  }

  TaskContext sheltering() {
    return new TaskContext(upcoming, rescued, true, depth, given);
  }

  TaskContext included(UpcomingTasks inside, Map<String, Variable> variables) {
    ImmutableList<Map<String, Variable>> layers =
        variables.isEmpty()
            ? given
            : ImmutableList.<Map<String, Variable>>builder().add(variables).addAll(given).build();
    return new TaskContext(inside, rescued, sheltered, depth + 1, layers);
  }
}
