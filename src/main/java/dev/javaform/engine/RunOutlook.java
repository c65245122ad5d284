package dev.javaform.engine;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.javaform.binding.Outlook;
import dev.javaform.inventory.Inventory;
import dev.javaform.playbook.Play;
import dev.javaform.remote.Target;
import dev.javaform.source.Diagnostic;
import dev.javaform.source.DiagnosticException;
import dev.javaform.source.Diagnostics;
import dev.javaform.source.Yaml;
import dev.javaform.source.YamlReader;
import dev.javaform.template.Scope;
import dev.javaform.template.TemplateException;
import dev.javaform.template.Templates;
import dev.javaform.template.UnknownValueException;
import dev.javaform.template.Variable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** What inventory and command line select of a playbook. */
final class RunOutlook implements Outlook {

  private final RunOptions options;
  private final Inventory inventory;
  private final Templates templates;
  private final ConnectionSettings settings;
  private final Path playbookFolder;
  private final Layers layers = new Layers();
  private final Tags tags;

  RunOutlook(
      RunOptions options,
      Inventory inventory,
      Templates templates,
      ConnectionSettings settings,
      Path playbookFolder) {
    this.options = options;
    this.inventory = inventory;
    this.templates = templates;
    this.settings = settings;
    this.playbookFolder = playbookFolder;
    this.tags = new Tags(options.tags(), options.skipTags());
  }

  @Override
  public boolean hasHosts(Play play) {
    return !hosts(play).isEmpty();
  }

  /** What a prompt will bring is not known here. */
  @Override
  public Optional<Diagnostic> mistake(Play play) {
    if (!play.prompts().isEmpty()) {
      return Optional.empty();
    }
    try {
      select(play);
      return Optional.empty();
    } catch (TemplateException e) {
      return Optional.of(e.diagnostic());
    } catch (DiagnosticException _) {
      return Optional.empty(); // told when the play begins
    }
  }

  private ImmutableList<String> select(Play play) {
    return new PlayHosts(inventory, templates, options)
        .of(play, layers.scope(play, extraVars(), inventory), new Diagnostics());
  }

  /** None where the pattern cannot be read. */
  private ImmutableList<String> hosts(Play play) {
    try {
      return select(play);
    } catch (TemplateException | DiagnosticException _) {
      return ImmutableList.of();
    }
  }

  private ImmutableMap<String, Variable> extraVars() {
    return layers.written(options.extraVars());
  }

  @Override
  public boolean isLocal(Play play) {
    return hosts(play).stream().anyMatch(host -> isLocal(play, host));
  }

  private boolean isLocal(Play play, String host) {
    try {
      Function<String, Optional<Scope>> others = other -> Optional.of(scope(play, other));
      return settings.of(play.keywords(), scope(play, host), others, _ -> {}).target(host)
          instanceof Target.Local;
    } catch (TemplateException | UnknownValueException | DiagnosticException _) {
      return true; // it may well be
    }
  }

  private Scope scope(Play play, String host) {
    return new LayeredScope(
        ImmutableList.of(extraVars(), layers.written(play.vars()), variables(host)));
  }

  @Override
  public ImmutableMap<String, Yaml> given(Play play) {
    Map<String, Yaml> given = new LinkedHashMap<>();
    Stream.concat(Stream.of(options.extraVars(), play.vars()), varsFiles(play))
        .flatMap(mapping -> mapping.entries().stream())
        .forEach(entry -> given.putIfAbsent(entry.name(), entry.value()));
    for (String host : hosts(play)) {
      inventory.variables(host, playbookFolder, new Diagnostics()).forEach(given::putIfAbsent);
    }
    return ImmutableMap.copyOf(given);
  }

  /** Those whose names are known before the run, and that can be read. */
  private Stream<Yaml.Mapping> varsFiles(Play play) {
    return play.varsFiles().stream()
        .flatMap(
            entry -> entry instanceof Yaml.Sequence many ? many.items().stream() : Stream.of(entry))
        .filter(name -> !name.isTemplate())
        .flatMap(name -> VarsFiles.places(playbookFolder, String.valueOf(name.plain())))
        .filter(Files::isRegularFile)
        .flatMap(file -> YamlReader.read(file, new Diagnostics()).stream())
        .filter(Yaml.Mapping.class::isInstance)
        .map(Yaml.Mapping.class::cast);
  }

  @Override
  public ImmutableList<Path> inventoryFolders() {
    return inventory.folders();
  }

  private ImmutableMap<String, Variable> variables(String host) {
    ImmutableMap.Builder<String, Variable> variables = ImmutableMap.builder();
    inventory
        .variables(host, playbookFolder, new Diagnostics())
        .forEach((name, value) -> variables.put(name, new Variable.Written(value)));
    return variables.buildKeepingLast();
  }

  @Override
  public boolean chooses(ImmutableSet<String> written) {
    return written.stream().noneMatch(Yaml::isTemplateText) && tags.choose(written);
  }
}
