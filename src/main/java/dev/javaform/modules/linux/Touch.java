package dev.javaform.modules.linux;

import com.google.common.collect.ImmutableList;
import dev.javaform.module.Plan;
import dev.javaform.module.Script;
import dev.javaform.module.Step;
import java.util.List;
import java.util.Optional;

/** Which times of a file are set to now. Doing so is an event: it leaves nothing to compare. */
record Touch(boolean modified, boolean accessed) {

  /** Whether no time is set. */
  boolean isNothing() {
    return !modified && !accessed;
  }

  /** What sets the times. */
  List<Step> steps(String path) {
    if (isNothing()) {
      return List.of();
    }
    String which = modified && accessed ? "" : modified ? "-m " : "-a ";
    return List.of(
        new Step.Run("set the times of " + path, Script.sh("touch " + which + "{}", path)));
  }

  /** The plan from one state to the other, and the times set where they are to be. */
  Plan<FileState> plan(FileState seen, FileState after, List<Step> steps) {
    List<Step> touches = steps(after.path());
    if (touches.isEmpty()) {
      return steps.isEmpty() ? Plan.keep(seen) : Plan.move(seen, after, steps);
    }
    List<Step> all = ImmutableList.<Step>builder().addAll(steps).addAll(touches).build();
    return Plan.event(seen, after.at(Optional.of("now")), all);
  }
}
