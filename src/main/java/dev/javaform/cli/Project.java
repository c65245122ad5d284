package dev.javaform.cli;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.javaform.binding.Modules;
import dev.javaform.config.RunSettings;
import dev.javaform.engine.AuthorNames;
import dev.javaform.engine.RunOptions;
import dev.javaform.engine.RunStatus;
import dev.javaform.engine.Runner;
import dev.javaform.event.Listener;
import dev.javaform.inventory.ExtraVars;
import dev.javaform.inventory.HostPattern;
import dev.javaform.inventory.Inventory;
import dev.javaform.playbook.Playbook;
import dev.javaform.playbook.PlaybookLoader;
import dev.javaform.playbook.Plugins;
import dev.javaform.remote.BecomeMethod;
import dev.javaform.remote.Connectors;
import dev.javaform.remote.Target;
import dev.javaform.remote.agent.AgentConnector;
import dev.javaform.remote.local.LocalConnector;
import dev.javaform.remote.ssh.SshConnector;
import dev.javaform.remote.windows.GuestHosts;
import dev.javaform.remote.winrm.Recorder;
import dev.javaform.remote.winrm.WinrmConnector;
import dev.javaform.source.Diagnostic;
import dev.javaform.source.DiagnosticException;
import dev.javaform.source.Diagnostics;
import dev.javaform.source.Mark;
import dev.javaform.template.TemplateException;
import dev.javaform.template.Templates;
import dev.javaform.template.ansible.AnsibleTemplates;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

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
  private final Connectors connectors;
  private final Optional<Recorder> recorder;
  private final ImmutableSet<Path> unusedFiles;

  private Project(
      ImmutableList<Playbook> playbooks,
      Inventory inventory,
      RunOptions options,
      Runner runner,
      SshConnector ssh,
      Connectors connectors,
      Optional<Recorder> recorder,
      ImmutableSet<Path> unusedFiles) {
    this.playbooks = playbooks;
    this.inventory = inventory;
    this.options = options;
    this.runner = runner;
    this.ssh = ssh;
    this.connectors = connectors;
    this.recorder = recorder;
    this.unusedFiles = unusedFiles;
  }

  /** Reads everything; every mistake is added to {@code found}. */
  static Project open(
      List<Path> files,
      SelectionOptions selection,
      ModeOptions mode,
      Configured configured,
      Diagnostics found) {
    SshConnector ssh = new SshConnector(new Terminal());
    Mask mask = new Mask();
    Optional<Recorder> recorder = mode.record().flatMap(file -> recorder(file, mask::of, found));
    Connectors connectors = connectors(ssh, recorder);
    configured.check(connectors, found);
    RunSettings settings = configured.run();
    Templates templates = new AnsibleTemplates();
    Inventory inventory =
        Inventory.load(
            settings.inventory(),
            configured.inventoryMark(),
            HERE,
            new InventoryExpressions(templates),
            configured.listsHoldRanges(),
            found);
    if (!inventory.hosts().isEmpty() && !configured.all().options().containsKey("--connection")) {
      Thread.ofVirtual().start(ssh::prepare); // loads while the playbook is read
    }
    Optional<HostPattern> limit =
        selection.limit().map(text -> HostPattern.limit(text, HERE, found));
    limit.ifPresent(pattern -> inventory.check(pattern, found));
    RunOptions options =
        new RunOptions(
            mode.check(),
            settings.diff(),
            settings.forks(),
            settings.verbosity(),
            ImmutableSet.copyOf(settings.tags()),
            ImmutableSet.copyOf(settings.skipTags()),
            limit,
            ExtraVars.parse(selection.extraVars(), HERE, found),
            configured.all(),
            settings.forceHandlers(),
            mode.confirmation());
    Modules modules = new Modules();
    PlaybookLoader loader =
        new PlaybookLoader(
            new PlaybookLoader.Options(
                configured.rolesPath(),
                configured.collectionsPath(),
                modules,
                new Plugins(connectors.names(), BecomeMethod.names()),
                configured.presets(),
                new AuthorNames(templates, options.extraVars())));
    Runner runner = new Runner(options, inventory, loader, modules, templates, connectors);
    mask.runner = Optional.of(runner);
    List<Playbook> playbooks = new ArrayList<>();
    for (Path file : files) {
      playbooks.add(loader.load(file, found));
    }
    new TagCheck(options, templates).check(playbooks, found);
    ImmutableList<Playbook> chosen =
        selection
            .startAt()
            .map(start -> start.of(playbooks, found))
            .orElseGet(() -> ImmutableList.copyOf(playbooks));
    runner.check(chosen, found);
    ImmutableSet<Path> unused = unusedFiles(chosen, inventory, found);
    return new Project(chosen, inventory, options, runner, ssh, connectors, recorder, unused);
  }

  private static Optional<Recorder> recorder(
      Path file, UnaryOperator<String> discreet, Diagnostics found) {
    try {
      return Optional.of(Recorder.to(file, discreet));
    } catch (IOException e) {
      found.add(
          Diagnostic.error(
              "Cannot record",
              "--record: %s cannot be written: %s".formatted(file, e.getMessage()),
              Mark.NOWHERE));
      return Optional.empty();
    }
  }

  /** Before there is a run nothing is known of what is secret, so nothing is shown. */
  private static final class Mask {
    private volatile Optional<Runner> runner = Optional.empty();

    String of(String text) {
      return runner.map(run -> run.discreet(text)).orElse("***");
    }
  }

  private static ImmutableSet<Path> unusedFiles(
      List<Playbook> playbooks, Inventory inventory, Diagnostics found) {
    return playbooks.stream()
        .flatMap(playbook -> inventory.checkFiles(playbook.folder(), found).stream())
        .collect(ImmutableSet.toImmutableSet());
  }

  /** Files about groups and hosts that the inventory does not have; some may have others. */
  ImmutableSet<Path> unusedFiles() {
    return unusedFiles;
  }

  /** The machines that guests run on are reached by connections of their own. */
  private static GuestHosts hosts(SshConnector ssh) {
    return new GuestHosts(
        new Connectors(
            new Connectors.Kind<>("ssh", Target.Ssh.class, () -> ssh),
            new Connectors.Kind<>("local", Target.Local.class, LocalConnector::new)));
  }

  /** The kinds of connections there are; a line for each. */
  static Connectors connectors(SshConnector ssh, Optional<Recorder> recorder) {
    return new Connectors(
        new Connectors.Kind<>(
            "ssh", Target.Ssh.class, () -> ssh, "smart", "paramiko", "paramiko_ssh"),
        new Connectors.Kind<>("local", Target.Local.class, LocalConnector::new),
        new Connectors.Kind<>(
            "psrp", Target.Winrm.class, () -> new WinrmConnector(hosts(ssh), recorder), "winrm"),
        new Connectors.Kind<>(
            "guest_agent", Target.Agent.class, () -> new AgentConnector(hosts(ssh))));
  }

  /**
   * Runs the playbooks in order; the first that loses hosts ends them.
   *
   * @param stopping whether no further task is to begin
   */
  RunStatus run(Listener listener, BooleanSupplier stopping) throws InterruptedException {
    return runner.run(playbooks, new Terminal(), listener, stopping);
  }

  /** A text about a run as it may be shown: without the secrets that were met. */
  String discreet(String text) {
    return runner.discreet(text);
  }

  /** Threads that wait for a host would hold up the end of the process. */
  @Override
  public void close() {
    connectors.close();
    ssh.close();
    recorder.ifPresent(Recorder::close);
  }

  /** The plays with what is wanted of them. */
  String listing(Set<Listing.Kind> wanted) {
    try {
      return new Listing(inventory, options, new AnsibleTemplates(), wanted).of(playbooks);
    } catch (TemplateException e) {
      throw new DiagnosticException(e.diagnostic());
    }
  }
}
