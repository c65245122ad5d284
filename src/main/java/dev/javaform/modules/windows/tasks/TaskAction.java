package dev.javaform.modules.windows.tasks;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.Map;
import java.util.Optional;
import org.w3c.dom.Element;

/**
 * A program that a task runs.
 *
 * @param command the program; of an action of another kind what kind it is
 */
record TaskAction(String command, String arguments, String workingDirectory) {

  private static final ImmutableSet<String> NAMES =
      ImmutableSet.of("path", "arguments", "working_directory");

  /**
   * One as a playbook has it.
   *
   * @throws IllegalArgumentException where it is none
   */
  static TaskAction of(Object written) {
    if (!(written instanceof Map<?, ?> map) || map.get("path") == null) {
      throw new IllegalArgumentException("Each of \"actions\" has a path: the program.");
    }
    for (Object name : map.keySet()) {
      if (!NAMES.contains(name)) {
        throw new IllegalArgumentException(
            "\"actions\" have no \"%s\"; they have %s.".formatted(name, String.join(", ", NAMES)));
      }
    }
    return new TaskAction(
        text(map, "path"), text(map, "arguments"), text(map, "working_directory"));
  }

  private static String text(Map<?, ?> map, String name) {
    return Optional.ofNullable(map.get(name)).map(String::valueOf).orElse("");
  }

  static ImmutableList<TaskAction> read(Element task) {
    return TaskXml.child(task, "Actions").map(TaskXml::children).orElse(ImmutableList.of()).stream()
        .map(TaskAction::readOne)
        .collect(ImmutableList.toImmutableList());
  }

  private static TaskAction readOne(Element action) {
    if (!action.getLocalName().equals("Exec")) {
      return new TaskAction("(" + action.getLocalName() + ")", "", "");
    }
    return new TaskAction(
        TaskXml.text(action, "Command").orElse(""),
        TaskXml.text(action, "Arguments").orElse(""),
        TaskXml.text(action, "WorkingDirectory").orElse(""));
  }

  void write(Element actions) {
    Element exec = TaskXml.add(actions, "Exec");
    TaskXml.add(exec, "Command", command);
    if (!arguments.isEmpty()) {
      TaskXml.add(exec, "Arguments", arguments);
    }
    if (!workingDirectory.isEmpty()) {
      TaskXml.add(exec, "WorkingDirectory", workingDirectory);
    }
  }
}
