package dev.javaform.playbook;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;

/**
 * An entry that runs at the end of a section on the hosts that notified it.
 *
 * @param names what {@code notify} may call it: its name, its name with its role's before it, and
 *     the topics of {@code listen}
 */
public record Handler(Task task, ImmutableSet<String> names) {

  /** Those of its names that are no topics: of several handlers they mean the last. */
  public ImmutableSet<String> own() {
    return task.name()
        .map(name -> Handlers.names(name.text(), task.keywords()))
        .map(named -> Sets.intersection(names, named).immutableCopy())
        .orElse(ImmutableSet.of());
  }
}
