package dev.javaform.hardware.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.javaform.hardware.Board;
import dev.javaform.hardware.Built;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The names of facts are a promise: each stands in the document. */
class FactNamesTest {

  /** Mappings whose keys are told by the machine: sizes, numbers of groups and nodes, flaws. */
  private static final Set<String> OPEN = Set.of("sizes", "groups", "distances", "vulnerabilities");

  @Test
  void everyNameIsDocumented() throws Exception {
    String document = Files.readString(Path.of("docs/passthrough.md"));
    Set<String> missing = new TreeSet<>();
    names(machine().facts(), missing);
    missing.removeIf(name -> document.contains("`" + name + "`") || name.startsWith("bios_"));
    assertEquals(Set.of(), missing);
  }

  private static void names(Object value, Set<String> to) {
    if (value instanceof Map<?, ?> map) {
      for (Map.Entry<?, ?> each : map.entrySet()) {
        String name = String.valueOf(each.getKey());
        if (!name.matches("\\d+")) {
          to.add(name);
        }
        if (!OPEN.contains(name)) {
          names(each.getValue(), to);
        }
      }
    } else if (value instanceof List<?> list) {
      list.forEach(each -> names(each, to));
    }
  }

  private static Machine machine() {
    Board board = new Board();
    board
        .function("0000:01:00.0", "030000", "1002:744c")
        .group(1)
        .driver("amdgpu")
        .with("boot_vga", "1")
        .with("numa_node", "0")
        .with("subsystem_vendor", "0x1043")
        .with("subsystem_device", "0x0517")
        .with("reset_method", "bus")
        .with("resource", "0x1000 0x1fff 0x0");
    board.function("0000:02:00.1", "020000", "8086:1520");
    board.link("sys/bus/pci/devices/0000:02:00.1/physfn", "../0000:02:00.0");
    board.function("0000:03:00.0", "0c0330", "1022:149c").group(3);
    board.link("sys/bus/usb/devices/1-4", "../../../devices/pci0000:00/0000:03:00.0/usb1/1-4");
    board.file("run/udev/data/+pci:0000:01:00.0", "E:ID_MODEL_FROM_DATABASE=Navi");
    for (String file : List.of("sys_vendor", "product_name", "product_version", "product_serial")) {
      board.file("sys/class/dmi/id/" + file, "Maker of it");
    }
    for (String file : List.of("product_uuid", "product_family", "product_sku", "board_name")) {
      board.file("sys/class/dmi/id/" + file, "Thing");
    }
    board
        .file("sys/class/dmi/id/board_vendor", "Maker")
        .file("sys/class/dmi/id/board_version", "2");
    board
        .file("sys/class/dmi/id/bios_vendor", "Maker")
        .file("sys/class/dmi/id/bios_date", "1/2/25");
    system(board);
    return Machine.of(
        Built.online("0-1")
            .cores(0, "0", "1")
            .caches(3, 512, "0-1")
            .tree()
            .with(Built.online("0-1").node(0, "0-1", 9, "10").cpuInfo("x", "fpu").tree())
            .with(board.tree()));
  }

  private static void system(Board board) {
    board
        .file("etc/os-release", "ID=a\nVERSION_ID=1\nPRETTY_NAME=A")
        .file("proc/sys/kernel/osrelease", "6.1")
        .file("commands/secure-boot", "6 0 0 0 1")
        .file("commands/detect-virt", "kvm")
        .file("commands/virsh", "10.0.0")
        .file("commands/qemu", "QEMU 9.0.0")
        .file("commands/swtpm", "0.7.1")
        .file("sys/kernel/security/lockdown", "[none] integrity")
        .file("boot/loader/entries/a.conf", "options quiet")
        .file("sys/fs/selinux/enforce", "1")
        .file("etc/selinux/config", "SELINUX=enforcing")
        .file("etc/tuned/active_profile", "x")
        .file("sys/kernel/mm/transparent_hugepage/enabled", "[always] never")
        .file("sys/kernel/mm/transparent_hugepage/defrag", "[always] never")
        .file("sys/devices/system/cpu/cpuidle/current_driver", "acpi_idle")
        .file("sys/devices/system/cpu/isolated", "1")
        .file("sys/devices/system/cpu/nohz_full", "1")
        .file("sys/devices/system/cpu/smt/control", "on")
        .file("sys/kernel/mm/hugepages/hugepages-2048kB/nr_hugepages", "1")
        .file("proc/meminfo", "MemTotal: 9 kB\nMemFree: 9 kB\nMemAvailable: 9 kB")
        .file("commands/dmidecode", "\tSize: 8 GB")
        .file("proc/swaps", "Filename\n/dev/sda2 partition 8 0 -2")
        .file("commands/units", "Id=a\nLoadState=loaded")
        .file("etc/libvirt/qemu/a.xml", "<uuid>1</uuid>")
        .file("proc/self/mountinfo", "30 1 8:2 / / rw - xfs /dev/sda2 rw")
        .link("sys/class/block/sda2", "../../devices/pci0000:00/0000:04:00.0/block/sda/sda2")
        .file(
            "usr/share/qemu/firmware/1.json",
            """
            {"description": "x", "interface-types": ["uefi"], "features": ["secure-boot"],
             "mapping": {"device": "flash",
               "executable": {"filename": "/a", "format": "raw"},
               "nvram-template": {"filename": "/b", "format": "raw"}},
             "targets": [{"architecture": "x86_64", "machines": ["pc-q35-*"]}], "tags": []}
            """);
  }
}
