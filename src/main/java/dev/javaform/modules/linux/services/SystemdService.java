package dev.javaform.modules.linux.services;

import dev.javaform.module.Argument;
import dev.javaform.module.Manual;
import dev.javaform.module.Module;
import dev.javaform.module.Name;
import dev.javaform.module.Plan;
import dev.javaform.module.Probe;
import java.util.Optional;

/**
 * A systemd unit: whether it runs, starts at boot, is masked. {@code daemon_reload} only acts where
 * a unit file is newer than what systemd has read. Of a unit that is only named the status is told.
 */
@Name(value = "ansible.builtin.systemd_service", aliases = "ansible.builtin.systemd")
@Manual(
    summary = "Starts, stops, enables and masks units of systemd.",
    example =
        """
        - name: Start the socket, now and at boot
          systemd_service:
            name: virtqemud.socket
            state: started
            enabled: true
            daemon_reload: true
        """,
    returns = {UnitWish.RETURNS})
public record SystemdService(
    @Argument(
            value = "The unit; .service may be left out.",
            aliases = {"service", "unit"})
        Optional<String> name,
    @Argument("started, stopped, restarted or reloaded.") Optional<ServiceState> state,
    @Argument("Whether it starts at boot.") Optional<Boolean> enabled,
    @Argument("Whether to make it impossible to start.") Optional<Boolean> masked,
    @Argument(
            value = "Let systemd read changed unit files first.",
            aliases = "daemon-reload",
            preset = "false")
        boolean daemonReload,
    @Argument(
            value = "Let systemd restart itself first.",
            aliases = "daemon-reexec",
            preset = "false")
        boolean daemonReexec,
    @Argument(
            value = "Whether to replace links of units.",
            preset = "false",
            ignored = "they always are")
        boolean force,
    @Argument(value = "Do not wait until the job is done.", preset = "false") boolean noBlock,
    @Argument(value = "Whose units: system, user or global.", preset = "system") Scope scope)
    implements Module<UnitState> {

  /** Whose units. */
  public enum Scope {
    SYSTEM,
    USER,
    GLOBAL
  }

  public SystemdService {
    boolean aboutUnit = state.isPresent() || enabled.isPresent() || masked.isPresent();
    if (aboutUnit && name.isEmpty()) {
      throw new IllegalArgumentException("state, enabled and masked need the name of a unit.");
    }
    name.ifPresent(SystemdService::check);
    boolean runs = state.isPresent() && state.get() != ServiceState.STOPPED;
    if (masked.orElse(false) && (runs || enabled.orElse(false))) {
      throw new IllegalArgumentException("A masked unit can be neither started nor enabled.");
    }
    if (scope == Scope.GLOBAL && state.isPresent()) {
      throw new IllegalArgumentException(
          "With scope: global units can be enabled and masked, but have no state.");
    }
  }

  static void check(String unit) {
    if (!unit.matches("[A-Za-z0-9:_.\\\\@/-]+") || unit.startsWith("-")) {
      throw new IllegalArgumentException(
          "\"%s\" is not the name of one unit; patterns are not supported.".formatted(unit));
    }
  }

  @Override
  public Probe<UnitState> observe() {
    return UnitProbe.of(word(), name.orElse(""), daemonReload);
  }

  @Override
  public Plan<UnitState> decide(UnitState seen) {
    return new UnitWish(
            name.orElse(""), state, enabled, masked, daemonReload, daemonReexec, word(), noBlock)
        .plan(seen);
  }

  private String word() {
    return switch (scope) {
      case SYSTEM -> "system";
      case USER -> "user";
      case GLOBAL -> "global";
    };
  }
}
