package dev.javaform.engine;

import com.google.common.collect.ImmutableSet;
import dev.javaform.binding.Binder;
import dev.javaform.binding.Modules;
import dev.javaform.binding.PlaybookCheck;
import dev.javaform.inventory.Inventory;
import dev.javaform.playbook.Play;
import dev.javaform.playbook.Playbook;
import dev.javaform.playbook.PlaybookLoader;
import dev.javaform.remote.Connector;
import dev.javaform.source.DiagnosticException;
import dev.javaform.source.Diagnostics;
import dev.javaform.template.Scope;
import dev.javaform.template.TemplateException;
import dev.javaform.template.Templates;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** Checks playbooks and runs them: the engine's way in. */
public final class Runner {

  private final RunOptions options;
  private final Inventory inventory;
  private final PlaybookLoader loader;
  private final Modules modules;
  private final Templates templates;

  public Runner(
      RunOptions options,
      Inventory inventory,
      PlaybookLoader loader,
      Modules modules,
      Templates templates) {
    this.options = options;
    this.inventory = inventory;
    this.loader = loader;
    this.modules = modules;
    this.templates = templates;
  }

  /** Adds all that can be said against {@code playbook} without a host to {@code found}. */
  public void check(Playbook playbook, Diagnostics found) {
    checker(playbook, found).check(playbook.plays(), found);
  }

  private PlaybookCheck checker(Playbook playbook, Diagnostics found) {
    return new PlaybookCheck(
        modules, templates, folder(playbook), known(playbook, found), this::hasHosts);
  }

  private boolean hasHosts(Play play) {
    Layers layers = new Layers();
    Scope scope = layers.scope(play, layers.written(options.extraVars()));
    try {
      return !new PlayHosts(inventory, templates, options)
          .of(play, scope, new Diagnostics())
          .isEmpty();
    } catch (TemplateException | DiagnosticException _) {
      return false; // it is told when the play begins
    }
  }

  private ImmutableSet<String> known(Playbook playbook, Diagnostics found) {
    ImmutableSet.Builder<String> names = ImmutableSet.builder();
    options.extraVars().entries().forEach(entry -> names.add(entry.name()));
    for (String host : inventory.hosts()) {
      names.addAll(inventory.variables(host, folder(playbook), found).keySet());
    }
    names.addAll(inventory.variables("localhost", folder(playbook), found).keySet());
    return names.build();
  }

  private static Path folder(Playbook playbook) {
    return Optional.ofNullable(playbook.file().getParent()).orElse(Path.of(""));
  }

  /**
   * Runs {@code playbook} to its end.
   *
   * @param connector opens connections; all it opened are closed at the end, it is not
   * @param listener told of everything that happens, by many threads
   * @throws DiagnosticException where something the user wrote shows to be wrong only now
   * @throws InterruptedException where the user ended it; everything on the hosts is ended then
   */
  public RunStatus run(
      Playbook playbook, Connector connector, Prompter prompter, Consumer<Event> listener)
      throws InterruptedException {
    PlayTools tools =
        new PlayTools(
            options,
            templates,
            new Binder(modules, templates),
            connector,
            new Layers(),
            new Loops(templates),
            new Conditions(templates),
            new ConnectionSettings(templates, options),
            new Tags(options.tags(), options.skipTags()),
            prompter,
            listener,
            folder(playbook));
    FileLoader files = new FileLoader(loader, checker(playbook, new Diagnostics()));
    return new Run(tools, inventory, playbook, files).run();
  }
}
