package dev.javaform.engine;

import dev.javaform.binding.SearchPath;
import dev.javaform.playbook.Task;
import dev.javaform.template.Variable;
import java.nio.file.Path;
import java.util.Map;

/** The variables a task sees on a host, with where its lookups look for files. */
final class TaskScope {

  private TaskScope() {}

  static LayeredScope of(
      PlayTools tools, PlayScope play, HostState host, Task task, TaskContext context) {
    SearchPath path = SearchPath.of(task, tools.playbookFolder());
    Variable folders =
        new Variable.Given(
            path.bases().stream().map(Path::toAbsolutePath).map(Path::toString).toList());
    return tools
        .layers()
        .scope(play, host, task.keywords(), context.given())
        .below(Map.of("ansible_search_path", folders));
  }
}
