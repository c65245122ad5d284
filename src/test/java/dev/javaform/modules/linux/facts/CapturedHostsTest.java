package dev.javaform.modules.linux.facts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The real script over captures of real machines' /sys and /proc. */
class CapturedHostsTest {

  private static final String RYZEN = "sysfs-ghw/amd-ryzen5-1600-gpu.tar.gz";
  private static final String ALDER_LAKE = "sysfs-ghw/intel-i7-1270p-iommu.tar.gz";
  private static final String XEON = "sysfs-ghw/xeon-5218r-accel.tar.gz";

  @TempDir Path folder;

  @Test
  void seesTheGraphicsCardAndItsAudioFunction() {
    var gpus = list(CapturedHost.unpacked(RYZEN, folder).passthrough().get("gpus"));
    assertEquals(List.of("0000:0a:00.0"), gpus.stream().map(gpu -> gpu.get("address")).toList());
    assertEquals("1002:6758", gpus.getFirst().get("id"));
    assertEquals(
        List.of("0000:0a:00.0", "0000:0a:00.1"),
        list(gpus.getFirst().get("functions")).stream().map(each -> each.get("address")).toList());
  }

  @Test
  void seesThatTheIommuIsOff() {
    var iommu = map(CapturedHost.unpacked(RYZEN, folder).passthrough().get("iommu"));
    assertEquals(Map.of("enabled", false, "units", List.of(), "groups", Map.of()), iommu);
  }

  @Test
  void seesTheIommuGroups() {
    var iommu = map(CapturedHost.unpacked(ALDER_LAKE, folder).passthrough().get("iommu"));
    var groups = map(iommu.get("groups"));
    assertEquals(15, groups.size());
    assertEquals(List.of("0000:00:02.0"), groups.get("0"));
    assertEquals(List.of("0000:00:0d.0", "0000:00:0d.2", "0000:00:0d.3"), groups.get("8"));
    assertEquals(List.of("0000:00:14.0", "0000:00:14.2"), groups.get("9"));
    assertEquals(true, iommu.get("enabled"));
  }

  @Test
  void seesTheDriverOfTheProcessorsGraphics() {
    var gpus = list(CapturedHost.unpacked(ALDER_LAKE, folder).passthrough().get("gpus"));
    assertEquals("i915", gpus.getFirst().get("driver"));
    assertEquals(0L, gpus.getFirst().get("iommu_group"));
    assertEquals(List.of("0000:00:02.0"), gpus.getFirst().get("group_devices"));
  }

  @Test
  void seesWhatTheHostItselfNeeds() throws Exception {
    String disk = "devices/pci0000:00/0000:00:1f.2/ata1/host0/block/sda/sda2";
    String card = "devices/pci0000:00/0000:00:1c.0/0000:03:00.0/net/eth0";
    var host =
        new CapturedHost(folder)
            .with("sys/bus/pci/devices/0000:00:1f.2/vendor", "0x8086")
            .with("sys/bus/pci/devices/0000:03:00.0/vendor", "0x8086")
            .with("sys/bus/pci/devices/0000:04:00.0/vendor", "0x1002")
            .with("sys/" + disk + "/dev", "8:2")
            .with("sys/" + card + "/mtu", "1500")
            .with("sys/devices/virtual/block/dm-0/slaves/sda2", "")
            .with("proc/mounts", "/dev/dm-0 / ext4 rw 0 0\nproc /proc proc rw 0 0\n")
            .with("proc/net/route", "Iface Destination Gateway\neth0 00000000 0100A8C0\n")
            .with("sys/class/block/x", "")
            .with("sys/class/net/x", "");
    link("sys/class/block/sda2", "../../" + disk);
    link("sys/class/block/dm-0", "../../devices/virtual/block/dm-0");
    link("sys/class/net/eth0", "../../" + card);
    assertEquals(
        List.of(List.of("sda2"), List.of("eth0"), List.of()),
        list(host.passthrough().get("pci")).stream().map(each -> each.get("host_use")).toList());
  }

  @Test
  void countsProcessorsAsTheMachineHasThem() {
    var facts = CapturedHost.unpacked(RYZEN, folder).facts("sh");
    assertEquals(1L, facts.get("ansible_processor_count"));
    assertEquals(6L, facts.get("ansible_processor_cores"));
    assertEquals(2L, facts.get("ansible_processor_threads_per_core"));
    assertEquals(12L, facts.get("ansible_processor_vcpus"));
    assertEquals("AuthenticAMD", map(facts.get("javaform")).get("cpu_vendor"));
  }

  @Test
  void knowsAGuestByItsProcessorsFlag() {
    var facts = CapturedHost.unpacked(XEON, folder).facts("sh");
    assertEquals("guest", facts.get("ansible_virtualization_role"));
  }

