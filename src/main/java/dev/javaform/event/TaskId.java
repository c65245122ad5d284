package dev.javaform.event;

import java.util.Comparator;

/**
 * Which task of a run: one identity for as long as the run lasts, on whichever hosts it runs, and
 * whenever. In the order of the run.
 *
 * @param play the play's number in the run, from 1
 * @param number the task's number in the play, from 1; included tasks and handlers count as they
 *     begin, each time anew
 */
public record TaskId(int play, int number) implements Comparable<TaskId> {

  private static final Comparator<TaskId> ORDER =
      Comparator.comparingInt(TaskId::play).thenComparingInt(TaskId::number);

  @Override
  public int compareTo(TaskId other) {
    return ORDER.compare(this, other);
  }

  /** {@code play.number}. */
  @Override
  public String toString() {
    return play + "." + number;
  }
}
