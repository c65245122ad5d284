package dev.javaform.playbook;

import com.google.common.collect.ImmutableList;

/**
 * What an include brings into a play while it runs.
 *
 * @param roles the roles, dependencies before their dependents; with {@code include_role} the
 *     included role is the last
 * @param entries the tasks, in the order of running
 * @param handlers the roles' handlers, to be added to the play's
 */
public record Included(
    ImmutableList<Role> roles, ImmutableList<Entry> entries, ImmutableList<Handler> handlers) {

  /** Nothing, or nothing that is known. */
  static final Included NOTHING =
      new Included(ImmutableList.of(), ImmutableList.of(), ImmutableList.of());
}
