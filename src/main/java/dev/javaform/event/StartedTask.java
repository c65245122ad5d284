package dev.javaform.event;

import dev.javaform.source.Mark;

/**
 * A task as a run has it: what an event is about.
 *
 * @param name as shown: with its role before it
 * @param module its module's name, as written
 * @param mark where it stands
 * @param handler whether it is a handler
 */
public record StartedTask(TaskId id, String name, String module, Mark mark, boolean handler) {

  /** Where it stands: file, line and column. */
  public String place() {
    return mark.toString();
  }
}
