package dev.javaform.engine;

import com.google.common.collect.ImmutableList;
import dev.javaform.config.DeclaredSettings;
import dev.javaform.config.Found;
import dev.javaform.playbook.Keyword;
import dev.javaform.playbook.Keywords;
import dev.javaform.remote.Target;
import dev.javaform.source.Yaml;
import dev.javaform.template.Scope;
import dev.javaform.template.Variable;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The variables a task sees on a host, with where its lookups look for files, and what is known of
 * the way to the host where no variable says so.
 */
final class TaskScope {

  private TaskScope() {}

  static LayeredScope of(HostTask task) {
    Keywords keywords = task.task().keywords();
    Variable folders =
        new Variable.Given(
            task.searchPath().bases().stream()
                .map(Path::toAbsolutePath)
                .map(Path::toString)
                .toList());
    Variable environment =
        new Variable.Written(
            new Yaml.Sequence(ImmutableList.copyOf(keywords.environment()), task.mark()));
    LayeredScope scope =
        task.tools()
            .layers()
            .scope(task)
            .below(Map.of("ansible_search_path", folders, "environment", environment));
    return scope.above(way(task.tools(), task.host(), keywords, scope));
  }

  private static Map<String, Variable> way(
      PlayTools tools, HostState host, Keywords keywords, Scope scope) {
    Map<String, Variable> way = new HashMap<>();
    way.put(
        "ansible_host",
        scope.lookup("ansible_ssh_host").orElseGet(() -> new Variable.Given(host.name())));
    way.put(
        "ansible_connection",
        said(
                keywords.value(Keyword.CONNECTION),
                configured(tools, Target.Wanted.class, "connection"))
            .orElseGet(() -> new Variable.Given(tools.connectors().usual())));
    scope
        .lookup("ansible_ssh_user")
        .or(
            () ->
                said(
                    keywords.value(Keyword.REMOTE_USER),
                    configured(tools, Target.Common.class, "user")))
        .ifPresent(user -> way.put("ansible_user", user));
    return way;
  }

  /** What a keyword says, or else the configuration. */
  private static Optional<Variable> said(Optional<Yaml> keyword, Optional<Found> configured) {
    return keyword
        .<Variable>map(Variable.Written::new)
        .or(() -> configured.map(found -> new Variable.Given(found.text())));
  }

  private static Optional<Found> configured(PlayTools tools, Class<?> settings, String component) {
    return tools
        .options()
        .configuration()
        .find(
            DeclaredSettings.of(settings).setting(component),
            Map.of("usual", tools.connectors().usual()));
  }
}
