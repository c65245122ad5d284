package dev.javaform.playbook;

import com.google.common.collect.ImmutableList;
import dev.javaform.source.Mark;
import dev.javaform.source.Yaml;
import java.util.Optional;

/**
 * Entries that share keywords, with what to do where one fails, and what to do in any case.
 *
 * @param role the role whose tasks these are, where they are all that it has
 */
public record Block(
    Optional<Yaml.Scalar> name,
    ImmutableList<Entry> entries,
    ImmutableList<Entry> rescue,
    ImmutableList<Entry> always,
    Optional<Role> role,
    Mark mark,
    Keywords keywords)
    implements Entry {

  /** All tasks of a role. */
  static Block of(Role role, ImmutableList<Entry> entries, Mark mark, Keywords keywords) {
    return new Block(
        Optional.empty(),
        entries,
        ImmutableList.of(),
        ImmutableList.of(),
        Optional.of(role),
        mark,
        keywords);
  }
}
