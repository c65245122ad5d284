package dev.javaform.engine;

import dev.javaform.binding.SearchPath;
import dev.javaform.playbook.Keywords;
import dev.javaform.playbook.Task;
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

  static LayeredScope of(
      PlayTools tools, PlayScope play, HostState host, Task task, TaskContext context) {
    SearchPath path = SearchPath.of(task, tools.playbookFolder());
    Variable folders =
        new Variable.Given(
            path.bases().stream().map(Path::toAbsolutePath).map(Path::toString).toList());
    LayeredScope scope =
        tools
            .layers()
            .scope(play, host, task.keywords(), context.given())
            .below(Map.of("ansible_search_path", folders));
    return scope.above(way(tools.options().connection(), host, task.keywords(), scope));
  }

  private static Map<String, Variable> way(
      RunOptions.ConnectionOptions options, HostState host, Keywords keywords, Scope scope) {
    Map<String, Variable> way = new HashMap<>();
    way.put(
        "ansible_host",
        scope.lookup("ansible_ssh_host").orElseGet(() -> new Variable.Given(host.name())));
    way.put(
        "ansible_connection",
        said(keywords.connection(), options.carrier()).orElseGet(() -> new Variable.Given("ssh")));
    scope
        .lookup("ansible_ssh_user")
        .or(() -> said(keywords.remoteUser(), options.user()))
        .ifPresent(user -> way.put("ansible_user", user));
    return way;
  }

  /** What a keyword says, or else the command line. */
  private static Optional<Variable> said(Optional<Yaml> keyword, Optional<String> option) {
    return keyword.<Variable>map(Variable.Written::new).or(() -> option.map(Variable.Given::new));
  }
}
