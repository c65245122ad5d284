package dev.javaform.playbook;

import com.google.common.collect.ImmutableSet;

/** Ansible's keywords, by what they stand in. */
final class Words {

  private static final ImmutableSet<String> EVERYWHERE =
      ImmutableSet.of(
          "name",
          "vars",
          "environment",
          "become",
          "become_user",
          "become_method",
          "become_flags",
          "become_exe",
          "connection",
          "remote_user",
          "port",
          "timeout",
          "check_mode",
          "diff",
          "no_log",
          "ignore_errors",
          "ignore_unreachable",
          "any_errors_fatal",
          "run_once",
          "tags",
          "collections",
          "module_defaults",
          "debugger",
          "throttle");

  private static final ImmutableSet<String> SECTIONS =
      ImmutableSet.of("pre_tasks", "roles", "tasks", "post_tasks", "handlers");

  static final ImmutableSet<String> PLAY =
      with(
          with(EVERYWHERE, SECTIONS.toArray(String[]::new)),
          "hosts",
          "user",
          "gather_facts",
          "gather_subset",
          "gather_timeout",
          "fact_path",
          "force_handlers",
          "max_fail_percentage",
          "order",
          "serial",
          "strategy",
          "vars_files",
          "vars_prompt");

  static final ImmutableSet<String> ROLE =
      with(EVERYWHERE, "role", "when", "delegate_to", "delegate_facts");

  /** What both blocks and tasks take. */
  private static final ImmutableSet<String> ENTRY =
      with(EVERYWHERE, "when", "delegate_to", "delegate_facts", "notify");

  static final ImmutableSet<String> BLOCK = with(ENTRY, "block", "rescue", "always");

  static final ImmutableSet<String> TASK =
      with(
          ENTRY,
          "action",
          "local_action",
          "args",
          "async",
          "poll",
          "changed_when",
          "failed_when",
          "delay",
          "retries",
          "until",
          "loop",
          "loop_control",
          "register");

  static final ImmutableSet<String> HANDLER = with(TASK, "listen");

  /** The keywords of {@code include_tasks} and {@code include_role}; others belong below apply. */
  static final ImmutableSet<String> INCLUDE =
      ImmutableSet.of(
          "action",
          "args",
          "collections",
          "debugger",
          "ignore_errors",
          "loop",
          "loop_control",
          "name",
          "no_log",
          "register",
          "run_once",
          "tags",
          "timeout",
          "vars",
          "when",
          "listen");

  /** What a task takes, but neither {@code import_tasks} nor {@code import_role}. */
  static final ImmutableSet<String> NOT_ON_IMPORTS =
      ImmutableSet.of(
          "async",
          "poll",
          "changed_when",
          "failed_when",
          "delay",
          "retries",
          "until",
          "loop",
          "loop_control",
          "register");

  static final ImmutableSet<String> IMPORT_PLAYBOOK =
      ImmutableSet.of(
          "import_playbook",
          "ansible.builtin.import_playbook",
          "name",
          "vars",
          "tags",
          "when",
          "collections");

  static final ImmutableSet<String> ROLE_META =
      ImmutableSet.of(
          "allow_duplicates", "dependencies", "galaxy_info", "argument_specs", "collections");

  static final ImmutableSet<String> LOOP_CONTROL =
      ImmutableSet.of("loop_var", "index_var", "label", "pause", "extended", "extended_allitems");

  /** The words after {@code with_}. */
  static final ImmutableSet<String> LOOPS =
      ImmutableSet.of(
          "cartesian",
          "dict",
          "env",
          "file",
          "fileglob",
          "first_found",
          "flattened",
          "indexed_items",
          "items",
          "lines",
          "list",
          "nested",
          "pipe",
          "random_choice",
          "sequence",
          "subelements",
          "template",
          "together",
          "varnames",
          "vars");

  private static final String LOOP =
      "^with_(ansible\\.builtin\\.|ansible\\.legacy\\.|community\\.general\\.)?";

  private Words() {}

  /** The kind of loop that a keyword names; long names are understood. */
  static String loop(String keyword) {
    return keyword.replaceFirst(LOOP, "");
  }

  private static ImmutableSet<String> with(ImmutableSet<String> words, String... more) {
    return ImmutableSet.<String>builder().addAll(words).add(more).build();
  }
}
