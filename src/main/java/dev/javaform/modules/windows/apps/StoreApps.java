package dev.javaform.modules.windows.apps;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import dev.javaform.module.Unseen;
import dev.javaform.modules.windows.Answer;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * Which of some apps are there.
 *
 * @param provisioned those that every new user gets
 * @param installed those that some user has
 * @param fixed those that Windows lets nobody remove
 */
record StoreApps(
    ImmutableSortedSet<String> provisioned,
    ImmutableSortedSet<String> installed,
    @Unseen ImmutableSortedSet<String> fixed) {

  static StoreApps of(Answer answer) {
    return new StoreApps(
        sorted(answer.texts("provisioned")),
        sorted(answer.texts("installed")),
        sorted(answer.texts("fixed")));
  }

  private static ImmutableSortedSet<String> sorted(Collection<String> names) {
    return ImmutableSortedSet.copyOf(String.CASE_INSENSITIVE_ORDER, names);
  }

  /** Whether some of it is there that can be removed. */
  boolean removable(String name) {
    return provisioned.contains(name) || (installed.contains(name) && !fixed.contains(name));
  }

  StoreApps without(Collection<String> names) {
    return new StoreApps(
        sorted(provisioned.stream().filter(each -> !holds(names, each)).toList()),
        sorted(
            installed.stream()
                .filter(each -> fixed.contains(each) || !holds(names, each))
                .toList()),
        fixed);
  }

  private static boolean holds(Collection<String> names, String name) {
    return names.stream().anyMatch(name::equalsIgnoreCase);
  }

  Map<String, Object> told(Collection<String> removed) {
    return Map.of(
        "removed", ImmutableList.copyOf(removed),
        "provisioned", ImmutableList.copyOf(provisioned),
        "installed", ImmutableList.copyOf(installed),
        "fixed", ImmutableList.copyOf(fixed));
  }

  Optional<String> warning() {
    return fixed.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "Windows lets nobody remove %s: it belongs to the system."
                .formatted(String.join(", ", fixed)));
  }
}
