package dev.javaform.engine;

import dev.javaform.module.Module;
import dev.javaform.module.Trait;
import dev.javaform.playbook.Task;
import dev.javaform.remote.UnreachableException;
import dev.javaform.source.Yaml;
import dev.javaform.template.Listening;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A turn of a task that calls a module. Made where its arguments can be worked out. */
final class ModuleWork implements Work {

  private final HostTask own;
  private final PlayTools tools;
  private final Task task;
  private final Placement placement;
  private final TaskSurroundings surroundings;
  private final HostEvents telling;
  private final HostState owner;
  private final Module<?> module;
  private final boolean argumentsTold;

  /**
   * @param owner whose facts those are that it brings
   */
  ModuleWork(
      HostTask own,
      LayeredScope seen,
      Placement placement,
      TaskSurroundings surroundings,
      HostEvents telling,
      HostState owner) {
    this.own = own;
    this.tools = own.tools();
    this.task = own.task();
    this.placement = placement;
    this.surroundings = surroundings;
    this.telling = telling;
    this.owner = owner;
    Listening listening = new Listening(seen);
    this.module =
        tools
            .binder()
            .bind(
                task,
                listening,
                own.searchPath(),
                secret -> tools.secrets().argument(own.host().name(), secret));
    this.argumentsTold = listening.heard();
  }

  @Override
  public RawResult attempt() throws InterruptedException, UnreachableException {
    return placement.attempt(module, surroundings, telling);
  }

  @Override
  public void keep(RawResult result) {
    if (result.values().get("ansible_facts") instanceof Map<?, ?> facts) {
      if (tools.binder().has(task, Trait.SETS_VARIABLES)) {
        FactStore.set(
            facts, owner.setFacts, name -> argumentsTold && !isWritten(name, facts.get(name)));
      } else {
        FactStore.gather(facts, owner, telling);
        own.play().findVarsFiles(owner);
      }
    }
  }

  /** Whether an argument's value is the very text that the author wrote: no host's ever is. */
  @SuppressWarnings("ReferenceEquality") // an equal text may be a host's
  private boolean isWritten(String argument, @Nullable Object value) {
    return task.arguments()
        .value(argument)
        .filter(written -> written instanceof Yaml.Scalar scalar && scalar.value() == value)
        .isPresent();
  }
}
