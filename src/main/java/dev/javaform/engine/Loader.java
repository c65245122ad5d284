package dev.javaform.engine;

import com.google.common.collect.ImmutableList;
import dev.javaform.playbook.Entry;
import dev.javaform.playbook.Handler;
import dev.javaform.playbook.Include;
import dev.javaform.source.Yaml;

/** Loads what includes name while running, checked as the playbook was. */
interface Loader {

  /**
   * What an include brings.
   *
   * @param handlers those of an included role
   */
  record Loaded(ImmutableList<Entry> entries, ImmutableList<Handler> handlers) {}

  /**
   * The tasks of a file or role.
   *
   * @param name the file or role, templates resolved
   * @param tasksFrom the role's file, {@code main} unless the include says
   * @throws dev.javaform.source.DiagnosticException where it is not there or has mistakes
   */
  Loaded load(Include include, String name, String tasksFrom);

  /**
   * The variables of a file or folder of {@code include_vars}.
   *
   * @throws dev.javaform.source.DiagnosticException where it is not there or has mistakes
   */
  Yaml.Mapping variables(Include include, String name);
}
