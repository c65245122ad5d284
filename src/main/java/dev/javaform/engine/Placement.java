package dev.javaform.engine;

import dev.javaform.module.Module;
import dev.javaform.playbook.Keywords;
import dev.javaform.playbook.Task;
import dev.javaform.remote.Target;
import dev.javaform.remote.UnreachableException;
import dev.javaform.template.Scope;
import dev.javaform.template.Templates;
import dev.javaform.template.Variable;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds where and as whom a task's module runs, and runs it there. */
final class Placement {

  private final PlayTools tools;
  private final PlayScope play;
  private final Hosts hosts;
  private final HostState host;
  private final Task task;
  private final TaskContext context;

  Placement(
      PlayTools tools,
      PlayScope play,
      Hosts hosts,
      HostState host,
      Task task,
      TaskContext context) {
    this.tools = tools;
    this.play = play;
    this.hosts = hosts;
    this.host = host;
    this.task = task;
    this.context = context;
  }

  /** The host that {@code delegate_to} names. */
  Optional<HostState> delegate(Scope scope) {
    return task.keywords()
        .delegateTo()
        .map(written -> tools.templates().render(written, scope))
        .filter(name -> !name.equals("") && !name.equals(Templates.OMIT))
        .map(name -> hosts.named(String.valueOf(name)));
  }

  /** What else a task sees that is delegated: the variables of the host that acts for its own. */
  Map<String, Variable> delegated(Optional<HostState> delegate) {
    if (delegate.isEmpty()) {
      return Map.of();
    }
    HostState other = delegate.get();
    Scope scope = TaskScope.of(tools, play, other, task, context);
    Object variables = Map.of(other.name(), new ScopeMap(tools.templates(), scope));
    return Map.of("ansible_delegated_vars", new Variable.Given(variables));
  }

  /**
   * Where the task runs.
   *
   * @param delegate the host it is delegated to
   * @param own what the turn of a loop adds to the variables
   */
  Surroundings surroundings(
      Optional<HostState> delegate, LayeredScope scope, Map<String, Variable> own) {
    Keywords keywords = task.keywords();
    HostState machine = delegate.orElse(host);
    LayeredScope there =
        delegate.isEmpty() ? scope : TaskScope.of(tools, play, machine, task, context).below(own);
    Flags flags = new Flags(tools, task);
    Target target = tools.settings().target(machine.name(), keywords, there);
    return new Surroundings(
        machine,
        target,
        tools.settings().become(keywords, there),
        tools.settings().environment(keywords, scope),
        delegate.isPresent() || target.carrier().equals("local"),
        flags.isHidden(scope),
        flags.checks(scope));
  }

  /** One try. */
  Result attempt(Module<?> module, Surroundings surroundings)
      throws InterruptedException, UnreachableException {
    HostState machine = surroundings.machine();
    machine.lock.lockInterruptibly();
    try {
      Conversation conversation =
          new Conversation(
              tools.connector(),
              surroundings,
              () -> coming(machine),
              tools.prompter(),
              tools.listener());
      return new ModuleRun<>(module, conversation, Names.bare(task)).run();
    } finally {
      machine.lock.unlock();
    }
  }

  /** What to ask ahead: only of the host itself, whose tasks come. */
  private List<Question> coming(HostState machine) {
    return machine == host ? new Foreseen(tools, play, host, context).after(task) : List.of();
  }
}
