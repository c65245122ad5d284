package dev.javaform.engine;

import com.google.common.collect.ImmutableList;
import dev.javaform.module.Module;
import dev.javaform.module.Secret;
import dev.javaform.playbook.Keyword;
import dev.javaform.playbook.Keywords;
import dev.javaform.playbook.Task;
import dev.javaform.remote.Target;
import dev.javaform.remote.UnreachableException;
import dev.javaform.source.Diagnostic;
import dev.javaform.source.Yaml;
import dev.javaform.template.Listening;
import dev.javaform.template.Scope;
import dev.javaform.template.TemplateException;
import dev.javaform.template.Templates;
import dev.javaform.template.Variable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds where and as whom a task's module runs, and runs it there. */
final class Placement {

  private final HostTask own;
  private final PlayTools tools;
  private final Hosts hosts;
  private final HostState host;
  private final Task task;

  private static final String ADDRESS = "ansible_host";

  Placement(HostTask own) {
    this.own = own;
    this.tools = own.tools();
    this.hosts = own.play().hosts();
    this.host = own.host();
    this.task = own.task();
  }

  /** The host that {@code delegate_to} names. */
  Optional<HostState> delegate(Scope scope) {
    return task.keywords()
        .value(Keyword.DELEGATE_TO)
        .flatMap(written -> delegate(written, new Listening(scope)))
        .map(hosts::named);
  }

  /** A host may say which host of the inventory is meant, and not bring in any other. */
  private Optional<String> delegate(Yaml written, Listening scope) {
    Object value = tools.templates().renderKnown(written, scope);
    if (value == null || value.equals("") || Templates.isOmitted(value)) {
      return Optional.empty();
    }
    String name = String.valueOf(value);
    if (scope.heard() && !name.equals(host.name()) && !hosts.inInventory(name)) {
      throw new TemplateException(
          Diagnostic.error(
              "Unknown host",
              ("delegate_to is \"%s\" here, which comes from a host, and the inventory has no"
                      + " such host."
                      + " Name the host in the inventory if tasks may run there.")
                  .formatted(name),
              written.mark()),
          false);
    }
    return Optional.of(name);
  }

  /**
   * What else a task sees that is delegated: the variables of the host that acts for its own, and
   * that host's address where its own has none.
   */
  Map<String, Variable> delegated(Optional<HostState> delegate) {
    if (delegate.isEmpty()) {
      return Map.of();
    }
    HostState other = delegate.get();
    Scope scope = own.on(other).scope();
    Variable variables = new Variable.Given(new ScopeMap(tools.templates(), scope));
    Scope byName = new LayeredScope(ImmutableList.of(Map.of(other.name(), variables)));
    Map<String, Variable> seen = new HashMap<>();
    seen.put("ansible_delegated_vars", new Variable.Given(new ScopeMap(tools.templates(), byName)));
    if (tools.layers().scope(own).lookup(ADDRESS).isEmpty()) {
      seen.put(ADDRESS, address(new Listening(scope)));
    }
    return seen;
  }

  private Variable address(Listening there) {
    Object address = tools.templates().value(ADDRESS, there);
    return Variable.computed(address, there.heard());
  }

  /**
   * Where the task runs.
   *
   * @param delegate the host it is delegated to
   * @param turn what the turn of a loop adds to the variables
   */
  TaskSurroundings surroundings(
      Optional<HostState> delegate, LayeredScope scope, Map<String, Variable> turn) {
    Keywords keywords = task.keywords();
    HostState machine = delegate.orElse(host);
    LayeredScope there = delegate.isEmpty() ? scope : own.on(machine).scope().below(turn);
    Flags flags = own.flags();
    ConnectionSettings.Reading settings =
        tools.settings().of(keywords, there, own::scopeOf, secret -> note(machine, secret));
    Target target = settings.target(machine.name());
    return new TaskSurroundings(
        machine,
        target,
        settings.become(),
        tools.exports().of(keywords, scope),
        delegate.isPresent() || target instanceof Target.Local,
        flags.isHidden(scope),
        flags.checks(scope),
        flags.checks(scope) && !tools.options().check());
  }

  /** The host the task is for may be told what the host that acts for it was given. */
  private void note(HostState machine, Secret secret) {
    tools.secrets().setting(host.name(), secret);
    tools.secrets().setting(machine.name(), secret);
  }

  /** One try, told as {@code events}. */
  RawResult attempt(Module<?> module, TaskSurroundings surroundings, HostEvents events)
      throws InterruptedException, UnreachableException {
    HostState machine = surroundings.machine();
    machine.lock.lockInterruptibly();
    try {
      Conversation conversation =
          new Conversation(
              tools.connectors(), surroundings, () -> coming(machine), tools.prompter(), events);
      return new ModuleRun<>(module, conversation, TaskNames.bare(task)).run();
    } finally {
      machine.lock.unlock();
    }
  }

  /** What to ask ahead: only of the host itself, whose tasks come. */
  private List<Question> coming(HostState machine) {
    return machine == host ? new Foreseen(own).questions() : List.of();
  }
}
