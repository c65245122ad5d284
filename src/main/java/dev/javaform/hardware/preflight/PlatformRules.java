package dev.javaform.hardware.preflight;

import dev.javaform.hardware.processor.Architecture;
import dev.javaform.hardware.processor.Vendor;
import java.util.List;
import java.util.function.Consumer;

/** What processor, firmware and kernel have to do with passing devices. */
final class PlatformRules {

  private static final String TYPE1 = "sys/module/vfio_iommu_type1/parameters/";

  private static final String KVM =
      "Switch on %s in the firmware's set-up; then \"modprobe %s\" must succeed.";

  private final Case at;

  PlatformRules(Case at) {
    this.at = at;
  }

  void tell(Consumer<Finding> to) {
    architecture(to);
    virtual(to);
    kvm(to);
    iommu(to);
    arguments(to);
    isolation(to);
  }

  private void architecture(Consumer<Finding> to) {
    Architecture.other(at.tree())
        .map(
            name ->
                new Finding(
                    Rule.OTHER_ARCHITECTURE,
                    "It is a processor of the kind %s.".formatted(name),
                    "The guest that is defined here has an x86 processor, which this one can only"
                        + " imitate. Use a machine by AMD or Intel."))
        .ifPresent(to);
  }

  private void virtual(Consumer<Finding> to) {
    at.machine().virt().kind().ifPresent(on -> to.accept(virtual(on)));
  }

  private Finding virtual(String on) {
    String evidence = "It runs under %s".formatted(on);
    return at.machine().virt().mayPass(at.iommu().enabled())
        ? new Finding(
            Rule.NESTED,
            evidence + ", and has an IOMMU and KVM of its own.",
            "Nothing to do. What it passes on must have been passed to it first.")
        : new Finding(
            Rule.VIRTUAL_MACHINE,
            evidence + ", which keeps the hardware to itself.",
            "Run this on the machine below, or give this one an IOMMU and nested virtualization.");
  }

  private void kvm(Consumer<Finding> to) {
    if (at.isAsked() && !at.machine().virt().kvm()) {
      to.accept(
          new Finding(
              Rule.NO_KVM,
              "There is no /dev/kvm.",
              switch (at.processors().vendor()) {
                case INTEL -> KVM.formatted("VT-x", "kvm_intel");
                case AMD -> KVM.formatted("SVM", "kvm_amd");
                case OTHER ->
                    "Switch on virtualization in the firmware's set-up; then KVM's module"
                        + " can be loaded.";
              }));
    }
  }

  private boolean isIntel() {
    return at.processors().vendor() == Vendor.INTEL;
  }

  private void iommu(Consumer<Finding> to) {
    if (at.bus().all().isEmpty() || at.iommu().enabled()) {
      return;
    }
    String argument =
        isIntel() ? " Where that is done, the kernel argument intel_iommu=on switches it on." : "";
    to.accept(
        new Finding(
            Rule.NO_IOMMU,
            "No device is in an IOMMU group; QEMU says \"VFIO PCI device assignment is not"
                + " supported\" then.",
            "Switch on %s in the firmware's set-up.%s No kernel argument can replace that switch."
                .formatted(
                    switch (at.processors().vendor()) {
                      case INTEL -> "VT-d";
                      case AMD -> "IOMMU (AMD-Vi), and SVM with it,";
                      case OTHER -> "the IOMMU";
                    },
                    argument)));
  }

  private void arguments(Consumer<Finding> to) {
    KernelArguments given = at.arguments();
    for (String name : List.of("iommu", "amd_iommu", "intel_iommu")) {
      if (given.has(name, "off")) {
        to.accept(
            new Finding(
                Rule.IOMMU_SWITCHED_OFF,
                "%s=off is on the running kernel's command line.".formatted(name),
                "Take it off the kernel's command line."));
      }
    }
    if (given.has("amd_iommu", "on")) {
      to.accept(
          new Finding(
              Rule.INVALID_AMD_IOMMU,
              "amd_iommu=on is on the running kernel's command line, which knows no such value"
                  + " (\"AMD-Vi: Unknown option - 'on'\").",
              "Remove it. An AMD IOMMU is on where the firmware has it switched on."));
    }
  }

  private void isolation(Consumer<Finding> to) {
    if (at.arguments().has("pcie_acs_override")) {
      to.accept(
          new Finding(
              Rule.ACS_OVERRIDE,
              "pcie_acs_override is on the running kernel's command line.",
              "The groups shown are not what the hardware keeps apart: a guest's device may reach"
                  + " the host's memory. Remove it, and use another slot."));
    }
    if (at.tree().value(TYPE1 + "allow_unsafe_interrupts").filter("Y"::equals).isPresent()) {
      to.accept(
          new Finding(
              Rule.UNSAFE_INTERRUPTS,
              "vfio_iommu_type1 is loaded with allow_unsafe_interrupts.",
              "Remove that option: a guest can send the host interrupts of its choice. It is needed"
                  + " only where the IOMMU cannot remap interrupts."));
    }
  }
}
