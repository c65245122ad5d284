package dev.javaform.modules.windows.tasks;

import com.google.common.base.CaseFormat;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what a playbook says of a trigger. */
final class TriggerWish {

  private static final ImmutableSet<String> STATE_CHANGES =
      ImmutableSet.of(
          "console_connect",
          "console_disconnect",
          "remote_connect",
          "remote_disconnect",
          "session_lock",
          "session_unlock");

  private static final ImmutableSet<String> REPETITION =
      ImmutableSet.of("interval", "duration", "stop_at_duration_end");

  private final Map<?, ?> written;
  private final TriggerKind kind;
  private final Map<String, String> values = new LinkedHashMap<>();

  TriggerWish(Map<?, ?> written, TriggerKind kind) {
    this.written = written;
    this.kind = kind;
  }

  /**
   * What is said, where it is not what counts unsaid.
   *
   * @throws IllegalArgumentException where it cannot be meant
   */
  ImmutableMap<String, String> values() {
    known(written, kind.names(), "A trigger of type " + kind.word());
    if (kind.needsStart() && text("start_boundary").isEmpty()) {
      throw lacks("start_boundary");
    }
    text("enabled").filter("false"::equals).ifPresent(text -> values.put("enabled", text));
    put("start_boundary");
    put("end_boundary");
    putLength("execution_time_limit");
    putRepetition();
    put("subscription");
    put("user_id");
    putLength("delay");
    putLength("random_delay");
    putStateChange();
    putSchedule();
    return ImmutableMap.copyOf(values);
  }

  private static void known(Map<?, ?> map, ImmutableSet<String> names, String what) {
    for (Object name : map.keySet()) {
      if (!names.contains(name)) {
        throw new IllegalArgumentException(
            "%s has no \"%s\"; it has %s.".formatted(what, name, String.join(", ", names)));
      }
    }
  }

  private IllegalArgumentException lacks(String name) {
    return new IllegalArgumentException(
        "A trigger of type %s needs \"%s\".".formatted(kind.word(), name));
  }

  private Optional<String> text(String name) {
    return Optional.ofNullable(written.get(name)).map(String::valueOf);
  }

  private void put(String name) {
    text(name).ifPresent(text -> values.put(name, text));
  }

  private void putLength(String name) {
    text(name)
        .map(text -> TaskDuration.wished(name, text))
        .filter(text -> !text.equals("PT0S") || name.equals("execution_time_limit"))
        .ifPresent(text -> values.put(name, text));
  }

  private void putRepetition() {
    Object said = written.get("repetition");
    if (said == null) {
      return;
    }
    if (!(said instanceof Map<?, ?> map) || map.get("interval") == null) {
      throw new IllegalArgumentException("\"repetition\" has an interval, such as PT1M.");
    }
    known(map, REPETITION, "\"repetition\"");
    Optional.ofNullable(map.get("duration"))
        .map(length -> TaskDuration.wished("duration", String.valueOf(length)))
        .ifPresent(length -> values.put("repetition_duration", length));
    values.put(
        "repetition_interval",
        TaskDuration.wished("interval", String.valueOf(map.get("interval"))));
    if (Boolean.TRUE.equals(map.get("stop_at_duration_end"))) {
      values.put("repetition_stop", "true");
    }
  }

  private void putStateChange() {
    Optional<String> change = text("state_change");
    if (kind == TriggerKind.SESSION_STATE_CHANGE
        && change.filter(STATE_CHANGES::contains).isEmpty()) {
      throw new IllegalArgumentException(
          "\"state_change\" is one of %s.".formatted(String.join(", ", STATE_CHANGES)));
    }
    change
        .map(word -> CaseFormat.LOWER_UNDERSCORE.to(CaseFormat.UPPER_CAMEL, word))
        .ifPresent(word -> values.put("state_change", word));
  }

  private void putSchedule() {
    switch (kind) {
      case DAILY -> values.put("days_interval", text("days_interval").orElse("1"));
      case WEEKLY -> {
        values.put("weeks_interval", text("weeks_interval").orElse("1"));
        putList("days_of_week", "", TriggerNames.DAYS, ImmutableList.of());
      }
      case MONTHLY -> {
        putList(
            "days_of_month", "run_on_last_day_of_month", TriggerNames.DATES, ImmutableList.of());
        putList("months_of_year", "", TriggerNames.MONTHS, TriggerNames.MONTHS);
      }
      case MONTHLYDOW -> {
        putList(
            "weeks_of_month", "run_on_last_week_of_month", TriggerNames.WEEKS, ImmutableList.of());
        putList("days_of_week", "", TriggerNames.DAYS, ImmutableList.of());
        putList("months_of_year", "", TriggerNames.MONTHS, TriggerNames.MONTHS);
      }
      case EVENT -> {
        if (text("subscription").isEmpty()) {
          throw lacks("subscription");
        }
      }
      case BOOT, REGISTRATION, IDLE, TIME, LOGON, SESSION_STATE_CHANGE -> {}
    }
  }

  /** A list, or a text with commas in it. */
  private void putList(String name, String last, List<String> all, List<String> unsaid) {
    List<String> said = new ArrayList<>();
    for (Object each : listed(written.get(name))) {
      said.add(
          all.stream()
              .filter(String.valueOf(each).strip()::equalsIgnoreCase)
              .findFirst()
              .orElseThrow(() -> unknown(name, each, all)));
    }
    if (Boolean.TRUE.equals(written.get(last))) {
      said.add(TriggerNames.LAST);
    }
    if (said.isEmpty() && unsaid.isEmpty()) {
      throw lacks(name);
    }
    values.put(name, TriggerNames.sorted(all, said.isEmpty() ? unsaid : said));
  }

  private static IllegalArgumentException unknown(String name, Object each, List<String> all) {
    return new IllegalArgumentException(
        "\"%s\" has \"%s\"; it may have %s.".formatted(name, each, String.join(", ", all)));
  }

  private static List<?> listed(@Nullable Object value) {
    return switch (value) {
      case null -> List.of();
      case List<?> list -> list;
      default -> Splitter.on(',').omitEmptyStrings().splitToList(String.valueOf(value));
    };
  }
}
