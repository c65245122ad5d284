package dev.javaform.hardware.preflight;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.javaform.hardware.owner.LoaderMemory;
import java.util.Optional;
import java.util.function.Consumer;

/** Who starts the kernel, as far as its arguments are concerned. */
final class BootRules {

  /** Those whose arguments javaform sets. */
  private static final ImmutableSet<String> OURS =
      ImmutableSet.of("grub", "grub-bls", "systemd-boot", "rpm-ostree");

  private static final ImmutableMap<String, String> TOOLS =
      ImmutableMap.of(
          "nixos",
          "add it to boot.kernelParams in the system's configuration",
          "kernelstub",
          "run \"kernelstub --add-options iommu=pt\"",
          "proxmox-boot-tool",
          "add it to /etc/kernel/cmdline (started by systemd-boot) or to GRUB_CMDLINE_LINUX_DEFAULT"
              + " in /etc/default/grub (started by GRUB), and run \"proxmox-boot-tool refresh\"",
          "uki",
          "add it to /etc/kernel/cmdline and have the kernel's image built anew");

  private final Case at;

  BootRules(Case at) {
    this.at = at;
  }

  void tell(Consumer<Finding> to) {
    if (at.isAsked()) {
      String loader = at.machine().boot().loader();
      if (OURS.contains(loader)) {
        forgetful(loader).ifPresent(to);
      } else {
        to.accept(foreign(loader));
      }
    }
  }

  /** Whether the loader can start an entry once, as a trial boot wants it. */
  private Optional<Finding> forgetful(String loader) {
    Optional<String> why =
        switch (loader) {
          case "grub", "grub-bls" ->
              LoaderMemory.unwritable(at.tree())
                  .map("GRUB cannot write its environment block on %s."::formatted);
          case "systemd-boot" ->
              Optional.of(
                      "The firmware's variables, where systemd-boot remembers, are not writable.")
                  .filter(_ -> !at.machine().boot().variablesWritable());
          default -> Optional.empty();
        };
    return why.map(
        evidence ->
            new Finding(
                Rule.NO_TRIAL_BOOT,
                evidence,
                loader.equals("systemd-boot")
                    ? "Start it by UEFI, with efivarfs mounted for writing."
                    : "Give /boot a partition of its own with ext4, or set"
                        + " accept_unprotected_boot and be there, at the boot menu."));
  }

  private static Finding foreign(String loader) {
    String tool = TOOLS.get(loader);
    return tool == null
        ? new Finding(
            Rule.UNKNOWN_BOOT_LOADER,
            loader.equals("unknown")
                ? "Neither GRUB nor systemd-boot was found; some of it only root can see."
                : "It is %s.".formatted(loader),
            "Kernel arguments are left alone: set iommu=pt yourself.")
        : new Finding(
            Rule.BOOT_LOADER_TOOL,
            "Kernel arguments belong to %s here, and are left alone.".formatted(loader),
            "For iommu=pt, %s.".formatted(tool));
  }
}
