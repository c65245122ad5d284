package dev.javaform.report;

import dev.javaform.event.Event;
import dev.javaform.event.StartedTask;
import dev.javaform.event.TaskId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** A play of a report, or one batch of its hosts. */
final class JsonPlay {

  private final Map<String, Object> about = new LinkedHashMap<>();
  private final Map<TaskId, JsonTask> tasks = new TreeMap<>();
  private final Map<String, Object> failed = new LinkedHashMap<>();
  private final Instant started;
  private boolean over;

  JsonPlay(Event.PlayStarted begun) {
    started = begun.at();
    about.put("id", begun.play());
    about.put("name", begun.name());
    about.put("hosts", begun.hosts());
  }

  /** The task, which begins where nothing was told of it before. */
  JsonTask task(StartedTask task, Instant at) {
    return tasks.computeIfAbsent(task.id(), _ -> new JsonTask(task, at));
  }

  void skipped(String reason) {
    about.put("skipped", reason);
  }

  /** Failures ended it for all its hosts. */
  void lost() {
    about.put("no_hosts_left", true);
  }

  /** A host failed before any task. */
  void failed(Event.HostFailed event) {
    failed.put(event.host(), JsonResult.of(event.result()));
  }

  /** It ended then, if it has not before. */
  void ended(Instant at) {
    if (!over) {
      JsonTimes.put(started, at, about);
    }
    over = true;
  }

  Map<String, Object> written() {
    Map<String, Object> play = new LinkedHashMap<>();
    play.put("play", about);
    play.put("tasks", tasks.values().stream().map(JsonTask::written).toList());
    if (!failed.isEmpty()) {
      play.put("failed", failed);
    }
    return play;
  }
}
