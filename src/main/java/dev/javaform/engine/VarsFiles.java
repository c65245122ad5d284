package dev.javaform.engine;

import com.google.common.collect.ImmutableList;
import dev.javaform.source.Diagnostic;
import dev.javaform.source.DiagnosticException;
import dev.javaform.source.Diagnostics;
import dev.javaform.source.Yaml;
import dev.javaform.source.YamlReader;
import dev.javaform.template.Scope;
import dev.javaform.template.Variable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads what {@code vars_files} of a play name; of a list of names the first that exists. */
final class VarsFiles {

  private final PlayTools tools;

  VarsFiles(PlayTools tools) {
    this.tools = tools;
  }

  /** The variables of all files, the strongest first. */
  ImmutableList<Map<String, Variable>> read(PlayScope play) {
    List<Map<String, Variable>> files = new ArrayList<>();
    Scope scope =
        new LayeredScope(
            ImmutableList.of(play.extraVars(), tools.layers().written(play.play().vars())));
    for (Yaml entry : play.play().varsFiles()) {
      files.addFirst(tools.layers().written(first(entry, scope)));
    }
    return ImmutableList.copyOf(files);
  }

  private Yaml.Mapping first(Yaml entry, Scope scope) {
    List<Yaml> names = entry instanceof Yaml.Sequence many ? many.items() : List.of(entry);
    for (Yaml name : names) {
      Path wanted = Path.of(String.valueOf(tools.templates().render(name, scope)));
      for (Path folder : List.of(tools.playbookFolder(), tools.playbookFolder().resolve("vars"))) {
        if (Files.exists(folder.resolve(wanted))) {
          return read(folder.resolve(wanted));
        }
      }
    }
    throw new DiagnosticException(
        Diagnostic.error(
            "Missing file",
            "None of these files of variables is there: "
                + String.join(", ", names.stream().map(name -> "" + name.plain()).toList())
                + ".",
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
            "Wrong file of variables",
            "A file of variables holds a mapping, and \"" + path + "\" does not."));
  }
}
