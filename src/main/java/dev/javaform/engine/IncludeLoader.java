package dev.javaform.engine;

import com.google.common.collect.ImmutableList;
import dev.javaform.playbook.Entry;
import dev.javaform.playbook.Handler;
import dev.javaform.playbook.Include;
import dev.javaform.playbook.Role;
import dev.javaform.playbook.RoleParts;

/**
 * Loads what includes name while running, checked as the playbook was. Throws {@link
 * dev.javaform.source.DiagnosticException} where it is not there or has mistakes.
 */
interface IncludeLoader {

  /**
   * What an include brings.
   *
   * @param roles the included role and those it brings, dependencies before their dependents
   * @param handlers those of the roles
   */
  record Loaded(
      ImmutableList<Role> roles, ImmutableList<Entry> entries, ImmutableList<Handler> handlers) {}

  /** The tasks of a file, its name's templates resolved. */
  Loaded tasks(Include include, String file);

  /** The tasks of a role, its name's templates resolved. */
  Loaded role(Include include, String name, RoleParts parts);
}
