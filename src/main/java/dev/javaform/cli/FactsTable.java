package dev.javaform.cli;

import static java.util.stream.Collectors.joining;

import com.google.common.base.Strings;
import dev.javaform.hardware.dmi.Smbios;
import dev.javaform.hardware.machine.BootChain;
import dev.javaform.hardware.machine.Machine;
import dev.javaform.hardware.machine.Virtualization;
import dev.javaform.hardware.memory.HugePages;
import dev.javaform.hardware.owner.Use;
import dev.javaform.hardware.pci.PciFunction;
import dev.javaform.hardware.picture.Folded;
import dev.javaform.hardware.processor.Counts;
import dev.javaform.hardware.processor.CpuClass;
import dev.javaform.hardware.processor.Processors;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A machine in a few aligned lines: what matters for guests first. */
final class FactsTable {

  private static final int LABEL = 10;
  private static final double KIB_IN_GIB = 1 << 20;

  private final Machine machine;
  private final Folded text;

  private FactsTable(Machine machine, int width) {
    this.machine = machine;
    this.text = new Folded(width);
  }

  /** The table of a machine in lines of at most so many letters; nothing of it is made safe. */
  static String of(String name, Machine machine, int width) {
    return new FactsTable(machine, width).table(name);
  }

  private String table(String name) {
    text.line("", "  ", name + title().map(": "::concat).orElse(""));
    row("processor", processor());
    row("memory", memory());
    row("IOMMU", iommu());
    functions("graphics", PciFunction::isDisplay);
    functions("USB", PciFunction::isUsb);
    functions("NVMe", PciFunction::isNvme);
    row("host needs", needs());
    row("boot", boot());
    row("guests", guests());
    return text.toString();
  }

  private Optional<String> title() {
    var system = machine.dmi().system();
    var board = machine.dmi().board();
    String words =
        Stream.of(system.manufacturer(), system.product(), board.manufacturer(), board.product())
            .flatMap(Optional::stream)
            .filter(word -> !Smbios.isPlaceholder(word))
            .distinct()
            .collect(joining(" "));
    return Optional.of(words).filter(each -> !each.isEmpty());
  }

  private void row(String label, String words) {
    if (!words.isEmpty()) {
      String first = "  " + Strings.padEnd(label, LABEL, ' ') + "  ";
      text.line(first, Strings.repeat(" ", first.length()), words);
    }
  }

  private String processor() {
    Processors all = machine.processors();
    return joined(
        List.of(
            all.model(),
            Optional.of(counts(all)).filter(each -> !each.isEmpty()),
            Optional.of(all.groups().size())
                .filter(number -> number > 0)
                .map(number -> number == 1 ? "1 cache group" : number + " cache groups"),
            Optional.of(all.nodes().size())
                .filter(number -> number > 1)
                .map(number -> number + " NUMA nodes"),
            all.hypervisor().map("runs on "::concat)));
  }

  private static String counts(Processors all) {
    Counts counts = all.counts();
    int off = all.present().minus(all.online()).size();
    return Stream.of(
            counts.packages().filter(number -> number > 1).map(number -> number + " packages"),
            counts.cores().map(number -> number(number, "core") + kinds(all)),
            threads(all),
            Optional.of(off).filter(number -> number > 0).map(number -> number + " CPUs are off"))
        .flatMap(Optional::stream)
        .collect(joining(", "));
  }

  /** Cores may have different numbers of them, so that they are counted where they are known. */
  private static Optional<String> threads(Processors all) {
    return all.cores().isEmpty()
        ? all.counts().threadsPerCore().map(number -> number(number, "thread") + " each")
        : Optional.of(number(all.online().size(), "thread"));
  }

  private static String kinds(Processors all) {
    String kinds =
        Stream.of(CpuClass.PERFORMANCE, CpuClass.EFFICIENT, CpuClass.LOW_POWER)
            .filter(kind -> all.cores(kind).findAny().isPresent())
            .map(kind -> all.cores(kind).count() + " " + kind.word())
            .collect(joining(", "));
    return kinds.isEmpty() ? "" : " (" + kinds + ")";
  }

