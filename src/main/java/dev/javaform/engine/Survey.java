package dev.javaform.engine;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.javaform.event.Outcome;
import dev.javaform.inventory.Inventory;
import dev.javaform.module.ModuleFailure;
import dev.javaform.module.Output;
import dev.javaform.module.Probe;
import dev.javaform.playbook.Keywords;
import dev.javaform.remote.BecomeException;
import dev.javaform.remote.Connectors;
import dev.javaform.remote.UnreachableException;
import dev.javaform.source.Diagnostics;
import dev.javaform.source.Mark;
import dev.javaform.source.Yaml;
import dev.javaform.template.Scope;
import dev.javaform.template.TemplateException;
import dev.javaform.template.Templates;
import dev.javaform.template.UnknownValueException;
import dev.javaform.template.Variable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Asks hosts one question without a playbook: each in one round trip, many at the same time, as
 * inventory and options say where they are and who to be there. Nothing that happens to one of them
 * ends the others.
 */
public final class Survey {

  private final RunOptions options;
  private final Inventory inventory;
  private final Templates templates;
  private final Connectors connectors;
  private final Path folder;
  private final ImmutableMap<String, ImmutableMap<String, Yaml>> named;
  private final ConnectionSettings settings;
  private final Secrets secrets = new Secrets();
  private final Layers layers = new Layers();
  private final Hosts hosts;

  /**
   * What came of asking a host.
   *
   * @param value what it said; empty where it could not be asked, or made no sense
   * @param trouble why there is no value, in words that hold no secret; else empty
   */
  public record Answer<T>(String host, RunStatus status, Optional<T> value, String trouble) {}

  /**
   * A survey of the hosts of an inventory.
   *
   * @param folder beside whose files playbooks would lie: it may hold files of variables
   * @param named what the command line says of hosts by their names; stronger than the inventory
   */
  public Survey(
      RunOptions options,
      Inventory inventory,
      Templates templates,
      Connectors connectors,
      Path folder,
      Map<String, ImmutableMap<String, Yaml>> named) {
    this.options = options;
    this.inventory = inventory;
    this.templates = templates;
    this.connectors = connectors;
    this.folder = folder;
    this.named = ImmutableMap.copyOf(named);
    this.settings = new ConnectionSettings(templates, options, connectors);
    this.hosts = new Hosts(inventory, this::variables, _ -> new HostMemory());
    options.configuration().secrets().forEach(secrets::common);
  }

  private ImmutableMap<String, Yaml> variables(String host) {
    ImmutableMap<String, Yaml> variables =
        ImmutableMap.<String, Yaml>builder()
            .putAll(inventory.variables(host, folder, new Diagnostics()))
            .putAll(named.getOrDefault(host, ImmutableMap.of()))
            .buildKeepingLast();
    settings.secrets(variables).forEach(secret -> secrets.setting(host, secret));
    return variables;
  }

  /**
   * The answers of these hosts, in their order; all connections are closed then.
   *
   * @throws InterruptedException where the user ended it; what runs on the hosts is ended then
   */
  public <T> ImmutableList<Answer<T>> ask(List<String> names, Probe<T> probe)
      throws InterruptedException {
    HostThreads threads = new HostThreads(options.forks());
    List<HostState> asked = hosts.named(names);
    try {
      return ImmutableList.copyOf(
          threads.each(asked, host -> guarded(host, probe), (host, thrown) -> lost(host, thrown)));
    } finally {
      threads.closeAll(asked);
    }
  }

  /**
   * What a variable of a host is, as a task would see it before any facts are known.
   *
   * @return empty where it is not set, or rests on what only the host knows
   */
  public Optional<Object> variable(String host, String name) {
    Scope scope = scope(hosts.named(host));
    try {
      return scope.lookup(name).isEmpty()
          ? Optional.empty()
          : Optional.ofNullable(UnknownValueException.known(templates.value(name, scope)));
    } catch (TemplateException | UnknownValueException _) {
      return Optional.empty();
    }
  }

  private <T> Answer<T> guarded(HostState host, Probe<T> probe) throws InterruptedException {
    try {
      return new Answer<>(host.name(), RunStatus.DONE, Optional.of(answer(host, probe)), "");
    } catch (BecomeException | ModuleFailure e) {
      return failed(host, new Outcome.Failed(e.getMessage()));
    } catch (UnreachableException | RuntimeException | StackOverflowError e) {
      return lost(host, e);
    }
  }

  private <T> T answer(HostState host, Probe<T> probe)
      throws InterruptedException, UnreachableException, BecomeException {
    ConnectionSettings.Reading reading =
        settings.of(
            Keywords.NONE,
            scope(host),
            this::other,
            secret -> secrets.setting(host.name(), secret));
    Output said =
        host.link
            .session(connectors, reading.target(host.name()), reading.become())
            .exchange(List.of(), List.of(probe.script().orElseThrow()), Map.of())
            .answers()
            .getFirst();
    if (said.isTruncated()) {
      throw new ModuleFailure("the host's answer is longer than javaform keeps");
    }
    return probe.reader().apply(said);
  }

  private <T> Answer<T> lost(HostState host, Throwable thrown) {
    return failed(host, new Edge(host, Mark.NOWHERE).result(thrown).outcome());
  }

  private <T> Answer<T> failed(HostState host, Outcome outcome) {
    return switch (outcome) {
      case Outcome.Unreachable(String why) -> none(host, RunStatus.UNREACHABLE, why);
      case Outcome.Failed(String why) ->
          none(host, host.showedDefect() ? RunStatus.DEFECT : RunStatus.FAILED, why);
      default -> none(host, RunStatus.FAILED, outcome.toString());
    };
  }

  private <T> Answer<T> none(HostState host, RunStatus status, String why) {
    return new Answer<>(host.name(), status, Optional.empty(), secrets.maskAll(why));
  }

  private Optional<Scope> other(String name) {
    return hosts.inInventory(name) ? Optional.of(scope(hosts.named(name))) : Optional.empty();
  }

  private Scope scope(HostState host) {
    List<Map<String, Variable>> all = new ArrayList<>();
    all.add(magic(host));
    all.add(layers.written(options.extraVars()));
    all.add(host.inventory());
    return new LayeredScope(ImmutableList.copyOf(all));
  }

  private ImmutableMap<String, Variable> magic(HostState host) {
    Scope everyone = hosts.variables(each -> new ScopeMap(templates, scope(each)));
    return ImmutableMap.of(
        "inventory_hostname", new Variable.Given(host.name()),
        "group_names", new Variable.Given(inventory.groupsOf(host.name())),
        "groups", new Variable.Given(inventory.groups()),
        "hostvars", new Variable.Given(new ScopeMap(templates, everyone)));
  }

  /** The status that answers come to together: the gravest of them. */
  public static RunStatus status(List<? extends Answer<?>> answers) {
    return answers.stream().map(Answer::status).max(RunStatus::compareTo).orElse(RunStatus.DONE);
  }
}
