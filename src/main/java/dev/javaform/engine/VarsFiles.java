package dev.javaform.engine;

import com.google.common.collect.ImmutableList;
import dev.javaform.playbook.Keywords;
import dev.javaform.source.Diagnostic;
import dev.javaform.source.DiagnosticException;
import dev.javaform.source.Diagnostics;
import dev.javaform.source.Yaml;
import dev.javaform.source.YamlReader;
import dev.javaform.template.Scope;
import dev.javaform.template.TemplateException;
import dev.javaform.template.Variable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;

/**
 * What {@code vars_files} of a play name, for each host on its own: names may speak of its facts.
 * Of a list of names the first that exists counts. Safe for use by many threads.
 */
final class VarsFiles {

  private final PlayTools tools;
  private final PlayScope play;
  private final ConcurrentMap<Path, Yaml.Mapping> read = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, ImmutableList<Map<String, Variable>>> byHost =
      new ConcurrentHashMap<>();

  VarsFiles(PlayScope play) {
    this.tools = play.tools();
    this.play = play;
  }

  /** The variables of all files as {@code host} sees them, the strongest first. */
  ImmutableList<Map<String, Variable>> of(HostState host) {
    ImmutableList<Map<String, Variable>> known = byHost.get(host.name());
    return known != null ? known : guessed(host);
  }

  /** A host outside of the batch is only looked at: its mistakes are told when its turn comes. */
  private ImmutableList<Map<String, Variable>> guessed(HostState host) {
    try {
      return files(host);
    } catch (DiagnosticException | TemplateException _) {
      return ImmutableList.of();
    }
  }

  /**
   * Finds the files of a host: as the play begins, and when its facts have come.
   *
   * @throws DiagnosticException where a file is missing or malformed
   * @throws TemplateException where a name is undefined though the host's facts are known
   */
  void find(HostState host) {
    byHost.put(host.name(), files(host));
  }

  private ImmutableList<Map<String, Variable>> files(HostState host) {
    if (play.play().varsFiles().isEmpty()) {
      return ImmutableList.of();
    }
    Scope scope = names(host);
    List<Map<String, Variable>> files = new ArrayList<>();
    for (Yaml entry : play.play().varsFiles()) {
      try {
        files.addFirst(tools.layers().written(first(entry, scope)));
      } catch (TemplateException e) {
        if (!e.isUndefined() || !host.facts.isEmpty()) {
          throw e;
        } // the facts that the name waits for are to come
      }
    }
    return ImmutableList.copyOf(files);
  }

  private Scope names(HostState host) {
    return new LayeredScope(
        ImmutableList.of(
            play.magic(host, Keywords.NONE),
            play.extraVars(),
            host.setFacts,
            tools.layers().written(play.play().vars()),
            host.facts,
            host.inventory()));
  }

  /** Where a file of that name is looked for. */
  static Stream<Path> places(Path playbookFolder, String name) {
    return Stream.of(playbookFolder, playbookFolder.resolve("vars"))
        .map(folder -> folder.resolve(name));
  }

  private Yaml.Mapping first(Yaml entry, Scope scope) {
    List<Yaml> names = entry instanceof Yaml.Sequence many ? many.items() : List.of(entry);
    List<String> missing = new ArrayList<>();
    for (Yaml name : names) {
      String wanted = String.valueOf(tools.templates().renderKnown(name, scope));
      Optional<Path> there =
          places(tools.playbookFolder(), wanted).filter(Files::exists).findFirst();
      if (there.isPresent()) {
        return read.computeIfAbsent(there.get(), VarsFiles::read);
      }
      missing.add(wanted);
    }
    throw new DiagnosticException(
        Diagnostic.error(
            "Missing file",
            "None of these variables files exists: " + String.join(", ", missing) + ".",
            entry.mark()));
  }

  private static Yaml.Mapping read(Path path) {
    Diagnostics found = new Diagnostics();
    Yaml yaml = YamlReader.read(path, found).orElse(null);
    found.throwIfErrors();
    if (yaml instanceof Yaml.Mapping mapping) {
      return mapping;
    }
    throw new DiagnosticException(
        Diagnostic.error(
            "Invalid variables file",
            "A variables file is a mapping of names to values, and \"" + path + "\" is not."));
  }
}
