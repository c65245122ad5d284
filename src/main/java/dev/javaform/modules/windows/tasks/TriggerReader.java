package dev.javaform.modules.windows.tasks;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.w3c.dom.Element;

/** Reads what a trigger's element says. */
final class TriggerReader {

  private static final String NO_TIME = "PT0S";

  private final Element trigger;
  private final TriggerKind kind;
  private final Map<String, String> values = new LinkedHashMap<>();

  TriggerReader(Element trigger, TriggerKind kind) {
    this.trigger = trigger;
    this.kind = kind;
  }

  ImmutableMap<String, String> values() {
    put("enabled", "true", "Enabled");
    put("start_boundary", "", "StartBoundary");
    put("end_boundary", "", "EndBoundary");
    put("execution_time_limit", "", "ExecutionTimeLimit");
    put("repetition_interval", "", "Repetition", "Interval");
    put("repetition_duration", "", "Repetition", "Duration");
    put("repetition_stop", "false", "Repetition", "StopAtDurationEnd");
    put("subscription", "", "Subscription");
    put("user_id", "", "UserId");
    put("delay", NO_TIME, "Delay");
    put("random_delay", NO_TIME, "RandomDelay");
    put("state_change", "", "StateChange");
    if (!kind.schedule().isEmpty()) {
      schedule(TaskXml.child(trigger, kind.schedule()).orElseThrow());
    }
    return ImmutableMap.copyOf(values);
  }

  private void put(String name, String unsaid, String... path) {
    TaskXml.text(trigger, path)
        .map(TaskDuration::plain)
        .filter(text -> !text.equals(unsaid))
        .ifPresent(text -> values.put(name, text));
  }

  private void schedule(Element schedule) {
    switch (kind) {
      case DAILY -> values.put("days_interval", TaskXml.text(schedule, "DaysInterval").orElse("1"));
      case WEEKLY -> {
        values.put("weeks_interval", TaskXml.text(schedule, "WeeksInterval").orElse("1"));
        named(schedule, "days_of_week", "DaysOfWeek", TriggerNames.DAYS);
      }
      case MONTHLY -> {
        each(schedule, "days_of_month", "DaysOfMonth", TriggerNames.DATES);
        named(schedule, "months_of_year", "Months", TriggerNames.MONTHS);
      }
      case MONTHLYDOW -> {
        each(schedule, "weeks_of_month", "Weeks", TriggerNames.WEEKS);
        named(schedule, "days_of_week", "DaysOfWeek", TriggerNames.DAYS);
        named(schedule, "months_of_year", "Months", TriggerNames.MONTHS);
      }
      case BOOT, REGISTRATION, IDLE, TIME, EVENT, LOGON, SESSION_STATE_CHANGE -> {}
    }
  }

  /** Elements whose names are the values; where there are none all are meant. */
  private void named(Element schedule, String name, String list, List<String> all) {
    List<String> there = elements(schedule, list).stream().map(Element::getLocalName).toList();
    values.put(name, TriggerNames.sorted(all, there.isEmpty() ? all : there));
  }

  private void each(Element schedule, String name, String list, List<String> all) {
    List<String> there =
        elements(schedule, list).stream().map(each -> each.getTextContent().strip()).toList();
    values.put(name, TriggerNames.sorted(all, there));
  }

  private static ImmutableList<Element> elements(Element schedule, String list) {
    Optional<Element> found = TaskXml.child(schedule, list);
    return found.map(TaskXml::children).orElse(ImmutableList.of());
  }
}
