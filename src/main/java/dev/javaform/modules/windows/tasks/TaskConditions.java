package dev.javaform.modules.windows.tasks;

import dev.javaform.module.Argument;
import dev.javaform.modules.windows.NamedProperties;
import java.util.Optional;

/** Under which conditions a task is done, and how. */
public record TaskConditions(
    @Argument("Whether it can be started by hand.") Optional<Boolean> allowDemandStart,
    @Argument("Whether it may be ended by force.") Optional<Boolean> allowHardTerminate,
    @Argument("Which version of the task scheduler it is for: 0 to 4.")
        Optional<Integer> compatibility,
    @Argument("How long after its last trigger it is removed, as P30D.")
        Optional<String> deleteExpiredTaskAfter,
    @Argument("Whether it does not start on batteries.")
        Optional<Boolean> disallowStartIfOnBatteries,
    @Argument("Whether it is done at all.") Optional<Boolean> enabled,
    @Argument("How long it may take, as PT2H; PT0S is without a limit.")
        Optional<String> executionTimeLimit,
    @Argument("Whether lists leave it out.") Optional<Boolean> hidden,
    @Argument("What happens where it still runs: 0 both, 1 wait, 2 not again, 3 end the first.")
        Optional<Integer> multipleInstances,
    @Argument("Its priority, 0 to 10; unsaid 7.") Optional<Integer> priority,
    @Argument("How often it is tried again where it failed.") Optional<Integer> restartCount,
    @Argument("How long to wait before that, as PT1M.") Optional<String> restartInterval,
    @Argument("Whether it starts only where nobody uses the machine.")
        Optional<Boolean> runOnlyIfIdle,
    @Argument("Whether it starts only where there is a network.")
        Optional<Boolean> runOnlyIfNetworkAvailable,
    @Argument("Whether it is made up for where its time has passed.")
        Optional<Boolean> startWhenAvailable,
    @Argument("Whether it ends where the machine goes on batteries.")
        Optional<Boolean> stopIfGoingOnBatteries,
    @Argument("Whether the machine is woken for it.") Optional<Boolean> wakeToRun) {

  public TaskConditions {
    compatibility.ifPresent(number -> check("compatibility", number, 4));
    multipleInstances.ifPresent(number -> check("multiple_instances", number, 3));
    priority.ifPresent(number -> check("priority", number, 10));
    deleteExpiredTaskAfter.ifPresent(
        length -> TaskDuration.wished("delete_expired_task_after", length));
    executionTimeLimit.ifPresent(length -> TaskDuration.wished("execution_time_limit", length));
    restartInterval.ifPresent(length -> TaskDuration.wished("restart_interval", length));
    if (restartInterval.isPresent() && restartCount.isEmpty()) {
      throw new IllegalArgumentException("\"restart_interval\" needs \"restart_count\".");
    }
  }

  private static void check(String name, int number, int most) {
    if (number < 0 || number > most) {
      throw new IllegalArgumentException(
          "\"%s\" is %d; it is 0 to %d.".formatted(name, number, most));
    }
  }

  NamedProperties wished() {
    return NamedProperties.NONE
        .with("compatibility", text(compatibility))
        .with("allow_demand_start", text(allowDemandStart))
        .with("allow_hard_terminate", text(allowHardTerminate))
        .with("delete_expired_task_after", length(deleteExpiredTaskAfter))
        .with("disallow_start_if_on_batteries", text(disallowStartIfOnBatteries))
        .with("enabled", text(enabled))
        .with("execution_time_limit", length(executionTimeLimit))
        .with("hidden", text(hidden))
        .with("multiple_instances", text(multipleInstances))
        .with("priority", text(priority))
        .with("restart_interval", length(restartInterval))
        .with("restart_count", text(restartCount))
        .with("run_only_if_idle", text(runOnlyIfIdle))
        .with("run_only_if_network_available", text(runOnlyIfNetworkAvailable))
        .with("start_when_available", text(startWhenAvailable))
        .with("stop_if_going_on_batteries", text(stopIfGoingOnBatteries))
        .with("wake_to_run", text(wakeToRun));
  }

  private static Optional<String> text(Optional<?> value) {
    return value.map(String::valueOf);
  }

  private static Optional<String> length(Optional<String> value) {
    return value.map(TaskDuration::plain);
  }
}
