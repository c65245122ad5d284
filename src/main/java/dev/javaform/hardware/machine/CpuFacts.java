package dev.javaform.hardware.machine;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import dev.javaform.hardware.memory.HugePages;
import dev.javaform.hardware.memory.Memory;
import dev.javaform.hardware.memory.NodeMemory;
import dev.javaform.hardware.processor.CacheGroup;
import dev.javaform.hardware.processor.Core;
import dev.javaform.hardware.processor.Node;
import dev.javaform.hardware.processor.Processors;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Processors, NUMA nodes and memory as playbooks see them. */
record CpuFacts(Machine machine) {

  Map<String, Object> all() {
    return ImmutableMap.of(
        "cpu_vendor", vendor(),
        "cpu", cpu(machine.processors()),
        "numa", machine.processors().nodes().stream().map(this::node).toList(),
        "memory", memory(machine.memory()),
        "hugepages", hugePages(machine.memory()));
  }

  /** As /proc/cpuinfo has it. */
  private String vendor() {
    return machine.tree().lines("proc/cpuinfo").stream()
        .filter(line -> line.startsWith("vendor_id"))
        .findFirst()
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .filter(name -> !name.isEmpty())
        .orElse("unknown");
  }

  private static Map<String, Object> cpu(Processors processors) {
    var facts = new LinkedHashMap<String, Object>();
    processors.model().ifPresent(each -> facts.put("model", each));
    facts.put("present", processors.present().toString());
    facts.put("online", processors.online().toString());
    processors.counts().packages().ifPresent(each -> facts.put("packages", each.longValue()));
    processors.counts().cores().ifPresent(each -> facts.put("core_count", each.longValue()));
    processors
        .counts()
        .threadsPerCore()
        .ifPresent(each -> facts.put("threads_per_core", each.longValue()));
    facts.put("smt", processors.hasThreads());
    facts.put("hybrid", processors.isHybrid());
    facts.put("cores", processors.cores().stream().map(CpuFacts::core).toList());
    facts.put("cache_groups", processors.groups().stream().map(CpuFacts::group).toList());
    facts.put("flags", processors.flags().asList());
    return facts;
  }

  private static Map<String, Object> core(Core core) {
    return ImmutableMap.of(
        "cpus", core.cpus().toString(),
        "kind", core.kind().name().toLowerCase(Locale.ROOT),
        "package", (long) core.packageId());
  }

  private static Map<String, Object> group(CacheGroup group) {
    var facts = new LinkedHashMap<String, Object>();
    facts.put("cpus", group.cpus().toString());
    facts.put("level", (long) group.level());
    group.kib().ifPresent(each -> facts.put("kib", each));
    return facts;
  }

  private Map<String, Object> node(Node node) {
    var facts = new LinkedHashMap<String, Object>();
    facts.put("node", (long) node.number());
    facts.put("cpus", node.cpus().toString());
    node.memoryKib().ifPresent(each -> facts.put("memory_kib", each));
    facts.put("distances", distances(node));
    machine.memory().nodes().stream()
        .filter(each -> each.node() == node.number())
        .forEach(each -> facts.putAll(memory(each)));
    return facts;
  }

  private static Map<String, Long> distances(Node node) {
    var distances = new LinkedHashMap<String, Long>();
    node.distances().forEach((other, far) -> distances.put(String.valueOf(other), far.longValue()));
    return distances;
  }

  private static Map<String, Object> memory(NodeMemory node) {
    var facts = new LinkedHashMap<String, Object>();
    node.freeKib().ifPresent(each -> facts.put("free_kib", each));
    facts.put("hugepages", sizes(node.hugePages()));
    return facts;
  }

  private static Map<String, Object> memory(Memory memory) {
    var facts = new LinkedHashMap<String, Object>();
    memory.totalKib().ifPresent(each -> facts.put("total_kib", each));
    memory.freeKib().ifPresent(each -> facts.put("free_kib", each));
    memory.availableKib().ifPresent(each -> facts.put("available_kib", each));
    memory.installedKib().ifPresent(each -> facts.put("installed_kib", each));
    return facts;
  }

  /** The default size in KiB, and per size (KiB as text) {@code total} and {@code free}. */
  private static Map<String, Object> hugePages(Memory memory) {
    return ImmutableMap.of(
        "default_kb", memory.defaultHugePageKib().orElse(0L), "sizes", sizes(memory.hugePages()));
  }

  private static Map<String, Object> sizes(List<HugePages> pages) {
    return ImmutableMap.copyOf(
        Maps.transformValues(
            Maps.uniqueIndex(pages, each -> String.valueOf(each.kib())),
            each -> ImmutableMap.of("total", each.count(), "free", each.free())));
  }
}
