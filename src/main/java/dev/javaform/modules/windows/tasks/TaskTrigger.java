package dev.javaform.modules.windows.tasks;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.Map;
import java.util.Optional;
import org.w3c.dom.Element;

/**
 * When a task begins. What is as it is unsaid is not among the values, so that equal triggers are
 * equal however they are written.
 *
 * @param type as a playbook names it; of a kind that no playbook can name its element
 * @param values by the names that a playbook has for them, lists joined by commas
 */
record TaskTrigger(String type, ImmutableMap<String, String> values) {

  static ImmutableList<TaskTrigger> read(Element task) {
    return TaskXml.child(task, "Triggers")
        .map(TaskXml::children)
        .orElse(ImmutableList.of())
        .stream()
        .map(TaskTrigger::readOne)
        .collect(ImmutableList.toImmutableList());
  }

  private static TaskTrigger readOne(Element trigger) {
    return TriggerKind.of(trigger)
        .map(kind -> new TaskTrigger(kind.word(), new TriggerReader(trigger, kind).values()))
        .orElseGet(() -> new TaskTrigger("(" + trigger.getLocalName() + ")", ImmutableMap.of()));
  }

  /**
   * One as a playbook has it.
   *
   * @throws IllegalArgumentException where it is none
   */
  static TaskTrigger of(Object written) {
    Optional<TriggerKind> kind =
        written instanceof Map<?, ?> map ? TriggerKind.named(map.get("type")) : Optional.empty();
    if (kind.isEmpty()) {
      throw new IllegalArgumentException(
          "Each of \"triggers\" has a type: %s."
              .formatted(
                  String.join(
                      ", ",
                      ImmutableList.copyOf(TriggerKind.values()).stream()
                          .map(TriggerKind::word)
                          .toList())));
    }
    return new TaskTrigger(
        kind.get().word(), new TriggerWish((Map<?, ?>) written, kind.get()).values());
  }

  /** The same, its user by another of the user's names. */
  TaskTrigger of(String user) {
    ImmutableMap.Builder<String, String> all = ImmutableMap.builder();
    all.putAll(values).put("user_id", user);
    return new TaskTrigger(type, all.buildKeepingLast());
  }

  Optional<String> user() {
    return value("user_id");
  }

  Optional<String> value(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /** Adds it, its parts in the order in which Windows writes them. */
  void write(Element triggers) {
    TriggerKind kind = TriggerKind.named(type).orElseThrow();
    Element trigger = TaskXml.add(triggers, kind.element());
    writeRepetition(trigger);
    add(trigger, "StartBoundary", "start_boundary");
    add(trigger, "EndBoundary", "end_boundary");
    add(trigger, "ExecutionTimeLimit", "execution_time_limit");
    TaskXml.add(trigger, "Enabled", value("enabled").orElse("true"));
    add(trigger, "Subscription", "subscription");
    add(trigger, "UserId", "user_id");
    add(trigger, "Delay", "delay");
    add(trigger, "StateChange", "state_change");
    add(trigger, "RandomDelay", "random_delay");
    if (!kind.schedule().isEmpty()) {
      writeSchedule(TaskXml.add(trigger, kind.schedule()));
    }
  }

  private void writeRepetition(Element trigger) {
    if (value("repetition_interval").isPresent()) {
      Element repetition = TaskXml.add(trigger, "Repetition");
      add(repetition, "Interval", "repetition_interval");
      add(repetition, "Duration", "repetition_duration");
      TaskXml.add(repetition, "StopAtDurationEnd", value("repetition_stop").orElse("false"));
    }
  }

  private void writeSchedule(Element schedule) {
    add(schedule, "DaysInterval", "days_interval");
    add(schedule, "WeeksInterval", "weeks_interval");
    addEach(schedule, "Weeks", "Week", "weeks_of_month");
    addEach(schedule, "DaysOfMonth", "Day", "days_of_month");
    addNamed(schedule, "DaysOfWeek", "days_of_week");
    addNamed(schedule, "Months", "months_of_year");
  }

  private void add(Element parent, String element, String name) {
    value(name).ifPresent(text -> TaskXml.add(parent, element, text));
  }

  private void addEach(Element schedule, String list, String element, String name) {
    value(name)
        .ifPresent(
            text -> {
              Element all = TaskXml.add(schedule, list);
              TriggerNames.split(text).forEach(each -> TaskXml.add(all, element, each));
            });
  }

  private void addNamed(Element schedule, String list, String name) {
    value(name)
        .ifPresent(
            text -> {
              Element all = TaskXml.add(schedule, list);
              TriggerNames.split(text).forEach(each -> TaskXml.add(all, each));
            });
  }
}
