package dev.javaform.engine;

import com.google.common.collect.ImmutableList;
import dev.javaform.playbook.Task;
import java.util.Collection;
import java.util.Optional;

/** Tells what happens to a play as a whole; single tasks on single hosts tell of themselves. */
final class Teller {

  private final PlayTools tools;

  Teller(PlayTools tools) {
    this.tools = tools;
  }

  /**
   * A task begins.
   *
   * @param scope what its name may speak of
   */
  void started(Task task, LayeredScope scope, boolean handler) {
    String name = Names.of(task, tools.templates(), scope);
    tell(new Event.TaskStarted(name, task.module().text(), task.mark(), handler));
  }

  /** A task that speaks to the run itself ended on a host. */
  void ended(HostState host, Result result) {
    tell(new Event.TaskEnded(host.name(), Optional.empty(), result, false, false, false, false));
  }

  /** An item of an include's loop includes nothing on a host. */
  void ended(HostState host, String item, Result result) {
    tell(new Event.ItemEnded(host.name(), Optional.empty(), item, result, false, false, false));
  }

  void included(Including.What what, Collection<HostState> hosts) {
    ImmutableList<String> names =
        hosts.stream().map(HostState::name).collect(ImmutableList.toImmutableList());
    tell(new Event.Included(what.name(), what.item(), names));
  }

  /** Failures of some hosts ended the play for all. */
  void nobodyLeft() {
    tell(new Event.NobodyLeft());
  }

  void unknownHandler(String name) {
    tell(
        new Event.Warned(
            "The requested handler '%s' was not found in the play's handlers.".formatted(name)));
  }

  private void tell(Event event) {
    tools.listener().accept(event);
  }
}
