package dev.javaform.modules.linux.vfio;

import dev.javaform.module.ModuleFailure;
import java.util.List;
import java.util.stream.Collectors;

/** What is never given to a guest, whatever is accepted; and what is asked for first. */
final class VfioGuards {

  private VfioGuards() {}

  /**
   * The functions that are meant.
   *
   * @throws ModuleFailure where one is not there, is another one, or is the host's own
   */
  static List<HostFunction> check(
      List<PassedDevice> devices, VfioHost host, boolean acceptBootDisplay) {
    List<HostFunction> passed = devices.stream().map(device -> found(device, host)).toList();
    for (HostFunction function : passed) {
      requireEndpoint(function);
      requireUnused(function);
      requireAccepted(function, acceptBootDisplay);
    }
    return passed;
  }

  private static HostFunction found(PassedDevice device, VfioHost host) {
    HostFunction function =
        host.at(device.address())
            .orElseThrow(
                () ->
                    new ModuleFailure(
                        "Nothing is at %s on this host.%s"
                            .formatted(device.address(), elsewhere(device, host))));
    device
        .id()
        .filter(id -> !id.equals(function.id()))
        .ifPresent(
            id -> {
              throw new ModuleFailure(
                  "At %s is %s, not %s: addresses move when a card is added or taken out.%s"
                      .formatted(device.address(), function.id(), id, elsewhere(device, host)));
            });
    return function;
  }

  private static String elsewhere(PassedDevice device, VfioHost host) {
    String places =
        host.functions().values().stream()
            .filter(each -> device.id().filter(each.id()::equals).isPresent())
            .map(HostFunction::address)
            .collect(Collectors.joining(", "));
    return places.isEmpty()
        ? " See /sys/bus/pci/devices, and correct the address."
        : " %s is at %s; correct the address.".formatted(device.id().orElse(""), places);
  }

  private static void requireEndpoint(HostFunction function) {
    if (function.isBridge()) {
      throw new ModuleFailure(
          "%s is a bridge between buses. It stays with the host; name the functions behind it."
              .formatted(function.title()));
    }
  }

  private static void requireUnused(HostFunction function) {
    if (!function.uses().isEmpty()) {
      throw new ModuleFailure(
          "%s carries %s of this host: mounted file systems, swap, or the way to this session. Bound to vfio-pci, the host would not come up again. Take it out of devices, or move what is on it elsewhere first."
              .formatted(function.title(), String.join(", ", function.uses())));
    }
  }

  private static void requireAccepted(HostFunction function, boolean acceptBootDisplay) {
    if (function.bootVga() && !acceptBootDisplay) {
      throw new ModuleFailure(
          "The firmware and the boot loader draw on %s: without it this host's screen goes dark early in boot. Make another card the primary one in the firmware's set-up, or set accept_boot_display where that is intended."
              .formatted(function.title()));
    }
  }
}
