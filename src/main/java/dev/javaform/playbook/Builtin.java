package dev.javaform.playbook;

import com.google.common.collect.ImmutableSet;

/** Modules that the loader itself knows, by their short names. */
public final class Builtin {

  static final ImmutableSet<String> IMPORTS = ImmutableSet.of("import_tasks", "import_role");
  static final ImmutableSet<String> INCLUDES =
      ImmutableSet.of("include_tasks", "include_role", "include_vars");

  private static final ImmutableSet<String> COMMANDS =
      ImmutableSet.of(
          "command",
          "shell",
          "raw",
          "script",
          "win_command",
          "win_shell",
          "ansible.windows.win_command",
          "ansible.windows.win_shell");

  private Builtin() {}

  /** The name without Ansible's own collections before it. */
  static String shortName(String module) {
    return module.replaceFirst("^ansible\\.(builtin|legacy)\\.", "");
  }

  /** Whether the text beside the module's name is a command line. */
  static boolean takesCommandLine(String module) {
    return COMMANDS.contains(shortName(module));
  }

  /** Whether the loader treats the module itself. */
  public static boolean contains(String module) {
    String name = shortName(module);
    return IMPORTS.contains(name) || INCLUDES.contains(name) || name.equals("meta");
  }
}
