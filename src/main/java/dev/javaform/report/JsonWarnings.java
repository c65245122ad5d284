package dev.javaform.report;

import dev.javaform.event.Event;
import dev.javaform.event.Result;
import dev.javaform.event.StartedTask;
import dev.javaform.event.TaskId;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The warnings of a report: each text once for each task, with the hosts it is about. */
final class JsonWarnings {

  private static final TaskId RUN = new TaskId(0, 0);

  private final Map<Key, Set<String>> hosts = new TreeMap<>();

  /** A text, and the task it is about, or {@link #RUN}. */
  private record Key(TaskId task, String text) implements Comparable<Key> {

    private static final Comparator<Key> ORDER =
        Comparator.comparing(Key::task).thenComparing(Key::text);

    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }
  }

  void add(Event.Warned warned) {
    add(warned.task().map(StartedTask::id).orElse(RUN), warned.host(), warned.text());
  }

  void add(StartedTask task, String host, Result result) {
    result.warnings().forEach(text -> add(task.id(), Optional.of(host), text));
  }

  private void add(TaskId task, Optional<String> host, String text) {
    Set<String> about = hosts.computeIfAbsent(new Key(task, text), _ -> new TreeSet<>());
    host.ifPresent(about::add);
  }

  List<Map<String, Object>> written() {
    return hosts.entrySet().stream().map(each -> written(each.getKey(), each.getValue())).toList();
  }

  private static Map<String, Object> written(Key key, Set<String> about) {
    Map<String, Object> warning = new LinkedHashMap<>();
    warning.put("text", key.text());
    warning.put("hosts", about);
    if (!key.task().equals(RUN)) {
      warning.put("task", key.task().toString());
    }
    return warning;
  }
}
