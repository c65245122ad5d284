package dev.javaform.engine;

import dev.javaform.playbook.Task;
import dev.javaform.source.Yaml;
import dev.javaform.template.Variable;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What {@code rescue} is told of the failure it rescues.
 *
 * <p>Source: Ansible's documentation, "Handling errors with blocks".
 */
final class Rescue {

  private Rescue() {}

  static Map<String, Variable> variables(Task task, RawResult result) {
    Map<String, Object> about = new LinkedHashMap<>();
    about.put("name", task.name().map(Yaml.Scalar::text).orElse(""));
    about.put("action", task.module().text());
    about.put("args", arguments(task));
    return Map.of(
        "ansible_failed_task", new Variable.Given(about),
        "ansible_failed_result", new Variable.Told(result.registered()));
  }

  private static Map<String, Object> arguments(Task task) {
    Map<String, Object> arguments = new LinkedHashMap<>(task.arguments().plain());
    task.freeForm().ifPresent(text -> arguments.put("_raw_params", text.plain()));
    return arguments;
  }
}
