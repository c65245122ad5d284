package dev.javaform.engine;

import com.google.common.base.Suppliers;
import dev.javaform.binding.SearchPath;
import dev.javaform.playbook.Task;
import dev.javaform.source.Mark;
import dev.javaform.template.Scope;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One task of a play on one host: what it sees there, where it looks for files, what its keywords
 * say. Made for one time that it runs, or is thought of; worked out once, when first asked. What
 * the run learns meanwhile is seen all the same: its layers of variables are those of the host. For
 * one thread.
 */
final class HostTask {

  private final PlayScope play;
  private final HostState host;
  private final Task task;
  private final TaskContext context;
  private final Supplier<SearchPath> searchPath = Suppliers.memoize(this::findPath);
  private final Supplier<LayeredScope> scope = Suppliers.memoize(() -> TaskScope.of(this));

  HostTask(PlayScope play, HostState host, Task task, TaskContext context) {
    this.play = play;
    this.host = host;
    this.task = task;
    this.context = context;
  }

  private SearchPath findPath() {
    return SearchPath.of(task, tools().playbookFolder());
  }

  PlayTools tools() {
    return play.tools();
  }

  PlayScope play() {
    return play;
  }

  HostState host() {
    return host;
  }

  Task task() {
    return task;
  }

  TaskContext context() {
    return context;
  }

  Mark mark() {
    return task.mark();
  }

  /** The variables it sees; a loop puts those of its turn above them. */
  LayeredScope scope() {
    return scope.get();
  }

  SearchPath searchPath() {
    return searchPath.get();
  }

  Flags flags() {
    return new Flags(tools(), task);
  }

  /** The same task as another host would have it. */
  HostTask on(HostState other) {
    return new HostTask(play, other, task, context);
  }

  /** The variables that it would see on a host of the inventory. */
  Optional<Scope> scopeOf(String name) {
    Hosts hosts = play.hosts();
    return hosts.inInventory(name) ? Optional.of(on(hosts.named(name)).scope()) : Optional.empty();
  }

  /** Another task in the same place of the run. */
  HostTask with(Task other) {
    return new HostTask(play, host, other, context);
  }
}