  private static String number(int number, String word) {
    return number == 1 ? "1 " + word : number + " " + word + "s";
  }

  private String memory() {
    return joined(
        List.of(
            machine.memory().totalKib().map(FactsTable::gib),
            machine.memory().installedKib().map(kib -> gib(kib) + " built in"),
            machine.memory().availableKib().map(kib -> gib(kib) + " available"),
            Optional.of(
                    machine.memory().hugePages().stream()
                        .filter(pages -> pages.count() > 0)
                        .map(FactsTable::pages)
                        .collect(joining(", ")))
                .filter(each -> !each.isEmpty())));
  }

  private static String pages(HugePages pages) {
    return "%d huge pages of %d KiB, %d free".formatted(pages.count(), pages.kib(), pages.free());
  }

  private static String gib(Long kib) {
    return "%.1f GiB".formatted(kib / KIB_IN_GIB);
  }

  private String iommu() {
    if (machine.pci().all().isEmpty()) {
      return "";
    }
    return machine.iommu().enabled()
        ? "on: %s, %s%s"
            .formatted(
                machine.iommu().units().isEmpty()
                    ? "units unknown"
                    : String.join(" ", machine.iommu().units()),
                number(machine.iommu().groups().size(), "group"),
                machine.iommu().claimed() ? ", claimed by pcie_acs_override" : "")
        : "off";
  }

  private void functions(String label, Predicate<PciFunction> kind) {
    String shown = label;
    for (PciFunction each : machine.pci().all().stream().filter(kind).toList()) {
      row(shown, function(each));
      shown = "";
    }
  }

  private String function(PciFunction each) {
    return joined(
        List.of(
            Optional.of(each.address() + " " + each.title()),
            each.driver(),
            each.group().map("group %d"::formatted),
            Optional.of(machine.verdicts().on(each).state().told()),
            each.bootVga().filter(Boolean::booleanValue).map(_ -> "the firmware draws on it"),
            Optional.of(
                    machine.usb().at(each.address()).devices().stream()
                        .map(device -> device.title())
                        .collect(joining(", ")))
                .filter(plugged -> !plugged.isEmpty())
                .map("plugged in: "::concat)));
  }

  private String needs() {
    return machine.pci().all().stream()
        .filter(each -> !each.isBridge() && !each.isHostBridge())
        .flatMap(each -> needs(each).stream())
        .collect(joining("; "));
  }

  private List<String> needs(PciFunction each) {
    return machine.owners().of(each.address()).stream()
        .filter(use -> use.kind() != Use.Kind.CONSOLE)
        .map(use -> each.address() + " " + use.told())
        .distinct()
        .sorted()
        .toList();
  }

  private String boot() {
    BootChain boot = machine.boot();
    return joined(
        List.of(
            Optional.of(boot.loader()).filter(loader -> !loader.equals("unknown")),
            Optional.of("UEFI").filter(_ -> boot.efi()),
            boot.secureBoot().map(on -> "secure boot " + (on ? "on" : "off")),
            boot.lockdown().filter(kind -> !kind.equals("none")).map("lockdown "::concat),
            machine.tree().value("proc/sys/kernel/osrelease").map("kernel "::concat)));
  }

  private String guests() {
    Virtualization virt = machine.virt();
    return joined(
        List.of(
            Optional.of("KVM").filter(_ -> virt.kvm()),
            Optional.of("nested").filter(_ -> virt.nested()),
            virt.libvirt().map(version -> "libvirt " + version + " (" + virt.layout() + ")"),
            virt.qemu().map("QEMU "::concat),
            virt.swtpm().map("swtpm "::concat),
            Optional.of(machine.firmware().all().size())
                .filter(number -> number > 0)
                .map(number -> number + " firmware descriptors")));
  }

  private static String joined(List<Optional<String>> parts) {
    return parts.stream().flatMap(Optional::stream).collect(joining(", "));
  }
}
