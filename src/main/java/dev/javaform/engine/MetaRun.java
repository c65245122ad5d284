package dev.javaform.engine;

import com.google.common.collect.ImmutableSet;
import dev.javaform.playbook.Meta;
import dev.javaform.playbook.Task;
import java.util.Set;

/** Does what {@code meta} tasks say to the run itself; handlers are the play's own affair. */
final class MetaRun {

  private final PlayScope play;
  private final Set<HostState> batch;

  MetaRun(PlayScope play, Set<HostState> batch) {
    this.play = play;
    this.batch = batch;
  }

  /** The hosts whose variables decide about a task: all, or the first for all. */
  static Set<HostState> deciding(Meta meta, Set<HostState> active) {
    return meta.isForAll() ? ImmutableSet.of(active.iterator().next()) : active;
  }

  /** Whether the task's conditions hold on a host. */
  boolean isChosen(Task task, HostState host, TaskContext context) {
    LayeredScope scope = new HostTask(play, host, task, context).scope();
    return play.tools().conditions().hold(task.keywords().when(), scope);
  }

  /**
   * Does it for the chosen hosts.
   *
   * @return whether the play is over
   */
  boolean act(Meta meta, Set<HostState> chosen) {
    switch (meta) {
      case END_HOST -> chosen.forEach(host -> host.stand(HostState.Standing.ENDED));
      case END_PLAY, END_BATCH -> {
        return !chosen.isEmpty() && endBatch();
      }
      case CLEAR_FACTS -> chosen.forEach(_ -> batch.forEach(host -> host.facts.clear()));
      case CLEAR_HOST_ERRORS -> chosen.forEach(_ -> clearErrors());
      case RESET_CONNECTION -> chosen.forEach(host -> host.link.close());
      case NOOP, FLUSH_HANDLERS -> {}
    }
    return false;
  }

  private boolean endBatch() {
    batch.stream().filter(HostState::isUp).forEach(host -> host.stand(HostState.Standing.ENDED));
    return true;
  }

  private void clearErrors() {
    batch.stream()
        .filter(host -> host.standing() == HostState.Standing.UNREACHABLE)
        .forEach(host -> host.stand(HostState.Standing.UP));
  }
}
