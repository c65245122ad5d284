package dev.javaform.hardware.machine;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import dev.javaform.hardware.owner.Use;
import dev.javaform.hardware.pci.Bar;
import dev.javaform.hardware.pci.Caution;
import dev.javaform.hardware.pci.PciFunction;
import dev.javaform.hardware.pci.Verdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** PCI functions, their groups and the verdicts on them, as playbooks see them. */
record PciFacts(Machine machine) {

  Map<String, Object> all() {
    return ImmutableMap.of(
        "iommu", iommu(),
        "pci", machine.pci().all().stream().map(this::function).toList(),
        "gpus", machine.pci().displays().stream().map(this::gpu).toList());
  }

  private Map<String, Object> iommu() {
    return ImmutableMap.of(
        "enabled", machine.iommu().enabled(),
        "units", machine.iommu().units().asList(),
        "groups",
            ImmutableSortedMap.<Integer, List<String>>copyOf(
                    machine.iommu().groups().entrySet().stream()
                        .collect(
                            Collectors.toMap(
                                Map.Entry::getKey, each -> addresses(each.getValue()))))
                .entrySet()
                .stream()
                .collect(
                    ImmutableMap.toImmutableMap(
                        each -> String.valueOf(each.getKey()), Map.Entry::getValue)));
  }

  private Map<String, Object> gpu(PciFunction gpu) {
    var facts = new LinkedHashMap<>(function(gpu));
    facts.put(
        "functions",
        machine.pci().all().stream()
            .filter(each -> each.slot().equals(gpu.slot()))
            .map(this::function)
            .toList());
    facts.put("group_devices", addresses(machine.iommu().membersWith(gpu)));
    return facts;
  }

  private Map<String, Object> function(PciFunction function) {
    var facts = new LinkedHashMap<String, Object>();
    facts.put("address", function.address());
    facts.put("class", function.type());
    facts.put("id", function.id());
    facts.put("vendor", function.vendor());
    facts.put("device", function.device());
    function.subsystem().ifPresent(each -> facts.put("subsystem", each));
    function.name().ifPresent(each -> facts.put("name", each));
    function.driver().ifPresent(each -> facts.put("driver", each));
    facts.put("drivers", function.candidates().asList());
    function.group().ifPresent(each -> facts.put("iommu_group", each.longValue()));
    function.bootVga().ifPresent(each -> facts.put("boot_vga", each));
    function.node().ifPresent(each -> facts.put("numa_node", each.longValue()));
    function.resets().ifPresent(each -> facts.put("reset_methods", each));
    facts.put("bars", function.bars().stream().map(PciFacts::bar).toList());
    facts.put("parents", function.parents());
    function.sriov().physicalFunction().ifPresent(each -> facts.put("physical_function", each));
    facts.put("virtual_functions", function.sriov().virtualFunctions());
    facts.put("host_use", hostUse(function));
    facts.put("verdict", verdict(machine.verdicts().on(function)));
    return facts;
  }

  private static Map<String, Object> bar(Bar bar) {
    return ImmutableMap.of(
        "index", (long) bar.index(), "size", bar.size(), "above_4g", bar.isAbove4G());
  }

  /** The disks and interfaces that it carries. */
  private List<String> hostUse(PciFunction function) {
    return machine.owners().of(function.address()).stream()
        .filter(use -> use.kind() != Use.Kind.CONSOLE && use.kind() != Use.Kind.KEYBOARD)
        .map(Use::name)
        .distinct()
        .sorted()
        .toList();
  }

  private static Map<String, Object> verdict(Verdict verdict) {
    return ImmutableMap.of(
        "state", verdict.state().told(),
        "take", addresses(verdict.take()),
        "rest", addresses(verdict.rest()),
        "reason", verdict.reason(),
        "cautions", verdict.cautions().stream().map(Caution::text).toList());
  }

  private static ImmutableList<String> addresses(List<PciFunction> functions) {
    return functions.stream().map(PciFunction::address).collect(toImmutableList());
  }
}
