package dev.javaform;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The law of check mode: what an audit announces is what the run after it changes, or the audit
 * says that it cannot know.
 */
final class Announced {
  private Announced() {}

  /**
   * Where the two differ, a line for each; both are reports as {@code --output json} prints them.
   *
   * @param audit of the run in check mode
   * @param run of the run right after it
   */
  static List<String> breaches(JsonNode audit, JsonNode run) {
    Map<String, Set<String>> announced = outcomes(audit);
    Map<String, Set<String>> done = outcomes(run);
    List<String> breaches = new ArrayList<>();
    announced.forEach(
        (task, outcomes) -> {
          if (outcomes.contains("would_change")
              && !done.getOrDefault(task, Set.of()).contains("changed")) {
            breaches.add("announced, and not changed: " + task);
          }
        });
    done.forEach(
        (task, outcomes) -> {
          Set<String> told = announced.getOrDefault(task, Set.of());
          if (outcomes.contains("changed")
              && !told.contains("would_change")
              && !told.contains("unpredictable")) {
            breaches.add("changed, and announced as " + told + ": " + task);
          }
        });
    return breaches;
  }

  /** By place of the task, host and item, how it ended. */
  private static Map<String, Set<String>> outcomes(JsonNode report) {
    Map<String, Set<String>> outcomes = new TreeMap<>();
    for (JsonNode play : report.path("plays")) {
      for (JsonNode task : play.path("tasks")) {
        String place = task.path("task").path("path").asText();
        task.path("hosts").properties().forEach(host -> add(outcomes, place, host));
      }
    }
    return outcomes;
  }

  private static void add(
      Map<String, Set<String>> outcomes, String place, Map.Entry<String, JsonNode> host) {
    String where = place + " on " + host.getKey();
    JsonNode items = host.getValue().path("items");
    if (items.isEmpty()) {
      note(outcomes, where, host.getValue());
    }
    for (JsonNode item : items) {
      note(outcomes, where + ", item " + item.path("item").asText(), item);
    }
  }

  private static void note(Map<String, Set<String>> outcomes, String where, JsonNode ended) {
    outcomes.computeIfAbsent(where, _ -> new TreeSet<>()).add(ended.path("outcome").asText());
  }
}
