package dev.javaform.engine;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.javaform.event.Stats;
import dev.javaform.inventory.Inventory;
import dev.javaform.playbook.Play;
import dev.javaform.playbook.Playbook;
import dev.javaform.source.Diagnostic;
import dev.javaform.source.DiagnosticException;
import dev.javaform.source.Diagnostics;
import dev.javaform.source.Yaml;
import dev.javaform.template.TemplateException;
import dev.javaform.template.Variable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * A playbook on an inventory, from the first play to the last. Made for one run of it.
 *
 * <p>All mistakes that can be seen without a host were found before. What happens is told as
 * events; errors of one host stay that host's.
 */
final class Run {

  private final PlayTools tools;
  private final Inventory inventory;
  private final Playbook playbook;
  private final IncludeLoader loader;
  private final HostThreads threads;
  private final Hosts hosts;
  private final ImmutableMap<String, Variable> extraVars;
  private final Set<String> met = new LinkedHashSet<>();
  private final RunTotals totals;

  Run(
      PlayTools tools,
      Inventory inventory,
      Playbook playbook,
      IncludeLoader loader,
      RunTotals totals) {
    this.tools = tools;
    this.inventory = inventory;
    this.playbook = playbook;
    this.loader = loader;
    this.totals = totals;
    this.threads = new HostThreads(tools.options().forks());
    this.hosts = new Hosts(inventory, this::variables, totals::memory);
    this.extraVars = tools.layers().written(tools.options().extraVars());
  }

  private ImmutableMap<String, Yaml> variables(String host) {
    ImmutableMap<String, Yaml> variables =
        inventory.variables(host, tools.playbookFolder(), new Diagnostics());
    tools.settings().secrets(variables).forEach(secret -> tools.secrets().setting(host, secret));
    return variables;
  }

  /**
   * Runs all plays; what remains open is closed in any case.
   *
   * @throws DiagnosticException where what a play says for all its hosts cannot be read
   */
  RunStatus run() throws InterruptedException {
    try {
      for (Play play : playbook.plays()) {
        if (tools.stopping().getAsBoolean() || !play(asked(play))) {
          break;
        }
      }
      return status();
    } catch (InterruptedException e) {
      tools.events().interrupted(told(HostState::underWay), told(HostState::left));
      throw e;
    } catch (TemplateException e) {
      throw new DiagnosticException(e.diagnostic());
    } finally {
      hosts.named(met).forEach(host -> totals.add(host.name(), host.stats()));
      hosts.all().forEach(host -> totals.addTrips(host.name(), host.link.roundTrips()));
      close();
    }
  }

  /** The play with what whoever runs it answered to its prompts. */
  private Play asked(Play play) throws InterruptedException {
    return play.with(
        new Prompts(
                tools.templates(), tools.prompter(), tools.secrets()::common, extraVars.keySet())
            .answers(play));
  }

  private void close() {
    threads.closeAll(hosts.all());
  }

  /** Runs one play, and tells whether others may follow. */
  private boolean play(Play play) throws InterruptedException {
    TaskNumbers numbers = new TaskNumbers(totals.nextPlay());
    ImmutableList<String> names = select(play);
    String playName = name(play);
    hosts.startPlay();
    met.addAll(names);
    List<HostState> up = up(names);
    tools.events().playStarted(numbers.play(), playName, names);
    if (up.isEmpty()) {
      tools
          .events()
          .playSkipped(numbers.play(), names.isEmpty() ? "no hosts matched" : "no hosts remaining");
      return names.isEmpty();
    }
    boolean first = true;
    for (List<HostState> batch : Batches.of(play, up, tools.templates(), scope(play))) {
      if (tools.stopping().getAsBoolean()) {
        return false;
      }
      if (!first) {
        tools.events().playStarted(numbers.play(), playName, HostState.names(batch));
      }
      first = false;
      if (batch(play, playName, numbers, names, batch) || isLost(batch)) {
        return false;
      }
    }
    return true;
  }

  /** Where all hosts of a batch are lost, nothing after it runs, as people expect. */
  private static boolean isLost(List<HostState> batch) {
    return batch.stream().allMatch(HostState::isLost);
  }

  private List<HostState> up(List<String> names) {
    List<HostState> up = new ArrayList<>();
    for (HostState host : hosts.named(names)) {
      if (host.standing() == HostState.Standing.ENDED) {
        host.stand(HostState.Standing.UP);
      }
      if (host.isUp()) {
        up.add(host);
      }
    }
    return up;
  }

  /** Runs a play on a batch, and tells whether failures of some of its hosts ended it for all. */
  private boolean batch(
      Play play, String name, TaskNumbers numbers, ImmutableList<String> all, List<HostState> batch)
      throws InterruptedException {
    Function<ScopeMap, Magic> magic =
        hostvars ->
            new Magic(
                play,
                name,
                tools.playbookFolder(),
                hosts.named(all),
                ImmutableList.copyOf(batch),
                inventory,
                tools.options(),
                hostvars);
    PlayScope scope = new PlayScope(tools, hosts, play, numbers, extraVars, magic);
    return new PlayRun(scope, threads, loader, batch).run();
  }

  private ImmutableList<String> select(Play play) {
    Diagnostics found = new Diagnostics();
    ImmutableList<String> names =
        new PlayHosts(inventory, tools.templates(), tools.options())
            .of(play, tools.layers().scope(play, extraVars, inventory), found);
    found.all().stream().map(Diagnostic::detail).forEach(tools.events()::warned);
    return names;
  }

  private LayeredScope scope(Play play) {
    return tools.layers().scope(play, extraVars);
  }

  private String name(Play play) {
    return play.name()
        .map(name -> String.valueOf(tools.templates().render(name, scope(play))))
        .orElseGet(() -> shown(play.hosts()));
  }

  private static String shown(Yaml hosts) {
    return hosts.plain() instanceof List<?> many
        ? String.join(",", many.stream().map(String::valueOf).toList())
        : String.valueOf(hosts.plain());
  }

  private RunStatus status() {
    if (hosts.all().stream().anyMatch(HostState::showedDefect)) {
      return RunStatus.DEFECT;
    }
    List<Stats> stats = hosts.named(met).stream().map(HostState::stats).toList();
    if (stats.stream().anyMatch(each -> each.unreachable() > 0)) {
      return RunStatus.UNREACHABLE;
    }
    return stats.stream().anyMatch(each -> each.failed() > 0) ? RunStatus.FAILED : RunStatus.DONE;
  }

  /** What hosts tell of themselves, by those that have something to tell. */
  private ImmutableMap<String, String> told(Function<HostState, String> what) {
    Map<String, String> told = new TreeMap<>();
    hosts.all().stream()
        .filter(host -> !what.apply(host).isEmpty())
        .forEach(host -> told.put(host.name(), what.apply(host)));
    return ImmutableMap.copyOf(told);
  }
}
