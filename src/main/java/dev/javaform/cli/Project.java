package dev.javaform.cli;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.javaform.binding.Modules;
import dev.javaform.engine.Event;
import dev.javaform.engine.RunOptions;
import dev.javaform.engine.RunStatus;
import dev.javaform.engine.Runner;
import dev.javaform.inventory.ExtraVars;
import dev.javaform.inventory.HostPattern;
import dev.javaform.inventory.Inventory;
import dev.javaform.playbook.Playbook;
import dev.javaform.playbook.PlaybookLoader;
import dev.javaform.remote.Connector;
import dev.javaform.remote.Connectors;
import dev.javaform.remote.local.LocalConnector;
import dev.javaform.remote.ssh.SshConnector;
import dev.javaform.source.DiagnosticException;
import dev.javaform.source.Diagnostics;
import dev.javaform.template.TemplateException;
import dev.javaform.template.jinja.JinjavaTemplates;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What the user wrote, read and checked: playbooks, inventory, options. Closing it ends what was
 * prepared for a run.
 */
final class Project implements AutoCloseable {

  private static final Path HERE = Path.of("");

  private final ImmutableList<Playbook> playbooks;
  private final Inventory inventory;
  private final RunOptions options;
  private final Runner runner;
  private final SshConnector ssh;

  private Project(
      ImmutableList<Playbook> playbooks,
      Inventory inventory,
      RunOptions options,
      Runner runner,
      SshConnector ssh) {
    this.playbooks = playbooks;
    this.inventory = inventory;
    this.options = options;
    this.runner = runner;
    this.ssh = ssh;
  }

  /** Reads everything; every mistake is added to {@code found}. */
  static Project open(
      List<Path> files,
      SelectionOptions selection,
      ModeOptions mode,
      RunOptions.ConnectionOptions connection,
      Diagnostics found) {
    SshConnector ssh = new SshConnector(new Terminal());
    Inventory inventory = Inventory.load(selection.inventories(), HERE, found);
    if (!inventory.hosts().isEmpty() && connection.carrier().isEmpty()) {
      Thread.ofVirtual().start(ssh::prepare); // loads while the playbook is read
    }
    Optional<HostPattern> limit =
        selection.limit().map(text -> HostPattern.limit(text, HERE, found));
    limit.ifPresent(pattern -> inventory.check(pattern, found));
    RunOptions options =
        new RunOptions(
            mode.check(),
            mode.diff(),
            mode.forks(),
            mode.verbosity(),
            selection.tags(),
            selection.skipTags(),
            limit,
            ExtraVars.parse(selection.extraVars(), HERE, found),
            connection,
            mode.forceHandlers());
    Modules modules = new Modules();
    PlaybookLoader loader = new PlaybookLoader(loaderOptions(modules));
    Runner runner = new Runner(options, inventory, loader, modules, new JinjavaTemplates());
    List<Playbook> playbooks = new ArrayList<>();
    for (Path file : files) {
      Playbook playbook = loader.load(file, found);
      runner.check(playbook, found);
      playbooks.add(playbook);
    }
    ImmutableList<Playbook> chosen =
        selection
            .startAt()
            .map(start -> start.of(playbooks, found))
            .orElseGet(() -> ImmutableList.copyOf(playbooks));
    return new Project(chosen, inventory, options, runner, ssh);
  }

  private static PlaybookLoader.Options loaderOptions(Modules modules) {
    return PlaybookLoader.Options.of(
        System.getenv(), Path.of(System.getProperty("user.home")), modules::names);
  }

  /** Runs the playbooks in order; the first that loses hosts ends them. */
  RunStatus run(Consumer<Event> listener) throws InterruptedException {
    try (Connector connectors =
        new Connectors(ImmutableMap.of("ssh", () -> ssh, "local", LocalConnector::new))) {
      RunStatus status = RunStatus.DONE;
      for (Playbook playbook : playbooks) {
        status = runner.run(playbook, connectors, new Terminal(), listener);
        if (status != RunStatus.DONE) {
          break;
        }
      }
      return status;
    }
  }

  /** Threads that wait for a host would hold up the end of the process. */
  @Override
  public void close() {
    ssh.close();
  }

  /** The plays with what is wanted of them. */
  String listing(Set<Listing.Kind> wanted) {
    try {
      return new Listing(inventory, options, new JinjavaTemplates(), wanted).of(playbooks);
    } catch (TemplateException e) {
      throw new DiagnosticException(e.diagnostic());
    }
  }
}
