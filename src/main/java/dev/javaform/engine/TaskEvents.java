package dev.javaform.engine;

import dev.javaform.event.Event;
import dev.javaform.event.StartedTask;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/** Makes the events of one task that concern all its hosts; see {@link RunEvents}. */
final class TaskEvents {

  private final RunEvents run;
  private final StartedTask task;

  TaskEvents(RunEvents run, StartedTask task) {
    this.run = run;
    this.task = task;
  }

  /** The task's events on one host. */
  HostEvents on(HostState host) {
    return new HostEvents(run, task, host.name(), Optional::empty);
  }

  void started(Collection<HostState> hosts) {
    run.tell(new Event.TaskStarted(Instant.now(), task, HostState.names(hosts)));
  }

  void included(Including.What what, Collection<HostState> hosts) {
    run.tell(
        new Event.Included(
            Instant.now(),
            task,
            run.secrets().mask(what.name()),
            what.item().map(run.secrets()::mask),
            HostState.names(hosts)));
  }
}