  @Test
  void readsTheDefaultSizeOfHugePages() {
    var pages = map(CapturedHost.unpacked(RYZEN, folder).passthrough().get("hugepages"));
    assertEquals(2048L, pages.get("default_kb"));
  }

  @Test
  void anEmptyHostHasNoFactsButNoErrorEither() {
    var facts = new CapturedHost(folder).facts("sh");
    assertEquals("NA", facts.get("ansible_bios_vendor"));
    assertEquals(List.of(), facts.get("ansible_mounts"));
    assertFalse(facts.containsKey("ansible_memtotal_mb"));
    assertEquals("unknown", map(facts.get("javaform")).get("bootloader"));
  }

  @Test
  void readsStaticLocalFactsAndRunsNone() throws Exception {
    var host =
        new CapturedHost(folder)
            .with("etc/ansible/facts.d/json.fact", "{\"a\": [1, 2.5, true], \"b\": {\"c\": \"x\"}}")
            .with("etc/ansible/facts.d/ini.fact", "[General]\nName = box one\n")
            .with("etc/ansible/facts.d/run.fact", "#!/bin/sh\ntouch ran\n");
    assertTrue(folder.resolve("etc/ansible/facts.d/run.fact").toFile().setExecutable(true));
    assertEquals(
        Map.of(
            "json", Map.of("a", List.of(1L, 2.5, true), "b", Map.of("c", "x")),
            "ini", Map.of("General", Map.of("name", "box one"))),
        host.facts("sh").get("ansible_local"));
    assertFalse(Files.exists(folder.resolve("ran")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "usr/lib/systemd/system/virtqemud.service=modular",
        "usr/lib/systemd/system/libvirtd.service=monolithic"
      })
  void knowsTheLayoutOfLibvirt(String fileAndLayout) {
    String[] parts = fileAndLayout.split("=");
    var host = new CapturedHost(folder).with(parts[0], "");
    assertEquals(parts[1], host.passthrough().get("libvirt"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "run/ostree-booted=rpm-ostree",
        "boot/loader/entries/x.conf=grub-bls",
        "boot/grub/grub.cfg=grub",
        "boot/EFI/Linux/linux.efi=uki",
        "boot/limine.conf=limine",
        "boot/refind_linux.conf=refind",
        "boot/extlinux/extlinux.conf=extlinux"
      })
  void knowsTheBootloader(String fileAndKind) {
    String[] parts = fileAndKind.split("=");
    assertEquals(
        parts[1], new CapturedHost(folder).with(parts[0], "").passthrough().get("bootloader"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Limine 9.3.2=limine", "rEFInd 0.14.2=refind"})
  void knowsTheLoaderThatTellsItsName(String infoAndKind) {
    String[] parts = infoAndKind.split("=");
    var host =
        new CapturedHost(folder)
            .with("sys/firmware/efi/efivars/LoaderInfo-4a67", parts[0])
            .with("boot/grub/grub.cfg", "");
    assertEquals(parts[1], host.passthrough().get("bootloader"));
    host.with("proc/cmdline", "BOOT_IMAGE=/vmlinuz quiet\n");
    assertEquals("grub", host.passthrough().get("bootloader"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "boot/EFI/Linux/linux.efi=uki",
        "efi/loader/entries/x.conf=systemd-boot",
        "boot/grub/grub.cfg=systemd-boot"
      })
  void knowsWhatSystemdBootStarts(String fileAndKind) {
    String[] parts = fileAndKind.split("=");
    var host =
        new CapturedHost(folder)
            .with("sys/firmware/efi/efivars/LoaderInfo-4a67", "systemd-boot 255")
            .with(parts[0], "");
    assertEquals(parts[1], host.passthrough().get("bootloader"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"dash", "bash --posix", "busybox ash"})
  void anyShellLearnsTheSame(String shell) {
    String program = shell.split(" ")[0];
    Assumptions.assumeTrue(
        List.of(System.getenv("PATH").split(":")).stream()
            .anyMatch(each -> Files.isExecutable(Path.of(each, program))),
        () -> "no " + program + " on this machine");
    var host = CapturedHost.unpacked(ALDER_LAKE, folder);
    assertEquals(steady(host.facts("sh")), steady(host.facts(shell.split(" "))));
  }

  /** The facts that other work on this machine does not change meanwhile. */
  private static Map<String, Object> steady(Map<String, Object> facts) {
    var steady = new LinkedHashMap<>(facts);
    steady
        .keySet()
        .retainAll(
            List.of(
                "ansible_devices",
                "ansible_distribution",
                "ansible_kernel",
                "ansible_processor",
                "ansible_memory_mb",
                "ansible_user_id",
                "ansible_dns",
                "javaform"));
    return steady;
  }

  private void link(String name, String target) throws Exception {
    Files.createSymbolicLink(folder.resolve(name), Path.of(target));
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
