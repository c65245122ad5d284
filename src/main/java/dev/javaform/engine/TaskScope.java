package dev.javaform.engine;

import dev.javaform.binding.SearchPath;
import dev.javaform.playbook.Task;
import dev.javaform.template.Variable;
import java.nio.file.Path;
import java.util.Map;

/**
 * The variables a task sees on a host, with where its lookups look for files, and the host's
 * address where no one has set it.
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
    Variable name = new Variable.Given(host.name());
    return scope.above(Map.of("ansible_host", scope.lookup("ansible_ssh_host").orElse(name)));
  }
}
