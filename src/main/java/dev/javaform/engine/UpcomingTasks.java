package dev.javaform.engine;

import com.google.common.collect.ImmutableList;
import dev.javaform.playbook.Block;
import dev.javaform.playbook.Entry;
import dev.javaform.playbook.Include;
import dev.javaform.playbook.Task;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * The tasks in the order they will probably run in, so that what they ask can be asked ahead. An
 * include stands for itself: what it brings is not known before.
 */
final class UpcomingTasks {

  private final List<Task> tasks;
  private final IdentityHashMap<Task, Integer> places = new IdentityHashMap<>();

  private UpcomingTasks(List<Task> tasks) {
    this.tasks = tasks;
    for (int i = 0; i < tasks.size(); i++) {
      places.putIfAbsent(tasks.get(i), i);
    }
  }

  /** The upcoming of entries run one after the other. */
  static UpcomingTasks of(List<Entry> entries) {
    List<Task> tasks = new ArrayList<>();
    entries.forEach(entry -> flatten(entry, tasks));
    return new UpcomingTasks(tasks);
  }

  /** The upcoming of included entries, behind which this one goes on after {@code include}. */
  UpcomingTasks into(List<Entry> included, Include include) {
    List<Task> all = new ArrayList<>();
    included.forEach(entry -> flatten(entry, all));
    all.addAll(after(include.task()));
    return new UpcomingTasks(all);
  }

  /**
   * The tasks that follow {@code task}; none for a task that is not on the way, such as a handler.
   */
  List<Task> after(Task task) {
    Integer place = places.get(task);
    return place == null ? ImmutableList.of() : tasks.subList(place + 1, tasks.size());
  }

  private static void flatten(Entry entry, List<Task> into) {
    switch (entry) {
      case Task task -> into.add(task);
      case Include include -> into.add(include.task());
      case Block block -> {
        block.entries().forEach(each -> flatten(each, into));
        block.always().forEach(each -> flatten(each, into));
      }
    }
  }
}
