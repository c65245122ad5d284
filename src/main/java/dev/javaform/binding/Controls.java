package dev.javaform.binding;

import dev.javaform.playbook.Task;

/** Tasks that speak to the run itself, and so have no module. */
final class Controls {

  private Controls() {}

  static boolean isMeta(Task task) {
    String name = task.module().text();
    return name.equals("meta") || name.equals("ansible.builtin.meta");
  }
}
