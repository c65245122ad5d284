package dev.javaform.modules.linux.vfio;

import dev.javaform.modules.linux.ProbeText;
import java.util.ArrayList;
import java.util.List;

/** What a host prints when it is asked about its PCI bus, put together function by function. */
final class SeenBus {

  static final String OPTIONS = "/etc/modprobe.d/javaform-vfio.conf";

  private final List<String> values = new ArrayList<>();
  private final List<String> links = new ArrayList<>();
  private final List<String> candidates = new ArrayList<>();
  private final ProbeText rest = new ProbeText();

  /** A function with a driver of that module; a module "built in" for a driver without. */
  SeenBus function(String address, String id, String type, String driver, String module) {
    String folder = "/sys/bus/pci/devices/" + address;
    values.add(folder + "/vendor:0x" + id.substring(0, 4));
    values.add(folder + "/device:0x" + id.substring(5));
    values.add(folder + "/class:0x" + type);
    links.add(link(folder + "/iommu_group", "../../../../kernel/iommu_groups/7"));
    links.add(link(folder + "/driver", "../../../../bus/pci/drivers/" + driver));
    if (!module.equals("built in")) {
      links.add(link("/sys/bus/pci/drivers/" + driver + "/module", "../../../../module/" + module));
    }
    return this;
  }

  SeenBus drawnOn(String address) {
    values.add("/sys/bus/pci/devices/" + address + "/boot_vga:1");
    return this;
  }

  SeenBus withoutIommu() {
    links.removeIf(line -> line.contains("iommu_group"));
    return this;
  }

  SeenBus candidate(String address, String module) {
    candidates.add(address + " " + module);
    return this;
  }

  SeenBus section(String title, String lines) {
    rest.section(title, lines);
    return this;
  }

  SeenBus file(String path, String text) {
    rest.file(path, text);
    return this;
  }

  /** Everything was written and in the image before the running kernel was booted. */
  SeenBus rebooted() {
    return section("booted", "3000")
        .section("image", "2000 /boot/initrd.img-6.1")
        .section("times", "1000 " + OPTIONS);
  }

  String print() {
    return new ProbeText()
            .section("values", String.join("\n", values))
            .section("links", String.join("\n", links))
            .section("candidates", String.join("\n", candidates))
            .section("tools", "systemd\ninitramfs-tools")
            .print()
        + rest.print();
  }

  private static String link(String path, String target) {
    return "lrwxrwxrwx 1 root root 0 Nov 28 12:00 " + path + " -> " + target;
  }

  /** A host that draws on one card and has another for a guest. */
  static SeenBus twoCards() {
    return new SeenBus()
        .function("0000:00:02.0", "8086:46a6", "030000", "i915", "i915")
        .drawnOn("0000:00:02.0")
        .function("0000:03:00.0", "1002:7550", "030000", "amdgpu", "amdgpu")
        .function("0000:03:00.1", "1002:ab40", "040300", "snd_hda_intel", "snd_hda_intel")
        .function("0000:05:00.0", "144d:a80a", "010802", "nvme", "nvme")
        .candidate("0000:03:00.0", "amdgpu")
        .candidate("0000:03:00.1", "snd_hda_intel")
        .section("uses", "nvme0n1p2 0000:05:00.0");
  }
}
