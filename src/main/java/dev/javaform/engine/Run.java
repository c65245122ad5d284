package dev.javaform.engine;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.javaform.inventory.Inventory;
import dev.javaform.playbook.Keywords;
import dev.javaform.playbook.Play;
import dev.javaform.playbook.Playbook;
import dev.javaform.source.Diagnostic;
import dev.javaform.source.DiagnosticException;
import dev.javaform.source.Diagnostics;
import dev.javaform.source.Yaml;
import dev.javaform.template.TemplateException;
import dev.javaform.template.Variable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A playbook on an inventory, from the first play to the last. Made for one run.
 *
 * <p>All mistakes that can be seen without a host were found before. What happens is told as
 * events; errors of one host stay that host's.
 */
final class Run {

  private final PlayTools tools;
  private final Inventory inventory;
  private final Playbook playbook;
  private final Loader loader;
  private final Crew crew;
  private final Hosts hosts;
  private final ImmutableMap<String, Variable> extraVars;
  private final List<String> met = new ArrayList<>();

  Run(PlayTools tools, Inventory inventory, Playbook playbook, Loader loader) {
    this.tools = tools;
    this.inventory = inventory;
    this.playbook = playbook;
    this.loader = loader;
    this.crew = new Crew(tools.options().forks());
    this.hosts = new Hosts(this::variables);
    this.extraVars = tools.layers().written(tools.options().extraVars());
  }

  private ImmutableMap<String, Yaml> variables(String host) {
    return inventory.variables(host, tools.playbookFolder(), new Diagnostics());
  }

  /**
   * Runs all plays; what remains open is closed in any case.
   *
   * @throws DiagnosticException where what a play says for all its hosts cannot be read
   */
  RunStatus run() throws InterruptedException {
    try {
      for (Play play : playbook.plays()) {
        if (!play(play)) {
          break;
        }
      }
      return status();
    } catch (InterruptedException e) {
      tools.listener().accept(new Event.Interrupted(underWay()));
      throw e;
    } catch (TemplateException e) {
      throw new DiagnosticException(e.diagnostic());
    } finally {
      tools.listener().accept(new Event.RunEnded(stats(), roundTrips()));
      close();
    }
  }

  private void close() {
    hosts.all().parallelStream().forEach(host -> host.link.close());
  }

  /** Runs one play, and tells whether others may follow. */
  private boolean play(Play play) throws InterruptedException {
    ImmutableList<String> names = select(play);
    String playName = name(play, names);
    hosts.startPlay();
    names.stream().filter(name -> !met.contains(name)).forEach(met::add);
    List<HostState> up = up(names);
    tools.listener().accept(new Event.PlayStarted(playName, ImmutableList.copyOf(names)));
    if (up.isEmpty()) {
      tools
          .listener()
          .accept(
              new Event.PlaySkipped(names.isEmpty() ? "no hosts matched" : "no hosts remaining"));
      return names.isEmpty();
    }
    boolean first = true;
    for (List<HostState> batch : Batches.of(play, up, tools.templates(), scope(play))) {
      if (!first) {
        tools.listener().accept(new Event.PlayStarted(playName, names(batch)));
      }
      first = false;
      if (batch(play, playName, names, batch) || isLost(batch)) {
        return false;
      }
    }
    return true;
  }

  /** Where all hosts of a batch are lost, nothing after it runs, as people expect. */
  private static boolean isLost(List<HostState> batch) {
    return batch.stream().allMatch(HostState::isLost);
  }

  private static ImmutableList<String> names(List<HostState> hosts) {
    return hosts.stream().map(HostState::name).collect(ImmutableList.toImmutableList());
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
  private boolean batch(Play play, String name, ImmutableList<String> all, List<HostState> batch)
      throws InterruptedException {
    PlayScope[] scope = new PlayScope[1];
    Map<String, Object> hostvars =
        hosts.variables(
            inventory,
            host ->
                new ScopeMap(
                    tools.templates(),
                    tools.layers().scope(scope[0], host, Keywords.NONE, ImmutableList.of())));
    Magic magic =
        new Magic(
            play,
            name,
            tools.playbookFolder(),
            hosts.named(all),
            ImmutableList.copyOf(batch),
            inventory,
            tools.options(),
            hostvars);
    scope[0] = new PlayScope(tools, play, extraVars, magic);
    batch.forEach(scope[0]::findVarsFiles);
    return new PlayRun(tools, crew, scope[0], hosts, loader, batch).run();
  }

  private ImmutableList<String> select(Play play) {
    Diagnostics found = new Diagnostics();
    ImmutableList<String> names =
        new PlayHosts(inventory, tools.templates(), tools.options()).of(play, scope(play), found);
    found.all().stream()
        .map(Diagnostic::detail)
        .forEach(warning -> tools.listener().accept(new Event.Warned(warning)));
    return names;
  }

  private LayeredScope scope(Play play) {
    return tools.layers().scope(play, extraVars);
  }

  private String name(Play play, List<String> names) {
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
    Collection<Stats> stats = stats().values();
    if (stats.stream().anyMatch(each -> each.unreachable() > 0)) {
      return RunStatus.UNREACHABLE;
    }
    return stats.stream().anyMatch(each -> each.failed() > 0) ? RunStatus.FAILED : RunStatus.DONE;
  }

  private ImmutableMap<String, Stats> stats() {
    Map<String, Stats> stats = new LinkedHashMap<>();
    hosts.named(met).stream()
        .filter(host -> !host.stats().equals(Stats.NONE))
        .sorted((one, other) -> one.name().compareTo(other.name()))
        .forEach(host -> stats.put(host.name(), host.stats()));
    return ImmutableMap.copyOf(stats);
  }

  private ImmutableMap<String, Integer> roundTrips() {
    Map<String, Integer> trips = new LinkedHashMap<>();
    hosts.all().forEach(host -> trips.put(host.name(), host.link.roundTrips()));
    return ImmutableMap.copyOf(trips);
  }

  private ImmutableMap<String, String> underWay() {
    Map<String, String> tasks = new LinkedHashMap<>();
    hosts.all().stream()
        .filter(host -> !host.underWay().isEmpty())
        .forEach(host -> tasks.put(host.name(), host.underWay()));
    return ImmutableMap.copyOf(tasks);
  }
}
