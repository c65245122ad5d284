package dev.javaform.modules.linux.services;

import dev.javaform.module.Alias;
import dev.javaform.module.Argument;
import dev.javaform.module.Manual;
import dev.javaform.module.Module;
import dev.javaform.module.Name;
import java.util.List;
import java.util.Optional;

/** A service: whether it runs, and whether it starts at boot. Hosts are run by systemd. */
@Name("ansible.builtin.service")
@Manual(
    summary = "Starts, stops and enables a service with whatever service manager the host has.",
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
    @Argument("The service.") Optional<String> name,
    @Argument("started, stopped, restarted or reloaded.") Optional<ServiceState> state,
    @Argument("Whether it starts at boot.") Optional<Boolean> enabled,
    @Argument(value = "auto or systemd.", preset = "auto") String use,
    @Argument(
            value = "Arguments for the service's script.",
            aliases = "args",
            ignored = "systemd has no use for it")
        Optional<String> arguments,
    @Argument(
            value = "What the service's process is called.",
            ignored = "systemd has no use for it")
        Optional<String> pattern,
    @Argument(
            value = "The runlevel of OpenRC.",
            preset = "default",
            ignored = "systemd has no use for it")
        String runlevel,
    @Argument(value = "Seconds between stop and start.", ignored = "systemd has no use for it")
        Optional<Integer> sleep,
    @Argument(
            value = "Let systemd read changed unit files first.",
            aliases = "daemon-reload",
            preset = "false")
        boolean daemonReload,
    @Argument("Whether to make it impossible to start.") Optional<Boolean> masked)
    implements Alias<UnitState> {

  public Service {
    if (!List.of("auto", "systemd", "service").contains(use)) {
      throw new IllegalArgumentException(
          "service can use systemd only, not \"%s\".".formatted(use));
    }
    systemd(name, state, enabled, masked, daemonReload); // which must take them
  }

  @Override
  public Module<UnitState> means() {
    return systemd(name, state, enabled, masked, daemonReload);
  }

  private static SystemdService systemd(
      Optional<String> name,
      Optional<ServiceState> state,
      Optional<Boolean> enabled,
      Optional<Boolean> masked,
      boolean daemonReload) {
    return new SystemdService(
        name,
        state,
        enabled,
        masked,
        daemonReload,
        false,
        false,
        false,
        SystemdService.Scope.SYSTEM);
  }
}
