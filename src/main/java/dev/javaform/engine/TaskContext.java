package dev.javaform.engine;

import com.google.common.collect.ImmutableList;
import dev.javaform.template.Variable;
import java.util.Map;

/**
 * Where in the run a task stands.
 *
 * @param horizon what comes after it
 * @param rescued whether a block around it rescues failures
 * @param given layers of variables that includes around it brought, the strongest first
 */
record TaskContext(Horizon horizon, boolean rescued, ImmutableList<Map<String, Variable>> given) {

  TaskContext rescuing() {
    return new TaskContext(horizon, true, given);
  }

  TaskContext included(Horizon inside, Map<String, Variable> variables) {
    ImmutableList<Map<String, Variable>> layers =
        variables.isEmpty()
            ? given
            : ImmutableList.<Map<String, Variable>>builder().add(variables).addAll(given).build();
    return new TaskContext(inside, rescued, layers);
  }
}
