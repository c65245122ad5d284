package dev.javaform.cli;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.javaform.config.RunSettings;
import dev.javaform.engine.Confirmation;
import dev.javaform.engine.RunOptions;
import dev.javaform.engine.Survey;
import dev.javaform.inventory.ExtraVars;
import dev.javaform.inventory.Inventory;
import dev.javaform.module.Probe;
import dev.javaform.remote.Connectors;
import dev.javaform.remote.ssh.SshConnector;
import dev.javaform.source.DiagnosticException;
import dev.javaform.source.Diagnostics;
import dev.javaform.source.Yaml;
import dev.javaform.template.Templates;
import dev.javaform.template.ansible.AnsibleTemplates;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The hosts of a command line, as inventory, settings and connections have them. Closing it ends
 * the connections.
 */
final class HostVisit implements AutoCloseable {

  private static final Path HERE = Path.of("");

  private final Inventory inventory;
  private final HostChoice choice;
  private final SshConnector ssh = new SshConnector(new Terminal());
  private final Connectors connectors = Project.connectors(ssh, Optional.empty());
  private final Survey survey;
  private final Yaml.Mapping extraVars;

  /**
   * Reads what the user wrote; passwords are asked for.
   *
   * @throws DiagnosticException where something of it is wrong
   */
  HostVisit(HostFlags flags, Diagnostics found) throws InterruptedException {
    Configured written = Configured.of(flags.values(), found);
    found.throwIfErrors();
    Configured configured =
        Configured.of(ConnectionFlags.withPasswords(written.all(), new Terminal()));
    Templates templates = new AnsibleTemplates();
    this.inventory = inventory(configured, templates, found);
    RunOptions options = options(configured, flags, found);
    found.throwIfErrors();
    this.extraVars = options.extraVars();
    boolean none = flags.hosts().isEmpty() && flags.captures().isEmpty();
    this.choice = HostChoice.of(none ? usual(inventory) : flags.hosts(), inventory);
    this.survey = new Survey(options, inventory, templates, connectors, HERE, choice.plain());
  }

  /** Whom the shipped playbook is for; without an inventory this machine. */
  private static ImmutableList<String> usual(Inventory inventory) {
    if (inventory.groups().containsKey("gaming_hosts")) {
      return ImmutableList.of("gaming_hosts");
    }
    return ImmutableList.of(inventory.hosts().isEmpty() ? "localhost" : "all");
  }

  /** Where none is named nothing is missing: the words are addresses then. */
  private static Inventory inventory(
      Configured configured, Templates templates, Diagnostics found) {
    RunSettings settings = configured.run();
    return Inventory.load(
        settings.inventory(),
        configured.inventoryMark(),
        HERE,
        new InventoryExpressions(templates),
        configured.listsHoldRanges(),
        settings.inventory().isEmpty() ? new Diagnostics() : found);
  }

  private static RunOptions options(Configured configured, HostFlags flags, Diagnostics found) {
    RunSettings settings = configured.run();
    return new RunOptions(
        true,
        false,
        settings.forks(),
        settings.verbosity(),
        ImmutableSet.of(),
        ImmutableSet.of(),
        Optional.empty(),
        ExtraVars.parse(flags.extraVars(), HERE, found),
        configured.all(),
        false,
        Confirmation.ALL);
  }

  /** What each host answers, in the order of the command line. */
  <T> ImmutableList<Seen<T>> ask(Probe<T> probe) throws InterruptedException {
    return survey.ask(choice.names(), probe).stream()
        .map(each -> new Seen<>(each.host(), each.status(), each.value(), each.trouble()))
        .collect(ImmutableList.toImmutableList());
  }

  /** What a variable of a host is, where that is known without asking it. */
  Optional<Object> variable(String host, String name) {
    return survey.variable(host, name);
  }

  /** What {@code -e} says, by name. */
  Map<String, Object> extraVars() {
    return extraVars.plain();
  }

  /** Beside what host_vars lies. */
  Path folder() {
    return inventory.folders().stream().findFirst().orElse(HERE);
  }

  @Override
  public void close() {
    connectors.close();
    ssh.close();
  }
}
