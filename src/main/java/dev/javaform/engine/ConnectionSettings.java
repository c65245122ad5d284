package dev.javaform.engine;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.javaform.module.Secret;
import dev.javaform.playbook.Keywords;
import dev.javaform.remote.Become;
import dev.javaform.remote.Connectors;
import dev.javaform.remote.Target;
import dev.javaform.source.Diagnostic;
import dev.javaform.source.Mark;
import dev.javaform.source.Yaml;
import dev.javaform.template.Scope;
import dev.javaform.template.TemplateException;
import dev.javaform.template.Templates;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
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
   * @param others the variables of other hosts of the inventory, by their names
   * @param secrets told of every secret among them, before anything is said of it
   */
  Reading of(
      Keywords keywords,
      Scope scope,
      Function<String, Optional<Scope>> others,
      Consumer<Secret> secrets) {
    return new Reading(
        new SettingsReader(templates, keywords, scope, options.configuration(), secrets), others);
  }

  /** Reads the settings of a task on a host. */
  final class Reading {

    private final SettingsReader reader;
    private final Function<String, Optional<Scope>> others;

    private Reading(SettingsReader reader, Function<String, Optional<Scope>> others) {
      this.reader = reader;
      this.others = others;
    }

    /**
     * The target that the host is. The settings of other kinds of connections are read, too: a
     * wrong one is told although nobody needs it, and a secret among them is not shown.
     *
     * @param name the inventory's name for the host
     */
    Target target(String name) {
      Target.Common common = reader.read(Target.Common.class, Map.of("name", name));
      ImmutableMap<Class<?>, Target> targets = targets(Map.of("common", common, "on", on(name)));
      String connection = connection();
      return connectors
          .kind(connection)
          .map(kind -> targets.get(kind.target()))
          .orElseGet(() -> new Target.Unsupported(common, connection));
    }

    /** The machine that a guest runs on; that of another guest is none. */
    private Optional<Target.Host> on(String name) {
      Target.Hosted hosted = reader.read(Target.Hosted.class, Map.of("name", name));
      return hosted.on().map(host -> host(host, hosted.domain()));
    }

    private Target.Host host(String name, String domain) {
      Scope there =
          others.apply(name).orElseThrow(() -> new TemplateException(unknown(name), false));
      Reading reading = new Reading(reader.elsewhere(there), _ -> Optional.empty());
      return new Target.Host(reading.target(name), reading.become(), domain);
    }

    private static Diagnostic unknown(String name) {
      return Diagnostic.error(
          "Unknown host",
          "ansible_guest_host is \"%s\", and the inventory has no such host that is no guest itself."
              .formatted(name),
          Mark.NOWHERE);
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
