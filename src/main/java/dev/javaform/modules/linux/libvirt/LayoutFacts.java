package dev.javaform.modules.linux.libvirt;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.javaform.hardware.CpuSet;
import dev.javaform.hardware.dmi.Smbios;
import dev.javaform.hardware.layout.GuestFeatures;
import dev.javaform.hardware.layout.Layout;
import dev.javaform.hardware.machine.Machine;
import dev.javaform.hardware.memory.NodeMemory;
import dev.javaform.modules.linux.memory.Size;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.w3c.dom.Element;

/**
 * What a playbook gets to know of a layout.
 *
 * @param layout empty where there is none
 * @param memory the guest's, if it was told
 * @param untold why there is no layout; empty where there is one
 */
record LayoutFacts(Machine machine, Optional<Layout> layout, Optional<Size> memory, String untold) {

  private static final int TENTH = 10;

  static LayoutFacts of(Machine machine, Layout layout, Optional<Size> memory) {
    return new LayoutFacts(machine, Optional.of(layout), memory, "");
  }

  static LayoutFacts without(Machine machine, String why) {
    return new LayoutFacts(machine, Optional.empty(), Optional.empty(), why);
  }

  Map<String, Object> all() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("known", layout.isPresent());
    facts.put("vcpus", layout.map(it -> longs(it.vcpus())).orElse(ImmutableList.of()));
    facts.put("cores", layout.map(it -> (long) it.topology().cores()).orElse(0L));
    facts.put("threads", layout.map(it -> (long) it.topology().threads()).orElse(0L));
    facts.put("emulator", layout.map(it -> it.emulator().toString()).orElse(""));
    facts.put("iothreads", layout.map(LayoutFacts::ioThreads).orElse(ImmutableList.of()));
    facts.put("host", layout.map(it -> it.host().toString()).orElse(""));
    facts.put("nohz", layout.map(it -> it.tickless().toString()).orElse(""));
    facts.put("nodeset", nodeset().toString());
    facts.put("memory_nodes", nodeset().stream().map(Integer::longValue).toList());
    facts.put("features", features().topoext() ? ImmutableList.of("topoext") : ImmutableList.of());
    facts.put("stable_clock", features().stableClock());
    facts.put("hyperv", hyperv());
    facts.put("libvirt", machine.virt().libvirt().orElse(""));
    facts.put("qemu", machine.virt().qemu().orElse(""));
    facts.put("smbios", smbios());
    facts.put("explanation", explanation());
    return facts;
  }

  private static ImmutableList<Long> longs(List<Integer> numbers) {
    return numbers.stream().map(Integer::longValue).collect(ImmutableList.toImmutableList());
  }

  private static ImmutableList<String> ioThreads(Layout layout) {
    return layout.ioThreads().stream()
        .map(CpuSet::toString)
        .collect(ImmutableList.toImmutableList());
  }

  private GuestFeatures features() {
    int threads = layout.map(it -> it.topology().threads()).orElse(0);
    return GuestFeatures.of(machine.processors(), threads);
  }

  /** Strict nodes only on a host with several, and only where the memory is there. */
  private CpuSet nodeset() {
    return layout
        .filter(_ -> machine.memory().nodes().size() > 1 && fits())
        .map(Layout::memoryNodes)
        .orElse(CpuSet.NONE);
  }

  /** A tenth of the nodes' memory is left to whatever else runs there. */
  private boolean fits() {
    long there =
        machine.memory().nodes().stream()
            .filter(node -> layout.orElseThrow().memoryNodes().contains(node.node()))
            .mapToLong(node -> totalKib(node))
            .sum();
    return memory.map(size -> size.kib() <= there - there / TENTH).orElse(true);
  }

  private static long totalKib(NodeMemory node) {
    return node.totalKib().orElse(0L);
  }

  private ImmutableList<String> explanation() {
    if (layout.isEmpty()) {
      return ImmutableList.of(untold);
    }
    List<String> sentences = new ArrayList<>(layout.get().reasons());
    if (machine.memory().nodes().size() > 1 && !fits()) {
      sentences.add(
          "The memory nodes near those CPUs cannot spare %s, so the memory comes from anywhere."
              .formatted(memory.orElseThrow()));
    }
    return ImmutableList.copyOf(sentences);
  }

  private ImmutableList<String> hyperv() {
    String told = machine.tree().text("commands/domcapabilities").orElse("");
    if (told.isBlank()) {
      return ImmutableList.of();
    }
    try {
      return Xml.child(Xml.parse(told), "features")
          .flatMap(features -> Xml.child(features, "hyperv"))
          .map(LayoutFacts::values)
          .orElse(ImmutableList.of());
    } catch (IllegalArgumentException _) {
      return ImmutableList.of(); // cut off after a second: nothing is known
    }
  }

  private static ImmutableList<String> values(Element hyperv) {
    return Xml.children(hyperv).stream()
        .filter(each -> each.getAttribute("name").equals("features"))
        .flatMap(each -> Xml.children(each).stream())
        .map(Element::getTextContent)
        .collect(ImmutableList.toImmutableList());
  }

  private ImmutableMap<String, Object> smbios() {
    Smbios smbios = Smbios.of(machine.dmi());
    Map<String, Object> bios = new LinkedHashMap<>();
    smbios.biosVendor().ifPresent(text -> bios.put("vendor", text));
    smbios.biosVersion().ifPresent(text -> bios.put("version", text));
    smbios.biosDate().ifPresent(text -> bios.put("date", text));
    Map<String, Object> system = new LinkedHashMap<>();
    smbios.manufacturer().ifPresent(text -> system.put("manufacturer", text));
    smbios.product().ifPresent(text -> system.put("product", text));
    smbios.version().ifPresent(text -> system.put("version", text));
    smbios.family().ifPresent(text -> system.put("family", text));
    smbios.sku().ifPresent(text -> system.put("sku", text));
    Map<String, Object> board = new LinkedHashMap<>();
    smbios.boardManufacturer().ifPresent(text -> board.put("manufacturer", text));
    smbios.boardProduct().ifPresent(text -> board.put("product", text));
    smbios.boardVersion().ifPresent(text -> board.put("version", text));
    return ImmutableMap.of("bios", bios, "system", system, "baseBoard", board);
  }
}
