package dev.javaform.engine;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.javaform.module.Secret;
import dev.javaform.playbook.Keywords;
import dev.javaform.remote.Become;
import dev.javaform.remote.Connectors;
import dev.javaform.remote.Target;
import dev.javaform.source.Yaml;
import dev.javaform.template.Scope;
import dev.javaform.template.Templates;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Where a host is and who to be there, of all the kinds of connections there are. */
final class ConnectionSettings {

  private final Templates templates;
  private final RunOptions options;
  private final Connectors connectors;
  private final ImmutableSet<String> secretVariables;

  ConnectionSettings(Templates templates, RunOptions options, Connectors connectors) {
    this.templates = templates;
    this.options = options;
    this.connectors = connectors;
    this.secretVariables = SettingsReader.secretVariables(connectors);
  }

  /** What variables say in so many words that is secret; templates are read when they are used. */
  ImmutableList<Secret> secrets(Map<String, Yaml> variables) {
    return variables.entrySet().stream()
        .filter(variable -> secretVariables.contains(variable.getKey()))
        .flatMap(variable -> written(variable.getValue()))
        .collect(ImmutableList.toImmutableList());
  }

  private static Stream<Secret> written(Yaml value) {
    return value instanceof Yaml.Scalar scalar && !scalar.isTemplate()
        ? Stream.of(new Secret(scalar.text()))
        : Stream.empty();
  }

  /**
   * The settings of a task on a host.
   *
   * @param scope the variables of the host to connect to
   * @param secrets told of every secret among them, before anything is said of it
   */
  Reading of(Keywords keywords, Scope scope, Consumer<Secret> secrets) {
    return new Reading(
        new SettingsReader(templates, keywords, scope, options.configuration(), secrets));
  }

  /** Reads the settings of a task on a host. */
  final class Reading {

    private final SettingsReader reader;

    private Reading(SettingsReader reader) {
      this.reader = reader;
    }

    /**
     * The target that the host is. The settings of other kinds of connections are read, too: a
     * wrong one is told although nobody needs it, and a secret among them is not shown.
     *
     * @param name the inventory's name for the host
     */
    Target target(String name) {
      Target.Common common = reader.read(Target.Common.class, Map.of("name", name));
      ImmutableMap<Class<?>, Target> targets = targets(Map.of("common", common));
      String connection = connection();
      return connectors
          .kind(connection)
          .map(kind -> targets.get(kind.target()))
          .orElseGet(() -> new Target.Unsupported(common, connection));
    }

    private ImmutableMap<Class<?>, Target> targets(Map<String, ?> known) {
      ImmutableMap.Builder<Class<?>, Target> targets = ImmutableMap.builder();
      connectors
          .kinds()
          .forEach(kind -> targets.put(kind.target(), reader.read(kind.target(), known)));
      return targets.buildOrThrow();
    }

    private String connection() {
      Map<String, String> usual = Map.of("usual", connectors.usual());
      return reader.read(Target.Wanted.class, usual).connection();
    }

    /** Who the task wants to be. */
    Become become() {
      if (!reader.read(Become.Wanted.class, Map.of()).become()) {
        return Become.NO;
      }
      String method = reader.read(Become.By.class, Map.of()).plain();
      return reader.read(Become.class, Map.of("method", Optional.of(method)));
    }
  }
}
