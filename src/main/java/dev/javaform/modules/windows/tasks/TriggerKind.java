package dev.javaform.modules.windows.tasks;

import com.google.common.collect.ImmutableSet;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/** When a task may begin; the element of each, and what can be said of it. */
enum TriggerKind {
  BOOT("BootTrigger", "", "delay"),
  REGISTRATION("RegistrationTrigger", "", "delay"),
  IDLE("IdleTrigger", ""),
  TIME("TimeTrigger", "", "random_delay"),
  EVENT("EventTrigger", "", "subscription", "delay"),
  LOGON("LogonTrigger", "", "user_id", "delay"),
  SESSION_STATE_CHANGE("SessionStateChangeTrigger", "", "user_id", "delay", "state_change"),
  DAILY("CalendarTrigger", "ScheduleByDay", "random_delay", "days_interval"),
  WEEKLY("CalendarTrigger", "ScheduleByWeek", "random_delay", "weeks_interval", "days_of_week"),
  MONTHLY(
      "CalendarTrigger",
      "ScheduleByMonth",
      "random_delay",
      "days_of_month",
      "run_on_last_day_of_month",
      "months_of_year"),
  MONTHLYDOW(
      "CalendarTrigger",
      "ScheduleByMonthDayOfWeek",
      "random_delay",
      "weeks_of_month",
      "run_on_last_week_of_month",
      "days_of_week",
      "months_of_year");

  private static final ImmutableSet<String> EVERY =
      ImmutableSet.of(
          "type",
          "enabled",
          "start_boundary",
          "end_boundary",
          "execution_time_limit",
          "repetition");

  private final String element;
  private final String schedule;
  private final ImmutableSet<String> names;

  TriggerKind(String element, String schedule, String... names) {
    this.element = element;
    this.schedule = schedule;
    this.names = ImmutableSet.copyOf(names);
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  String element() {
    return element;
  }

  /** The element with the days; empty where there are none. */
  String schedule() {
    return schedule;
  }

  /** What a playbook may say of it. */
  ImmutableSet<String> names() {
    return ImmutableSet.<String>builder().addAll(EVERY).addAll(names).build();
  }

  /** Whether it has no meaning without a time to start from. */
  boolean needsStart() {
    return this == TIME || !schedule.isEmpty();
  }

  static Optional<TriggerKind> named(@Nullable Object word) {
    return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
  }

  static Optional<TriggerKind> of(Element trigger) {
    return Arrays.stream(values())
        .filter(kind -> kind.element.equals(trigger.getLocalName()))
        .filter(
            kind -> kind.schedule.isEmpty() || TaskXml.child(trigger, kind.schedule).isPresent())
        .findFirst();
  }
}
