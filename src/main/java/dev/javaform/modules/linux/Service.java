package dev.javaform.modules.linux;

import dev.javaform.module.Argument;
import dev.javaform.module.Manual;
import dev.javaform.module.Module;
import dev.javaform.module.Name;
import dev.javaform.module.Plan;
import dev.javaform.module.Probe;
import java.util.List;
import java.util.Optional;

/** A service: whether it runs, and whether it starts at boot. Hosts are run by systemd. */
@Name("ansible.builtin.service")
@Manual(
    summary = "Starts, stops and enables a service with whatever the host has.",
    example =
        """
        - name: Start libvirt, now and at boot
          service:
            name: libvirtd
            state: started
            enabled: true
        """,
    returns = {UnitWish.RETURNS})
public record Service(
    @Argument("The service.") String name,
    @Argument("started, stopped, restarted or reloaded.") Optional<ServiceState> state,
    @Argument("Whether it starts at boot.") Optional<Boolean> enabled,
    @Argument(value = "auto or systemd.", preset = "auto") String use,
    @Argument(value = "Ignored, as Ansible does with systemd.", aliases = "args")
        Optional<String> arguments,
    @Argument("Ignored, as Ansible does with systemd.") Optional<String> pattern,
    @Argument(value = "Ignored, as Ansible does with systemd.", preset = "default") String runlevel,
    @Argument("Ignored, as Ansible does with systemd.") Optional<Integer> sleep,
    @Argument(
            value = "Let systemd read changed unit files first.",
            aliases = "daemon-reload",
            preset = "false")
        boolean daemonReload)
    implements Module<UnitState> {

  public Service {
    if (state.isEmpty() && enabled.isEmpty() && !daemonReload) {
      throw new IllegalArgumentException("service needs state, enabled or daemon_reload.");
    }
    if (!List.of("auto", "systemd", "service").contains(use)) {
      throw new IllegalArgumentException(
          "service can use systemd only, not \"%s\".".formatted(use));
    }
    SystemdService.check(name);
  }

  @Override
  public Probe<UnitState> observe() {
    return UnitProbe.of("system", name, daemonReload);
  }

  @Override
  public Plan<UnitState> decide(UnitState seen) {
    return new UnitWish(
            name, state, enabled, Optional.empty(), daemonReload, false, "system", false)
        .plan(seen);
  }
}
