package dev.javaform.engine;

import com.google.common.collect.ImmutableSet;
import dev.javaform.binding.Binder;
import dev.javaform.binding.Modules;
import dev.javaform.binding.Outlook;
import dev.javaform.binding.PlaybookCheck;
import dev.javaform.event.Listener;
import dev.javaform.inventory.Inventory;
import dev.javaform.module.Secret;
import dev.javaform.playbook.Play;
import dev.javaform.playbook.Playbook;
import dev.javaform.playbook.PlaybookLoader;
import dev.javaform.remote.Connectors;
import dev.javaform.source.Diagnostics;
import dev.javaform.source.Yaml;
import dev.javaform.template.Templates;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/** Checks playbooks and runs them: the engine's way in. */
public final class Runner {

  private final RunOptions options;
  private final Inventory inventory;
  private final PlaybookLoader loader;
  private final Modules modules;
  private final Templates templates;
  private final Connectors connectors;
  private final ConnectionSettings settings;
  private final Secrets secrets = new Secrets();

  /**
   * A runner.
   *
   * @param connectors opens connections; all it opened for a run are closed at its end, it is not
   */
  public Runner(
      RunOptions options,
      Inventory inventory,
      PlaybookLoader loader,
      Modules modules,
      Templates templates,
      Connectors connectors) {
    this.options = options;
    this.inventory = inventory;
    this.loader = loader;
    this.modules = modules;
    this.templates = templates;
    this.connectors = connectors;
    this.settings = new ConnectionSettings(templates, options, connectors);
    options.configuration().secrets().forEach(secrets::common);
    settings.secrets(named(options.extraVars())).forEach(secrets::common);
  }

  private static Map<String, Yaml> named(Yaml.Mapping variables) {
    return variables.entries().stream()
        .collect(Collectors.toMap(Yaml.Entry::name, Yaml.Entry::value, (_, last) -> last));
  }

  /** A text that is not told by events as it may be shown: without the secrets of its runs. */
  public String discreet(String text) {
    return secrets.maskAll(text);
  }

  /**
   * Adds all that can be said against {@code playbooks}, which run one after the other, without a
   * host to {@code found}.
   */
  public void check(List<Playbook> playbooks, Diagnostics found) {
    List<Play> all = playbooks.stream().flatMap(each -> each.plays().stream()).toList();
    playbooks.forEach(each -> checker(each, found).check(each.plays(), all, found));
  }

  private PlaybookCheck checker(Playbook playbook, Diagnostics found) {
    return new PlaybookCheck(
        modules, templates, playbook.folder(), known(playbook, found), outlook(playbook));
  }

  private Outlook outlook(Playbook playbook) {
    return new RunOutlook(options, inventory, templates, settings, playbook.folder());
  }

  private ImmutableSet<String> known(Playbook playbook, Diagnostics found) {
    ImmutableSet.Builder<String> names = ImmutableSet.builder();
    options.extraVars().entries().forEach(entry -> names.add(entry.name()));
    for (String host : inventory.hosts()) {
      names.addAll(inventory.variables(host, playbook.folder(), found).keySet());
    }
    names.addAll(inventory.variables("localhost", playbook.folder(), found).keySet());
    return names.build();
  }

  /**
   * Runs playbooks in their order; the first that loses hosts is the last that runs.
   *
   * @param listener told of everything that happens, by many threads
   * @param stopping asked before every task: whether no further one is to begin
   * @throws dev.javaform.source.DiagnosticException where something the user wrote shows to be
   *     wrong only now
   * @throws InterruptedException where the user ended it; everything on the hosts is ended then
   */
  public RunStatus run(
      List<Playbook> playbooks, Prompter prompter, Listener listener, BooleanSupplier stopping)
      throws InterruptedException {
    RunEvents events = new RunEvents(listener, secrets);
    RunTotals totals = new RunTotals();
    RunStatus status = RunStatus.DONE;
    try {
      for (Playbook playbook : playbooks) {
        PlayTools tools = tools(playbook, prompter, events, stopping);
        FileLoader files = new FileLoader(loader, checker(playbook, new Diagnostics()));
        status = new Run(tools, inventory, playbook, files, totals).run();
        if (status != RunStatus.DONE || stopping.getAsBoolean()) {
          break;
        }
      }
      return status;
    } finally {
      events.runEnded(totals);
    }
  }

  private PlayTools tools(
      Playbook playbook, Prompter prompter, RunEvents events, BooleanSupplier stopping) {
    return new PlayTools(
        options,
        templates,
        new Binder(modules, templates),
        connectors,
        new Layers(),
        new Loops(templates, modules),
        new Conditions(templates),
        settings,
        new Exports(templates),
        new Tags(options.tags(), options.skipTags()),
        noting(prompter),
        secrets,
        events,
        stopping,
        playbook.folder());
  }

  /** What is typed unseen is a secret for all hosts. */
  private Prompter noting(Prompter prompter) {
    return (text, echo) -> {
      String typed = prompter.ask(text, echo);
      if (!echo) {
        secrets.common(new Secret(typed));
      }
      return typed;
    };
  }
}
