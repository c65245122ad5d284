package dev.javaform.modules.linux.boot;

import static dev.javaform.module.Given.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import dev.javaform.module.ModuleFailure;
import dev.javaform.module.Output;
import dev.javaform.modules.linux.ProbeText;
import dev.javaform.modules.linux.Sections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What would certainly ruin the next boot of a host is refused; its harmless neighbours pass. */
class RuinsTest {

  private static final String RUNNING = "root=UUID=d367 ro quiet";
  private static final long GIB = 1 << 20;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "hugepages=65536|128 GiB of this host's 6 GiB",
        "hugepages=3000|5.9 GiB of this host's 6 GiB",
        "hugepagesz=1G hugepages=64|64 GiB of this host's 6 GiB",
        "hugepagesz=1G hugepages=6|6 GiB of this host's 6 GiB",
        "default_hugepagesz=1G hugepages=16|16 GiB of this host's 6 GiB",
        "hugepages=0:2048,1:2048|8 GiB of this host's 6 GiB",
        "hugepagesz=1G hugepages=0:4,1:4|8 GiB of this host's 6 GiB",
        "hugepagesz=2M hugepages=1024 hugepagesz=1G hugepages=4|6 GiB of this host's 6 GiB",
        "hugepages=9223372036854775807|of this host's 6 GiB",
        "sysctl.vm.nr_hugepages=65536|128 GiB of this host's 6 GiB",
        "mem=64M|with 64 MiB of this host's 6 GiB",
        "mem=67108864|with 64 MiB of this host's 6 GiB",
        "mem=2G hugepages=1024|2 GiB of this host's 6 GiB",
        "memmap=exactmap|with 0 MiB of this host's 6 GiB",
        "memmap=6G$4G|6 GiB of this host's 6 GiB",
        "memmap=6G\\$4G|6 GiB of this host's 6 GiB",
        "memmap=6G!4G|6 GiB of this host's 6 GiB",
        "crashkernel=6100M|of this host's 6 GiB",
        "crashkernel=2G-4G:256M,4G-:5900M|of this host's 6 GiB",
      })
  void memory(String arguments, String figure) {
    assertRefused(arguments, figure);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hugepages=64",
        "hugepages=1024",
        "hugepages=0:512,1:512",
        "hugepagesz=1G hugepages=2",
        "mem=4G",
        "memmap=64M$4G",
        "memmap=1G!4G",
        "memmap=0x10000#0xfe000",
        "crashkernel=256M",
        "crashkernel=auto",
        "crashkernel=64G",
        "crashkernel=2G-4G:128M,4G-64G:256M,64G-:5900M",
        "panic=20",
        "default_hugepagesz=1G",
      })
  void whatLeavesEnoughPasses(String arguments) {
    assertPasses(arguments);
  }

  @Test
  void littleMemoryIsWarnedOf() {
    String warning = warnings("hugepages=2000").getFirst();
    assertTrue(warning.startsWith("hugepages=2000 leaves 2.1 GiB of this host's 6 GiB"), warning);
    assertEquals(List.of(), warnings("hugepages=512"));
  }

  @Test
  void whereTheMemoryIsUnknownNothingIsClaimed() {
    given(module("hugepages=65536")).seeing(grub(RUNNING).print()).plan();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "module_blacklist=nvme|drives the disk of the root file system",
        "module_blacklist=floppy,virtio-blk|drives the disk of the root file system",
        "module_blacklist=ext4|drives the disk of the root file system",
        "module_blacklist=dm_crypt|drives the disk of the root file system",
        "module_blacklist=igb|drives the network card of the default route",
        "modprobe.blacklist=nvme|drives the disk of the root file system",
        "rd.driver.blacklist=igb|drives the network card of the default route",
        "initcall_blacklist=nvme_init|drives the disk of the root file system",
        "initcall_blacklist=igb_init_module|drives the network card of the default route",
        "nomodule|neither the disk",
        "vfio-pci.ids=144d:a808|is the disk of the root file system",
        "vfio-pci.ids=1002:73bf,8086:1533|is the network card of the default route",
        "pci-stub.ids=144D:A808:ffff:ffff|is the disk of the root file system",
        "pci=off|on the PCI bus",
      })
  void drivers(String arguments, String device) {
    assertRefused(arguments, device);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "module_blacklist=nouveau,amdgpu",
        "modprobe.blacklist=ext4",
        "modprobe.blacklist=dm_crypt,nvidia",
        "rd.driver.blacklist=nouveau",
        "modprobe.blacklist=nvme rd.driver.pre=nvme",
        "initcall_blacklist=sysfb_init",
        "vfio-pci.ids=1002:73bf,1002:ab28",
        "vfio-pci.ids=1022:1483",
        "pci=noaer",
        "pci=nomsi,noats",
        "amd_iommu=off",
        "noapic",
        "ro",
        "rw",
      })
  void driversThatNobodyNeedsPass(String arguments) {
    assertPasses(arguments);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "systemd.unit=gaming.target|has no unit gaming.target",
        "systemd.unit=poweroff.target|would end the host",
        "systemd.mask=default.target|nothing would be started",
        "systemd.mask=graphical.target|nothing would be started",
        "systemd.mask=ssh.service|how this host is reached",
        "systemd.mask=NetworkManager.service|how this host is reached",
        "break|stops in a shell",
        "break=premount|stops in a shell",
      })
  void units(String arguments, String unit) {
    assertRefused(arguments, unit);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "systemd.unit=multi-user.target",
        "systemd.unit=getty@tty1.service",
        "systemd.unit=mnt-data.mount",
        "systemd.mask=nothing-there.service",
        "systemd.mask=cups.service",
        "systemd.mask=sshd.service",
      })
  void unitsThatExistOrAreNotNeededPass(String arguments) {
    assertPasses(arguments);
  }

  @ParameterizedTest
  @ValueSource(strings = {"init=/bin/bash", "init=sh", "rdinit=/bin/sh"})
  void shellsInPlaceOfInitAreRefusedEvenWhereTheRootDeviceIsAccepted(String argument) {
    assertTrue(
        refusal(module(List.of(argument), "root_device")).contains("in place of the init system"));
  }

  @Test
  void anotherInitSystemPassesWhereItIsAccepted() {
    given(module(List.of("init=/lib/systemd/systemd"), "root_device"))
        .seeing(host(RUNNING).print())
        .plan();
  }

  /** Whoever wants it says so; nobody else gets it. */
  @ParameterizedTest
  @ValueSource(strings = {"systemd.unit=rescue.target", "systemd.unit=emergency.target", "single"})
  void aRescueShellHasToBeAccepted(String argument) {
    assertTrue(refusal(module(argument)).contains("accept: [rescue_boot]"));
    given(module(List.of(argument), "rescue_boot")).seeing(host(RUNNING).print()).plan();
  }

  @Test
  void everyCpuHasToBeAccepted() {
    assertTrue(refusal(module("isolcpus=0-3")).contains("accept: [no_housekeeping_cpu]"));
    given(module(List.of("isolcpus=0-3"), "no_housekeeping_cpu"))
        .seeing(host(RUNNING).print())
        .plan();
    assertPasses("isolcpus=1-3 nohz_full=1-3");
  }

  @Test
  void fewerCpusAreWarnedOf() {
    assertEquals(1, warnings("maxcpus=2").size());
    assertEquals(1, warnings("nosmp").size());
    assertEquals(List.of(), warnings("nr_cpus=4"));
  }

  /** It has been seen to work. */
  @Test
  void whatTheRunningKernelHasIsNeverRefused() {
    String running = RUNNING + " hugepages=65536 module_blacklist=nvme";
    given(module("hugepages=65536", "module_blacklist=nvme")).seeing(host(running).print()).plan();
  }

  /** A boot that takes itself back may try it, and nothing else. */
  @Test
  void onlyATrialBootTriesWhatWouldBeRuin() {
    GrubCmdline module = module(List.of("hugepages=65536"), "memory");
    assertTrue(refusal(module).contains("128 GiB"));
    Output seen = Output.of(host(RUNNING).print());
    BootArguments boot = BootProbe.read(Sections.read(seen));
    assertFalse(module.decide(boot, true).isEmpty());
    GrubCmdline other = module(List.of("hugepages=65536"), "drivers");
    assertThrows(ModuleFailure.class, () -> other.decide(boot, true));
  }

  private static void assertRefused(String arguments, String why) {
    String message = refusal(module(arguments.split(" ", -1)));
    assertTrue(message.contains(why), message);
    assertTrue(message.contains("Nothing was changed."), message);
  }

  private static void assertPasses(String arguments) {
    given(module(arguments.split(" ", -1))).seeing(host(RUNNING).print()).plan();
  }

  private static List<String> warnings(String arguments) {
    return given(module(arguments.split(" ", -1))).seeing(host(RUNNING).print()).plan().warnings();
  }

  private static String refusal(GrubCmdline module) {
    return given(module).refusesSeeing(Output.of(host(RUNNING).print()));
  }

  private static GrubCmdline module(String... present) {
    return module(List.of(present), "no_iommu");
  }

  private static GrubCmdline module(List<String> present, String accept) {
    List<String> accepted = Stream.of(accept, "root_device").distinct().toList();
    return new GrubCmdline(
        ImmutableList.copyOf(present),
        ImmutableList.of(),
        ImmutableList.of(),
        ImmutableList.copyOf(accepted),
        Optional.empty());
  }

  /** 6 GiB, 4 CPUs, an NVMe disk with an encrypted root, a network card. */
  private static ProbeText host(String running) {
    return grub(running)
        .section("memory", Long.toString(6 * GIB))
        .section("cpus online", "0-3")
        .section("iommu", "ivhd0")
        .section(
            "needs",
            """
            root asked ext4
            root asked dm_mod
            root asked dm_crypt
            root module nvme
            root module virtio_blk
            root pci 0x144d 0xa808 0x010802
            root pci 0x1022 0x1483 0x060400
            nic module igb
            nic pci 0x8086 0x1533 0x020000
            """)
        .section(
            "units",
            "multi-user.target\ngraphical.target\nrescue.target\nemergency.target\ngetty@.service")
        .section("default target", "graphical.target")
        .section(
            "access units",
            "ssh.service loaded active running OpenBSD Secure Shell server\n"
                + "NetworkManager.service loaded active running Network Manager");
  }

  private static ProbeText grub(String running) {
    return new ProbeText()
        .section("running", running)
        .section("tools", "update-grub\ngrub-mkconfig")
        .section("drop-ins", "/usr/sbin/grub-mkconfig")
        .section("drop-in folder", "yes")
        .file("/etc/default/grub", "GRUB_CMDLINE_LINUX_DEFAULT=\"quiet\"\n")
        .file(
            "/boot/grub/grub.cfg",
            """
            ### BEGIN /etc/grub.d/10_linux ###
            menuentry 'GNU/Linux' --class os $menuentry_id_option 'gnulinux-simple-d367' {
            	linux	/boot/vmlinuz-6.1.0-56-amd64 root=UUID=d367 ro quiet
            }
            ### END /etc/grub.d/10_linux ###
            """);
  }
}
