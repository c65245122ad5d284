package dev.javaform.modules.linux.vfio;

import com.google.common.collect.ImmutableSet;
import dev.javaform.module.ModuleFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a boot has made of the files: they were in place before it, or they wait for the next one.
 *
 * @param passed the functions to keep for guests
 * @param host where they are
 * @param strategy how they are to be kept
 * @param onCommandLine whether only the kernel's command line has the files keep them
 */
record VfioOutcome(
    List<HostFunction> passed, VfioHost host, VfioStrategy strategy, boolean onCommandLine) {

  /** The functions that vfio-pci does not have. */
  List<HostFunction> waiting() {
    return passed.stream().filter(each -> !each.isBound()).toList();
  }

  /**
   * Holds a boot to its promise.
   *
   * @param files the files that were to see to it, unchanged by this task
   * @throws ModuleFailure where all was in place before this boot and a function has another driver
   *     all the same
   */
  void check(Map<String, String> files) {
    List<HostFunction> failed = waiting();
    boolean told =
        !onCommandLine || host.wasTold(VfioFiles.kernelArguments(passed, strategy).getFirst());
    if (failed.isEmpty() || !told || !host.wasReady(ImmutableSet.copyOf(files.keySet()))) {
      return;
    }
    List<String> sentences = new ArrayList<>();
    failed.forEach(
        each ->
            sentences.add(
                "%s has %s and not vfio-pci, although all was in place before this boot: %s"
                    .formatted(
                        each.title(),
                        each.driver().map("the driver "::concat).orElse("no driver"),
                        reason(each))));
    throw new ModuleFailure(String.join(" ", sentences));
  }

  /** Why vfio-pci has not come to a function, and what to do. */
  private String reason(HostFunction function) {
    if (!function.grouped()) {
      return "it is in no IOMMU group, and vfio-pci takes nothing without an IOMMU. Switch it on in the firmware's set-up (VT-d, AMD-Vi), on Intel with intel_iommu=on as well.";
    }
    return told(function.address(), "probe")
        .map(
            line ->
                "vfio-pci could not take it (\""
                    + line
                    + "\"). See the lines around that with \"journalctl -k -b\".")
        .or(() -> told("javaform: vfio", function.address()).map(VfioOutcome::left))
        .orElseGet(() -> late(function));
  }

  private static String left(String line) {
    return "the early hook left it alone (\"%s\"). Correct devices, or see what loads that driver so early."
        .formatted(line);
  }

  private String late(HostFunction function) {
    if (!isVfioHere()) {
      return "vfio-pci was not loaded during this boot, so it is not in the initial RAM disk%s. Have it put in (dracut, initramfs_tools or mkinitcpio: drivers) and reboot."
          .formatted(host.image().map(image -> " " + image.path()).orElse(""));
    }
    String holder = function.module().or(function::driver).orElse("");
    if (holder.isEmpty()) {
      return "no driver has taken it, so vfio-pci was not told of it. See \"journalctl -k -b --grep vfio\".";
    }
    return "%s was there before vfio-pci was. %s"
        .formatted(
            holder,
            strategy == VfioStrategy.IDS
                ? "Is the file in the initial RAM disk? Where it is, use strategy address."
                : "See that the initial RAM disk holds the hook, and what else loads "
                    + holder
                    + " (modules-load.d, force_drivers, MODULES).");
  }

  private boolean isVfioHere() {
    return host.hasVfioBuiltIn()
        || host.log().stream()
            .anyMatch(line -> line.contains("vfio_pci") || line.contains("vfio-pci"))
        || host.functions().values().stream().anyMatch(HostFunction::isBound);
  }

  /** The last line of the kernel that says both. */
  private Optional<String> told(String one, String other) {
    return host.log().stream()
        .filter(line -> line.contains(one) && line.contains(other) && line.contains("vfio"))
        .reduce((_, last) -> last)
        .map(line -> line.replaceFirst("^\\[[^]]*\\]\\s*", ""));
  }
}
