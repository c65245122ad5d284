package dev.javaform.modules.linux.facts;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What decides whether a host can pass devices to guests: the variable {@code javaform} with {@code
 * iommu}, {@code pci}, {@code gpus}, {@code cpu_vendor}, {@code hugepages}, {@code bootloader},
 * {@code kernel_parameters} and {@code libvirt}.
 */
final class PassthroughFacts implements FactReader {

  @Override
  public String name() {
    return "javaform";
  }

  @Override
  public ImmutableSet<String> subsets() {
    return ImmutableSet.of("passthrough");
  }

  @Override
  public String script() {
    return """
        grep -m 1 '^vendor_id' proc/cpuinfo 2>/dev/null | sed 's/.*: */cpu_vendor=/'
        """
        + PciDevice.SCRIPT
        + HostUse.SCRIPT
        + HugePages.SCRIPT
        + Bootloader.SCRIPT
        + Libvirt.SCRIPT
        + "value proc/cmdline\n";
  }

  @Override
  public Map<String, Object> read(FactText text) {
    ImmutableList<PciDevice> devices = PciDevice.all(text);
    var facts = ImmutableMap.<String, Object>builder();
    facts.put("iommu", iommu(devices, text));
    facts.put("pci", devices.stream().map(PciDevice::facts).toList());
    facts.put("gpus", gpus(devices));
    facts.put("cpu_vendor", text.value("cpu_vendor").orElse("unknown"));
    facts.put("hugepages", HugePages.read(text));
    facts.put("bootloader", Bootloader.kind(text));
    facts.put("kernel_parameters", CommandLineFacts.tokens(text.value("proc/cmdline").orElse("")));
    facts.put("libvirt", Libvirt.layout(text));
    return ImmutableMap.of("javaform", facts.buildOrThrow());
  }

  private static ImmutableMap<String, Object> iommu(List<PciDevice> devices, FactText text) {
    var groups = new LinkedHashMap<String, List<String>>();
    for (PciDevice device : devices) {
      device
          .iommuGroup()
          .ifPresent(
              group -> groups.computeIfAbsent(group, _ -> new ArrayList<>()).add(device.address()));
    }
    List<String> units =
        text.block("iommu_units").stream().filter(each -> !each.isEmpty()).toList();
    return ImmutableMap.of(
        "enabled", !groups.isEmpty(),
        "units", units,
        "groups", ImmutableSortedMap.copyOf(groups, Comparator.comparingLong(Long::parseLong)));
  }

  private static ImmutableList<Map<String, Object>> gpus(List<PciDevice> devices) {
    return devices.stream()
        .filter(PciDevice::isDisplay)
        .map(gpu -> gpu(gpu, devices))
        .collect(ImmutableList.toImmutableList());
  }

  private static Map<String, Object> gpu(PciDevice gpu, List<PciDevice> devices) {
    var facts = new LinkedHashMap<>(gpu.facts());
    Optional<String> group = gpu.iommuGroup();
    facts.put(
        "functions",
        devices.stream()
            .filter(each -> each.slot().equals(gpu.slot()))
            .map(PciDevice::facts)
            .toList());
    facts.put(
        "group_devices",
        devices.stream()
            .filter(each -> group.isPresent() && each.iommuGroup().equals(group))
            .map(PciDevice::address)
            .toList());
    return facts;
  }
}
