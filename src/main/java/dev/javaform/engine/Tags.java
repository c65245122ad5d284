package dev.javaform.engine;

import com.google.common.collect.ImmutableSet;
import java.util.Collections;
import java.util.Set;

/**
 * Which tasks the tags of the command line choose.
 *
 * <p>Source: Ansible's documentation, "Tags", with its special tags {@code always}, {@code never},
 * {@code all}, {@code tagged} and {@code untagged}.
 */
public record Tags(ImmutableSet<String> wanted, ImmutableSet<String> unwanted) {

  /** Whether a task with these tags runs. */
  public boolean choose(Set<String> tags) {
    return isWanted(tags) && !isUnwanted(tags);
  }

  private boolean isWanted(Set<String> tags) {
    if (tags.contains("always")) {
      return true;
    }
    boolean byName = !Collections.disjoint(wanted, tags);
    if (tags.contains("never")) {
      return byName;
    }
    boolean all = wanted.isEmpty() || wanted.contains("all");
    return all
        || byName
        || (wanted.contains("tagged") && !tags.isEmpty())
        || (wanted.contains("untagged") && tags.isEmpty());
  }

  private boolean isUnwanted(Set<String> tags) {
    if (!Collections.disjoint(unwanted, tags)) {
      return true;
    }
    if (unwanted.contains("all")) {
      return !tags.contains("always") || unwanted.contains("always");
    }
    return (unwanted.contains("tagged") && !tags.isEmpty())
        || (unwanted.contains("untagged") && tags.isEmpty());
  }
}
