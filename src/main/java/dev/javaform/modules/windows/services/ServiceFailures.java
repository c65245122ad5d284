package dev.javaform.modules.windows.services;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.javaform.module.Argument;
import dev.javaform.modules.windows.NamedProperties;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What is done where a service ends without being told to (SERVICE_FAILURE_ACTIONS). */
public record ServiceFailures(
    @Argument("What is done at the first failure, the second and so on: type and delay_ms of each.")
        Optional<ImmutableList<Object>> failureActions,
    @Argument("Whether it is also done where a service stops with an error and did not crash.")
        Optional<Boolean> failureActionsOnNonCrashFailure,
    @Argument("The command of run_command; empty removes it.") Optional<String> failureCommand,
    @Argument("What users are told before a reboot; empty removes it.")
        Optional<String> failureRebootMsg,
    @Argument(
            value = "Seconds after which failures are counted anew; 0xFFFFFFFF is never.",
            aliases = "failure_reset_period")
        Optional<Object> failureResetPeriodSec) {

  private static final ImmutableMap<String, String> KINDS =
      ImmutableMap.of("none", "", "reboot", "reboot", "restart", "restart", "run_command", "run");

  public ServiceFailures {
    failureActions.ifPresent(list -> list.forEach(ServiceFailures::action));
    failureResetPeriodSec.ifPresent(ServiceFailures::number);
  }

  /** An action as the helper has it: {@code restart/5000}. */
  private static String action(Object written) {
    if (!(written instanceof Map<?, ?> map)
        || !(map.get("type") instanceof String type)
        || !KINDS.containsKey(type)) {
      throw new IllegalArgumentException(
          "Each of \"failure_actions\" has a type: none, reboot, restart or run_command.");
    }
    for (Object name : map.keySet()) {
      if (!name.equals("type") && !name.equals("delay_ms") && !name.equals("delay")) {
        throw new IllegalArgumentException(
            "\"failure_actions\" has no \"%s\"; it has type and delay_ms.".formatted(name));
      }
    }
    Object delay = map.containsKey("delay_ms") ? map.get("delay_ms") : map.get("delay");
    return KINDS.get(type) + "/" + number(delay == null ? 0L : delay);
  }

  /**
   * A number of 32 bits in decimal.
   *
   * @throws IllegalArgumentException where it is none
   */
  static String number(Object written) {
    String text = String.valueOf(written).strip().toLowerCase(Locale.ROOT);
    try {
      long number =
          text.startsWith("0x") ? Long.parseLong(text.substring(2), 16) : Long.parseLong(text);
      if (number >= 0 && number <= 0xFFFFFFFFL) {
        return Long.toString(number);
      }
    } catch (NumberFormatException _) {
      // said below, as for numbers that are too large
    }
    throw new IllegalArgumentException(
        "\"%s\" is not a whole number from 0 to 4294967295.".formatted(written));
  }

  NamedProperties wished() {
    return NamedProperties.NONE
        .with(
            "failure_actions",
            failureActions.map(
                list ->
                    list.stream()
                        .map(ServiceFailures::action)
                        .collect(ImmutableList.toImmutableList())))
        .with("failure_flag", failureActionsOnNonCrashFailure)
        .with("failure_command", failureCommand)
        .with("failure_reboot_msg", failureRebootMsg)
        .with("failure_reset", failureResetPeriodSec.map(ServiceFailures::number));
  }
}
