package dev.javaform.modules.windows.commands;

import dev.javaform.modules.windows.Answer;
import java.util.Optional;

/**
 * Whether a program or script has been run, and whether it need not.
 *
 * @param created whether what {@code creates} names is there
 * @param removed whether nothing is there that {@code removes} names
 * @param holds what the test said; empty where there is none
 * @param done whether it has been run
 */
public record RunState(boolean created, boolean removed, Optional<Boolean> holds, boolean done) {

  /** Nothing is known. */
  static final RunState BEFORE = new RunState(false, false, Optional.empty(), false);

  static RunState of(Answer answer) {
    Optional<Boolean> holds = answer.text("holds").map("true"::equals);
    return new RunState(answer.flag("created"), answer.flag("removed"), holds, false);
  }

  /** The same once it has been run: a test that said no says yes. */
  RunState ran() {
    return new RunState(created, removed, holds.map(_ -> true), holds.isEmpty());
  }
}
