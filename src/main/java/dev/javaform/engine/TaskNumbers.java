package dev.javaform.engine;

import dev.javaform.event.TaskId;
import java.util.concurrent.atomic.AtomicInteger;

/** Numbers the tasks of a play as they begin, over all its batches. */
final class TaskNumbers {

  private final int play;
  private final AtomicInteger last = new AtomicInteger();

  /**
   * @param play the play's number in the run, from 1
   */
  TaskNumbers(int play) {
    this.play = play;
  }

  int play() {
    return play;
  }

  TaskId next() {
    return new TaskId(play, last.incrementAndGet());
  }
}
