package dev.javaform.report;

import dev.javaform.event.Event;
import dev.javaform.event.StartedTask;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A task of a report, with how it ended on each host. */
final class JsonTask {

  private final StartedTask task;
  private final Instant started;
  private final Map<String, Map<String, Object>> hosts = new LinkedHashMap<>();
  private final Map<String, List<Object>> items = new HashMap<>();
  private final Map<String, List<Object>> included = new HashMap<>();
  private Instant ended;

  JsonTask(StartedTask task, Instant at) {
    this.task = task;
    this.started = at;
    this.ended = at;
  }

  void ended(Event.ItemEnded event) {
    Map<String, Object> item = JsonResult.ofItem(event);
    items.computeIfAbsent(event.host(), _ -> new ArrayList<>()).add(item);
    ended = event.at();
  }

  void ended(Event.TaskEnded event) {
    hosts.put(event.host(), JsonResult.of(event));
    ended = event.at();
  }

  void included(Event.Included event) {
    event.hosts().forEach(host -> included(host, event));
    ended = event.at();
  }

  private void included(String host, Event.Included event) {
    included.computeIfAbsent(host, _ -> new ArrayList<>()).add(event.what());
    hosts.computeIfAbsent(host, _ -> JsonResult.included(event.at()));
  }

  Map<String, Object> written() {
    items.forEach((host, each) -> host(host).put("items", each));
    included.forEach((host, each) -> host(host).put("included", each));
    Map<String, Object> written = new LinkedHashMap<>();
    written.put("task", about());
    written.put("hosts", hosts);
    return written;
  }

  /** An include has items also where it tells no end. */
  private Map<String, Object> host(String host) {
    return hosts.computeIfAbsent(host, _ -> JsonResult.included(ended));
  }

  private Map<String, Object> about() {
    Map<String, Object> about = new LinkedHashMap<>();
    about.put("id", task.id().toString());
    about.put("name", task.name());
    about.put("module", task.module());
    about.put("path", task.place());
    about.put("handler", task.handler());
    JsonTimes.put(started, ended, about);
    return about;
  }
}
