package dev.javaform.modules.windows.software;

import com.google.common.collect.ImmutableList;
import dev.javaform.module.Argument;
import dev.javaform.module.Manual;
import dev.javaform.module.Module;
import dev.javaform.module.Name;
import dev.javaform.module.Output;
import dev.javaform.module.Plan;
import dev.javaform.module.Probe;
import dev.javaform.module.Returns;
import dev.javaform.module.Script;
import dev.javaform.module.Step;
import dev.javaform.modules.windows.Answer;
import dev.javaform.modules.windows.RebootRequired;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Updates of Windows. The update service refuses remote sessions, so a scheduled task asks it as
 * the system.
 */
@Name("ansible.windows.win_updates")
@Manual(
    summary = "Searches, downloads and installs updates of Windows.",
    example =
        """
        - name: Have what makes the guest safe
          win_updates:
            category_names: [SecurityUpdates, CriticalUpdates]
          register: updates
        """,
    returns = {
      RebootRequired.RETURNS,
      "rebooted: Whether the guest has booted meanwhile; it never does.",
      "updates: What was found or installed, by id, each with title, kb, id, downloaded, installed"
          + " and categories.",
      "filtered_updates: What was found and left out, the same with filtered_reason and"
          + " filtered_reasons.",
      "found_update_count: How many were found.",
      "installed_update_count: How many were installed or downloaded.",
      "failed_update_count: How many failed."
    })
public record WinUpdates(
    @Argument(
            value = "Only those whose article (KB) or title, as a pattern, is among these.",
            aliases = "whitelist")
        Optional<ImmutableList<String>> acceptList,
    @Argument(value = "None of those whose article or title is among these.", aliases = "blacklist")
        Optional<ImmutableList<String>> rejectList,
    @Argument(
            value = "The kinds of updates; * for all.",
            preset = "[CriticalUpdates, SecurityUpdates, UpdateRollups]")
        ImmutableList<String> categoryNames,
    @Argument(value = "Leave out what Microsoft calls optional.", preset = "false")
        boolean skipOptional,
    @Argument(
            value = "Only false: a task win_reboot afterwards boots the guest where that is due.",
            preset = "false")
        boolean reboot,
    @Argument(preset = "1200", ignored = "the guest is not booted by it") int rebootTimeout,
    @Argument(value = "Whom to ask: default, managed_server, windows_update.", preset = "default")
        ServerSelection serverSelection,
    @Argument(value = "installed, downloaded, or searched: only tell.", preset = "installed")
        Wanted state,
    @Argument(ignored = "the run tells what is done") Optional<String> logPath,
    @Argument(preset = "false", ignored = "a scheduled task is always used")
        boolean useScheduledTask)
    implements Module<WaitingUpdates> {

  private static final Duration SEARCH = Duration.ofMinutes(30);
  private static final Duration INSTALL = Duration.ofHours(4);

  /** What is to be of the updates. */
  public enum Wanted {
    INSTALLED,
    DOWNLOADED,
    SEARCHED
  }

  /** Whom to ask, with the number that the Windows Update Agent has for it (ServerSelection). */
  public enum ServerSelection {
    DEFAULT(0),
    MANAGED_SERVER(1),
    WINDOWS_UPDATE(2);

    private final long number;

    ServerSelection(long number) {
      this.number = number;
    }
  }

  public WinUpdates {
    if (reboot) {
      throw new IllegalArgumentException(
          "\"reboot\" cannot be true here: let a task win_reboot follow, when reboot_required.");
    }
    filter(categoryNames, acceptList, rejectList, skipOptional);
  }

  private static UpdateFilter filter(
      ImmutableList<String> categories,
      Optional<ImmutableList<String>> accepted,
      Optional<ImmutableList<String>> rejected,
      boolean skipsOptional) {
    return new UpdateFilter(categories, accepted, rejected, skipsOptional);
  }

  private UpdateFilter filter() {
    return filter(categoryNames, acceptList, rejectList, skipOptional);
  }

  private Script.PowerShell question() {
    return Script.PowerShell.ask("updates", Map.of("server", serverSelection.number))
        .within(SEARCH);
  }

  @Override
  public Probe<WaitingUpdates> observe() {
    UpdateFilter filter = filter();
    return Probe.of(
        question(), WaitingUpdates.class, output -> WaitingUpdates.of(Answer.of(output), filter));
  }

  @Override
  public Plan<WaitingUpdates> decide(WaitingUpdates seen) {
    WaitingUpdates wanted =
        switch (state) {
          case INSTALLED -> seen.missing().isEmpty() ? seen : seen.installed();
          case DOWNLOADED -> seen.downloaded();
          case SEARCHED -> seen;
        };
    if (seen.equals(wanted)) {
      return Plan.keep(seen).returning(Returns.of(kept(seen)));
    }
    return Plan.due(seen, wanted, List.of(step(seen))).returning(learning(seen));
  }

  private Step step(WaitingUpdates seen) {
    List<String> ids = seen.chosen().stream().map(OfferedUpdate::id).toList();
    boolean installs = state == Wanted.INSTALLED;
    return new Step.Run(
        (installs ? "install " : "download ") + ids.size() + " updates",
        question().set(Map.of(installs ? "install" : "download", ids)).within(INSTALL));
  }

  private Map<String, Object> kept(WaitingUpdates seen) {
    Map<String, Object> values = found(seen);
    values.put("updates", updates(seen, false));
    values.put("installed_update_count", 0L);
    values.put("reboot_required", seen.reboot());
    return values;
  }

  private Map<String, Object> found(WaitingUpdates seen) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("found_update_count", (long) seen.chosen().size());
    values.put("failed_update_count", 0L);
    values.put("rebooted", false);
    values.put("filtered_updates", left(seen));
    return values;
  }

  private Map<String, Object> updates(WaitingUpdates seen, boolean done) {
    Map<String, Object> updates = new LinkedHashMap<>();
    boolean installed = done && state == Wanted.INSTALLED;
    seen.chosen().forEach(each -> updates.put(each.id(), each.returned(installed, done)));
    return updates;
  }

  private Map<String, Object> left(WaitingUpdates seen) {
    Map<String, Object> updates = new LinkedHashMap<>();
    for (OfferedUpdate each : seen.others()) {
      List<String> reasons = filter().reasons(each);
      Map<String, Object> values = each.returned(false, false);
      values.put("filtered_reason", reasons.getFirst());
      values.put("filtered_reasons", reasons);
      updates.put(each.id(), values);
    }
    return updates;
  }

  private Returns learning(WaitingUpdates seen) {
    return Returns.of(found(seen))
        .learning(
            List.of("updates", "installed_update_count", "reboot_required"),
            outputs -> learn(seen, outputs));
  }

  private Map<String, Object> learn(WaitingUpdates seen, List<Output> outputs) {
    return Answer.last(outputs)
        .<Map<String, Object>>map(
            order ->
                Map.of(
                    "updates", updates(seen, true),
                    "installed_update_count", (long) seen.chosen().size(),
                    "reboot_required", order.flag("reboot")))
        .orElse(Map.of());
  }
}
