package dev.javaform.engine;

import com.google.common.collect.ImmutableList;
import dev.javaform.playbook.Entry;
import dev.javaform.playbook.Play;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** One play on one batch of hosts, from its files of variables to its last handlers. */
final class PlayRun {

  private final PlayState state;
  private final PlayScope scope;
  private final Walk walk;

  PlayRun(PlayScope scope, HostThreads threads, IncludeLoader loader, Collection<HostState> batch) {
    this.scope = scope;
    this.state = new PlayState(scope, batch);
    this.walk = new Walk(state, threads, loader);
  }

  /**
   * Runs it to the end, or to where no host is left.
   *
   * @return whether failures of some hosts ended it for all, and with it the run
   */
  boolean run() throws InterruptedException {
    state.batch().forEach(this::findVarsFiles);
    ImmutableList<Entry> first = gathering();
    List<Entry> all = new ArrayList<>(first);
    scope.play().sections().forEach(section -> all.addAll(section.entries()));
    TaskContext context = TaskContext.of(UpcomingTasks.of(all));
    walk.run(first, state.batch(), context);
    for (Play.Section section : scope.play().sections()) {
      walk.run(section.entries(), state.batch(), context);
      if (section.flushes()) {
        walk.flush(state.batch());
      }
    }
    return state.isBroken();
  }

  /** The task that gathers facts, where the play wants them. */
  private ImmutableList<Entry> gathering() {
    boolean wanted = scope.play().gatherFacts().map(scope::holds).orElse(true);
    return wanted ? ImmutableList.of(scope.play().gatherTask()) : ImmutableList.of();
  }

  /**
   * Finds the files of variables of a host. One that is missing whatever the host is like is the
   * playbook's mistake, and ends the run; what a host's own facts bring about is that host's.
   */
  private void findVarsFiles(HostState host) {
    try {
      scope.findVarsFiles(host);
    } catch (RuntimeException | StackOverflowError e) {
      if (host.facts.isEmpty() && e instanceof RuntimeException mistake) {
        throw mistake;
      }
      RawResult result = new Edge(host, scope.play().hosts().mark()).result(e);
      scope.tools().events().hostFailed(scope.numbers().play(), host, result);
      host.count(result, false, false);
      host.stand(HostState.Standing.FAILED);
    }
  }
}
