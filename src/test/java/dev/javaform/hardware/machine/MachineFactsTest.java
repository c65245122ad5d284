package dev.javaform.hardware.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.javaform.hardware.Board;
import dev.javaform.hardware.Fixtures;
import dev.javaform.hardware.pci.Verdict.State;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MachineFactsTest {

  private static final String RYZEN = "sysfs-ghw/amd-ryzen5-1600-gpu.tar.gz";
  private static final String ALDER_LAKE = "sysfs-ghw/intel-i7-1270p-iommu.tar.gz";

  @Test
  void playbooksFindEverythingUnderItsName() {
    assertEquals(
        Set.of(
            "boot",
            "bootloader",
            "cpu",
            "cpu_vendor",
            "dmi",
            "firmware",
            "gpus",
            "guests",
            "hugepages",
            "initramfs",
            "iommu",
            "kernel_parameters",
            "libvirt",
            "memory",
            "networks",
            "numa",
            "os",
            "owners",
            "pci",
            "selinux",
            "swaps",
            "tuning",
            "units",
            "usb",
            "virt"),
        new Board().machine().facts().keySet());
  }

  @Test
  void aFunctionIsToldWithItsVerdict() {
    var board = new Board();
    board.function("0000:0f:00.0", "030000", "1002:7550").group(33).driver("amdgpu");
    var function = list(board.machine().facts().get("pci")).getFirst();
    assertEquals("1002:7550", function.get("id"));
    assertEquals(33L, function.get("iommu_group"));
    assertEquals("amdgpu", function.get("driver"));
    assertEquals("isolated", map(function.get("verdict")).get("state"));
    assertEquals(List.of(), function.get("host_use"));
  }

  @Test
  void whetherTheFirmwaresVariablesCanBeWrittenIsToldByItsMount() {
    for (String mount :
        List.of(
            "efivarfs /sys/firmware/efi/efivars efivarfs %s,nosuid 0 0",
            "30 1 0:31 / /sys/firmware/efi/efivars %s,nosuid shared:9 - efivarfs efivarfs rw")) {
      String file = mount.startsWith("e") ? "proc/mounts" : "proc/self/mountinfo";
      for (String mode : List.of("rw", "ro")) {
        var boot = map(new Board().file(file, mount.formatted(mode)).machine().facts().get("boot"));
        assertEquals(mode.equals("rw"), boot.get("variables_writable"), mount);
      }
    }
  }

  @Test
  void whatIsDefinedAndWhatRunsIsTold() {
    var board =
        new Board()
            .file("etc/libvirt/qemu/win11.xml", "  <name>win11</name>\n  <uuid>1-2</uuid>")
            .file("etc/libvirt/qemu/autostart/win11.xml", "")
            .file("run/libvirt/qemu/win11.pid", "")
            .file("etc/libvirt/qemu/networks/default.xml", "<name>default</name>")
            .file(
                "commands/units",
                "Id=tuned.service\nLoadState=loaded\nActiveState=active\nUnitFileState=enabled\n\n"
                    + "Id=cups.service\nLoadState=not-found\n");
    var facts = board.machine().facts();
    assertEquals(
        List.of(Map.of("name", "win11", "uuid", "1-2", "autostart", true, "running", true)),
        facts.get("guests"));
    assertEquals(
        List.of(Map.of("name", "default", "autostart", false, "running", false)),
        facts.get("networks"));
    assertEquals(
        List.of(Map.of("name", "tuned.service", "enabled", "enabled", "active", "active")),
        facts.get("units"));
  }

  @Test
  void theSystemAndItsTuningAreTold() {
    var board =
        new Board()
            .file("etc/os-release", "ID=fedora\nVERSION_ID=\"42\"\nPRETTY_NAME='Fedora 42'")
            .file("sys/fs/selinux/enforce", "0")
            .file("etc/selinux/config", "# x\nSELINUX=enforcing")
            .file("sys/kernel/mm/transparent_hugepage/enabled", "always [madvise] never")
            .file("proc/swaps", "Filename Type Size Used Priority\n/dev/zram0 partition 8 0 100");
    var facts = board.machine().facts();
    assertEquals(Map.of("id", "fedora", "version", "42", "name", "Fedora 42"), facts.get("os"));
    assertEquals(
        Map.of("enabled", true, "enforcing", false, "configured", "enforcing"),
        facts.get("selinux"));
    assertEquals("madvise", map(facts.get("tuning")).get("transparent_hugepages"));
    assertEquals(
        List.of(Map.of("source", "/dev/zram0", "type", "partition", "kib", 8L)),
        facts.get("swaps"));
  }

  @Test
  void howFarTheKernelIsLockedIsTold() {
    var board =
        new Board().file("sys/kernel/security/lockdown", "none [integrity] confidentiality");
    assertEquals("integrity", map(board.machine().facts().get("boot")).get("lockdown"));
    assertFalse(map(new Board().machine().facts().get("boot")).containsKey("lockdown"));
  }

  @Test
  void groupsStandInTheOrderOfTheirNumbers() {
    var board = new Board();
    board.function("0000:01:00.0", "020000", "8086:15f3").group(100);
    board.function("0000:02:00.0", "020000", "8086:15f3").group(9);
    var groups = map(map(board.machine().facts().get("iommu")).get("groups"));
    assertEquals(List.of("9", "100"), List.copyOf(groups.keySet()));
  }

  @Test
  void aControllerIsToldWithWhatIsPluggedIn() {
    String device = "../../../devices/pci0000:00/0000:00:14.0/usb1/1-4";
    var board = new Board();
    board.function("0000:00:14.0", "0c0330", "8086:a12f").group(3);
    board
        .link("sys/bus/usb/devices/1-4", device)
        .link("sys/bus/usb/devices/1-4:1.0", device + "/1-4:1.0")
        .file("sys/bus/usb/devices/1-4/idVendor", "046d")
        .file("sys/bus/usb/devices/1-4/idProduct", "c31c")
        .file("sys/bus/usb/devices/1-4/product", "USB Keyboard")
        .file("sys/bus/usb/devices/1-4:1.0/bInterfaceClass", "03")
        .file("sys/bus/usb/devices/1-4:1.0/bInterfaceProtocol", "01");
    var controller = list(board.machine().facts().get("usb")).getFirst();
    assertEquals(true, controller.get("alone"));
    assertEquals(true, controller.get("keyboard"));
    assertEquals("046d:c31c", list(controller.get("devices")).getFirst().get("id"));
  }

  @Test
  void aMachineWithoutGroupsHasItsIommuOff() {
    var machine = Machine.of(Fixtures.tree(RYZEN));
    assertFalse(machine.iommu().enabled());
    assertEquals(
        List.of("0000:0a:00.0"),
        machine.pci().displays().stream().map(each -> each.address()).toList());
    assertEquals("1002:6758", machine.pci().at("0000:0a:00.0").orElseThrow().id());
    assertEquals(
        List.of("0000:0a:00.1"),
        machine.pci().companions(machine.pci().displays().getFirst()).stream()
            .map(each -> each.address())
            .toList());
    assertEquals(
        List.of("0000:01:00.0", "0000:0b:00.3"),
        machine.pci().all().stream()
            .filter(each -> each.isUsb())
            .map(each -> each.address())
            .toList());
    assertEquals(State.OFF, machine.verdicts().on(machine.pci().displays().getFirst()).state());
  }

  @Test
  void aLaptopsControllersShareTheirGroups() {
    var machine = Machine.of(Fixtures.tree(ALDER_LAKE));
    assertEquals(15, machine.iommu().groups().size());
    var graphics = machine.pci().at("0000:00:02.0").orElseThrow();
    assertEquals("i915", graphics.driver().orElseThrow());
    assertEquals(List.of(graphics), machine.iommu().groups().get(0));
    assertEquals(
        List.of("0000:00:0d.0", "0000:00:14.0"),
        machine.pci().all().stream()
            .filter(each -> each.isUsb())
            .map(each -> each.address())
            .toList());
    for (String address : List.of("0000:00:0d.0", "0000:00:14.0")) {
      var verdict = machine.verdicts().on(machine.pci().at(address).orElseThrow());
      assertEquals(State.ISOLATED, verdict.state());
      assertTrue(verdict.take().size() > 1, verdict::reason);
    }
  }

  @Test
  void aDiskIsNeededThoughItsPartitionsAreNotKnown() {
    var machine = Machine.of(Fixtures.tree(ALDER_LAKE));
    assertTrue(machine.owners().isVital("0000:04:00.0"));
    assertEquals(
        State.FATAL, machine.verdicts().on(machine.pci().at("0000:04:00.0").orElseThrow()).state());
  }

  @Test
  void aGuestWithAnIommuAndKvmMayPassDevicesOn() {
    var guest = new Board().file("commands/detect-virt", "kvm");
    assertFalse(virt(guest).mayPass(true));
    guest.file("dev/kvm", "");
    assertTrue(virt(guest).mayPass(true));
    assertFalse(virt(guest).mayPass(false));
    guest.file("commands/detect-virt", "docker");
    assertFalse(virt(guest).mayPass(true));
    assertTrue(virt(new Board().file("commands/detect-virt", "none")).mayPass(false));
  }

  private static Virtualization virt(Board board) {
    return board.machine().virt();
  }

  @SuppressWarnings("unchecked") // JSON has no other types
  private static Map<String, Object> map(Object value) {
    return (Map<String, Object>) value;
  }

  @SuppressWarnings("unchecked") // JSON has no other types
  private static List<Map<String, Object>> list(Object value) {
    return (List<Map<String, Object>>) value;
  }
}
