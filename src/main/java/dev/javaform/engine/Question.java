package dev.javaform.engine;

import com.google.common.collect.ImmutableMap;
import dev.javaform.module.Script;
import dev.javaform.remote.Become;
import dev.javaform.remote.Target;

/**
 * A probe's script as it is run: what, where and as who logged in, as whom, in which environment.
 * Equal questions have equal answers until something acts.
 */
record Question(
    Script script, Target target, Become become, ImmutableMap<String, String> environment) {

  /** Whether both can travel together. */
  boolean rides(Question other) {
    return target.equals(other.target)
        && become.equals(other.become)
        && environment.equals(other.environment);
  }
}
