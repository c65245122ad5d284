package dev.javaform.hardware.owner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.javaform.hardware.Board;
import java.util.List;
import org.junit.jupiter.api.Test;

class OwnersTest {

  private static final String SATA = "../../devices/pci0000:00/0000:00:17.0/ata1/host0/block/sda";
  private static final String NVME =
      "../../devices/pci0000:00/0000:00:1d.0/0000:03:00.0/nvme/nvme0";
  private static final String USB = "0000:00:14.0";
  private static final String NIC = "../../devices/pci0000:00/0000:00:1c.0/0000:04:00.0/net/";

  private static List<String> told(Board board, String address) {
    return Owners.of(board.tree()).of(address).stream()
        .map(use -> use.kind() + " " + use.told())
        .toList();
  }

  @Test
  void anEmptyHostNeedsNothing() {
    assertTrue(Owners.of(new Board().tree()).uses().isEmpty());
  }

  @Test
  void findsTheDiskBelowLvmAndLuks() {
    var board =
        new Board()
            .file("proc/mounts", "/dev/mapper/vg-root / ext4 rw 0 0")
            .link("dev/mapper/vg-root", "../dm-1")
            .file("sys/class/block/dm-1/slaves/dm-0", "")
            .file("sys/class/block/dm-0/slaves/nvme0n1p3", "")
            .link("sys/class/block/nvme0n1p3", NVME + "/nvme0n1/nvme0n1p3");
    assertEquals(List.of("SYSTEM_DISK nvme0n1p3 holds /"), told(board, "0000:03:00.0"));
    assertEquals(List.of("SYSTEM_DISK nvme0n1p3 holds /"), told(board, "0000:00:1d.0"));
  }

  @Test
  void findsAMappedDiskByItsNameWhereThereIsNoLink() {
    var board =
        new Board()
            .file("proc/mounts", "/dev/mapper/luks-1 / xfs rw 0 0")
            .file("sys/class/block/dm-0/dm/name", "luks-1")
            .file("sys/class/block/dm-0/slaves/sda2", "")
            .link("sys/class/block/sda2", SATA + "/sda2");
    assertEquals(List.of("SYSTEM_DISK sda2 holds /"), told(board, "0000:00:17.0"));
  }

  @Test
  void findsAllDisksOfAnArray() {
    var board =
        new Board()
            .file("proc/mounts", "/dev/md0 /srv/data ext4 rw 0 0")
            .file("sys/class/block/md0/slaves/sda1", "")
            .file("sys/class/block/md0/slaves/nvme0n1p1", "")
            .link("sys/class/block/sda1", SATA + "/sda1")
            .link("sys/class/block/nvme0n1p1", NVME + "/nvme0n1/nvme0n1p1");
    assertEquals(List.of("DATA_DISK sda1 holds /srv/data"), told(board, "0000:00:17.0"));
    assertEquals(List.of("DATA_DISK nvme0n1p1 holds /srv/data"), told(board, "0000:03:00.0"));
    assertFalse(Owners.of(board.tree()).isVital("0000:03:00.0"));
  }

  @Test
  void findsAllDisksOfABtrfs() {
    var board =
        new Board()
            .file(
                "proc/self/mountinfo",
                "29 1 0:25 /root / rw,relatime shared:1 - btrfs /dev/sda2 rw,ssd")
            .file("sys/fs/btrfs/0aa1/devices/sda2", "")
            .file("sys/fs/btrfs/0aa1/devices/nvme0n1p2", "")
            .link("sys/class/block/sda2", SATA + "/sda2")
            .link("sys/class/block/nvme0n1p2", NVME + "/nvme0n1/nvme0n1p2");
    assertEquals(List.of("SYSTEM_DISK nvme0n1p2 holds /"), told(board, "0000:03:00.0"));
    assertEquals(List.of("SYSTEM_DISK sda2 holds /"), told(board, "0000:00:17.0"));
  }

  @Test
  void findsADiskByItsNumberWhereTheSourceSaysNothing() {
    var board =
        new Board()
            .file("proc/self/mountinfo", "29 1 8:2 / / rw,relatime - ext4 /dev/root rw")
            .link("sys/dev/block/8:2", "../../devices/pci0000:00/0000:00:17.0/block/sda/sda2")
            .link("sys/class/block/sda2", SATA + "/sda2");
    assertEquals(List.of("SYSTEM_DISK sda2 holds /"), told(board, "0000:00:17.0"));
  }

  @Test
  void findsTheControllersOfADiskWithSeveralPaths() {
    String subsystem = "../../devices/virtual/nvme-subsystem/nvme-subsys0/";
    var board =
        new Board()
            .file("proc/mounts", "/dev/nvme0n1p2 / ext4 rw 0 0")
            .link("sys/class/block/nvme0n1p2", subsystem + "nvme0n1/nvme0n1p2")
            .link("sys/class/nvme-subsystem/nvme-subsys0/nvme0", "../../../pci0000:00/" + NVME);
    assertEquals(List.of("SYSTEM_DISK nvme0n1p2 holds /"), told(board, "0000:03:00.0"));
  }

  @Test
  void findsTheDisksOfAPool() {
    var board =
        new Board()
            .file("proc/mounts", "rpool/ROOT/debian / zfs rw 0 0")
            .file("commands/zpool", "bpool\n\t/dev/sda1\nrpool\t1G\n\tmirror-0\n\t/dev/sda2\t1G")
            .link("sys/class/block/sda2", SATA + "/sda2");
    assertEquals(List.of("SYSTEM_DISK sda2 holds /"), told(board, "0000:00:17.0"));
  }

  @Test
  void findsTheControllersOnTheWayToADisk() {
    var board =
        new Board()
            .file("proc/mounts", "/dev/nvme0n1p2 /boot ext4 rw 0 0")
            .link(
                "sys/class/block/nvme0n1p2",
                "../../devices/pci0000:00/0000:00:0e.0/pci10000:e0/10000:e0:06.0/10000:e1:00.0/nvme"
                    + "/nvme0/nvme0n1/nvme0n1p2");
    assertEquals(List.of("SYSTEM_DISK nvme0n1p2 holds /boot"), told(board, "10000:e1:00.0"));
    assertEquals(List.of("SYSTEM_DISK nvme0n1p2 holds /boot"), told(board, "0000:00:0e.0"));
  }

  @Test
  void findsTheControllerOfAUsbDiskAndOfSwap() {
    var board =
        new Board()
            .file("proc/mounts", "/dev/sdb2 / ext4 rw 0 0")
            .file("proc/swaps", "Filename Type Size Used Priority\n/dev/sdb3 partition 1 0 -2")
            .link("sys/class/block/sdb2", "../../devices/pci0000:00/" + USB + "/usb2/2-1/sdb/sdb2")
            .link("sys/class/block/sdb3", "../../devices/pci0000:00/" + USB + "/usb2/2-1/sdb/sdb3");
    assertEquals(
        List.of("SYSTEM_DISK sdb2 holds /", "SYSTEM_DISK sdb3 holds swap"), told(board, USB));
  }

  @Test
  void aDiskThatTheBootWaitsForIsVital() {
    var board =
        new Board()
            .file("proc/mounts", "/dev/sda1 /games ext4 rw 0 0\n/dev/sda2 /films ext4 rw 0 0")
            .file(
                "etc/fstab",
                "UUID=1 /games ext4 defaults 0 2\nUUID=2 /films ext4 defaults,nofail 0 2")
            .link("sys/class/block/sda1", SATA + "/sda1")
            .link("sys/class/block/sda2", SATA + "/sda2");
    assertEquals(
        List.of("SYSTEM_DISK sda1 holds /games", "DATA_DISK sda2 holds /films"),
        told(board, "0000:00:17.0"));
  }

  @Test
  void findsTheInterfaceOfTheSessionThroughBridgeAndBond() {
    var board =
        new Board()
            .file("commands/session", "10.0.0.9 50522 10.0.0.2 22")
            .file("commands/addresses", "1: lo inet 127.0.0.1/8\n5: br0 inet 10.0.0.2/24 brd 1")
            .link("sys/class/net/br0/lower_bond0", "../bond0")
            .link("sys/class/net/bond0/lower_eth0.7", "../eth0.7")
            .link("sys/class/net/eth0.7/lower_eth0", "../eth0")
            .link("sys/class/net/eth0", NIC + "eth0");
    assertEquals(List.of("SESSION eth0 carries this session"), told(board, "0000:04:00.0"));
  }

  @Test
  void understandsMappedAndLocalAddresses() {
    var board =
        new Board()
            .file("commands/addresses", "2: eth0    inet 10.0.0.2/24 scope global eth0")
            .link("sys/class/net/eth0", NIC + "eth0");
    for (String address : List.of("::ffff:10.0.0.2", "fe80::1%eth0", "10.0.0.2")) {
      board.file("commands/session", "x 1 " + address + " 22");
      assertEquals(1, told(board, "0000:04:00.0").size(), address);
    }
    board.file("commands/session", "x 1 10.0.0.20 22");
    assertEquals(List.of(), told(board, "0000:04:00.0"));
  }

  @Test
  void findsTheInterfacesOfDefaultRoutes() {
    String none = "00000000000000000000000000000000";
    var board =
        new Board()
            .file("proc/net/route", "Iface Destination Gateway\neth0 00000000 0100A8C0")
            .file(
                "proc/net/ipv6_route",
                "%s 00 %s 00 fe80 00000400 1 0 3 eth1\n%s 00 %s 00 %s ffff 1 0 200200 lo"
                    .formatted(none, none, none, none, none))
            .link("sys/class/net/eth0", NIC + "eth0")
            .link("sys/class/net/eth1", "../../devices/pci0000:00/0000:05:00.0/net/eth1");
    assertEquals(List.of("ROUTE eth0 is the way to the network"), told(board, "0000:04:00.0"));
    assertEquals(List.of("ROUTE eth1 is the way to the network"), told(board, "0000:05:00.0"));
  }

  @Test
  void theConsoleIsWhereAScreenIsLitWhenNoFirmwareDrew() {
    String card = "../../devices/pci0000:00/0000:0a:00.0/drm/card0/";
    var board =
        new Board()
            .link("sys/class/drm/card0-DP-1", card + "card0-DP-1")
            .link("sys/class/drm/card0-DP-2", card + "card0-DP-2")
            .file("sys/class/drm/card0-DP-1/status", "connected")
            .file("sys/class/drm/card0-DP-1/enabled", "enabled")
            .file("sys/class/drm/card0-DP-2/status", "disconnected");
    assertEquals(List.of("CONSOLE card0-DP-1 has a lit screen"), told(board, "0000:0a:00.0"));
    board.function("0000:0b:00.0", "030000", "1002:7550").with("boot_vga", "1");
    assertEquals(List.of("CONSOLE the console is shown on the card"), told(board, "0000:0b:00.0"));
    assertEquals(List.of(), told(board, "0000:0a:00.0"));
  }

  @Test
  void aCardThatIsKeptForGuestsShowsNoConsole() {
    var board = new Board();
    board.function("0000:0b:00.0", "030000", "1002:7550").with("boot_vga", "1").driver("vfio-pci");
    board.link("sys/class/graphics/fb0", "../../devices/pci0000:00/0000:0c:00.0/graphics/fb0");
    assertEquals(List.of(), told(board, "0000:0b:00.0"));
    assertEquals(List.of("CONSOLE fb0 is the console's framebuffer"), told(board, "0000:0c:00.0"));
  }

  @Test
  void findsTheKeyboardsController() {
    String device = "../../../devices/pci0000:00/" + USB + "/usb1/1-4";
    var board =
        new Board()
            .link("sys/bus/usb/devices/1-4", device)
            .link("sys/bus/usb/devices/1-4:1.0", device + "/1-4:1.0")
            .file("sys/bus/usb/devices/1-4/manufacturer", "Cherry")
            .file("sys/bus/usb/devices/1-4/product", "Keys")
            .file("sys/bus/usb/devices/1-4:1.0/bInterfaceClass", "03")
            .file("sys/bus/usb/devices/1-4:1.0/bInterfaceProtocol", "01");
    assertEquals(List.of("KEYBOARD Cherry Keys is a keyboard"), told(board, USB));
    assertFalse(Owners.of(board.tree()).isVital(USB));
  }

  @Test
  void aRootOnAnotherMachineNeedsEveryInterface() {
    for (String mount :
        List.of(
            "30 1 0:25 / / rw - nfs4 192.0.2.9:/srv/root rw",
            "30 1 8:17 / / rw - ext4 /dev/sdb1 rw")) {
      var board =
          new Board()
              .file("proc/self/mountinfo", mount)
              .link("sys/class/block/sdb", "../../devices/platform/host3/session1/target3:0:0/sdb")
              .link("sys/class/net/lo", "../../devices/virtual/net/lo")
              .link("sys/class/net/eth0", NIC + "eth0");
      assertEquals(
          List.of("SYSTEM_DISK eth0 may be the way to /, which is on another machine"),
          told(board, "0000:04:00.0"));
      assertTrue(Owners.of(board.tree()).isRootFound());
    }
  }

  @Test
  void whetherTheRootsDiskIsKnownIsTold() {
    var pool = new Board().file("proc/self/mountinfo", "30 1 0:25 / / rw - zfs rpool/x rw");
    assertFalse(Owners.of(pool.tree()).isRootFound());
    var loop =
        new Board()
            .file("proc/self/mountinfo", "30 1 7:0 / / rw - squashfs /dev/loop0 rw")
            .link("sys/class/block/loop0", "../../devices/virtual/block/loop0");
    assertFalse(Owners.of(loop.tree()).isRootFound());
    var disk =
        new Board()
            .file("proc/self/mountinfo", "30 1 8:2 / /sysroot rw - xfs /dev/sda2 rw")
            .link("sys/class/block/sda2", SATA + "/sda2");
    assertTrue(Owners.of(disk.tree()).isRootFound());
  }

  @Test
  void aDiskInAnArrayThatNothingMountedIsInUse() {
    var board =
        new Board()
            .file("sys/class/block/dm-0/slaves/nvme0n1", "")
            .file("sys/class/block/dm-0/dm/name", "vg-guests")
            .link("sys/class/block/nvme0n1", NVME + "/nvme0n1");
    assertEquals(List.of("DATA_DISK nvme0n1 is a part of vg-guests"), told(board, "0000:03:00.0"));
  }

  @Test
  void aSessionThroughATunnelLeavesByTheDefaultRoute() {
    var board =
        new Board()
            .file("commands/session", "10.9.0.9 50522 10.9.0.2 22")
            .file("commands/addresses", "5: wg0 inet 10.9.0.2/24")
            .link("sys/class/net/wg0", "../../devices/virtual/net/wg0")
            .link("sys/class/net/eth0", NIC + "eth0")
            .link("sys/class/net/eth1", "../../devices/pci0000:00/0000:05:00.0/net/eth1");
    assertEquals(List.of("SESSION eth1 carries this session"), told(board, "0000:05:00.0"));
    board.file("proc/net/route", "Iface Destination Gateway\neth0 00000000 0100A8C0");
    assertEquals(List.of(), told(board, "0000:05:00.0"));
    assertEquals(
        List.of("SESSION eth0 carries this session", "ROUTE eth0 is the way to the network"),
        told(board, "0000:04:00.0"));
  }

  /** The ports of Open vSwitch do not tell which interface is below them. */
  @Test
  void aDefaultRouteThroughSoftwareNeedsEveryInterface() {
    var board =
        new Board()
            .file("proc/net/route", "Iface Destination Gateway\nbr0 00000000 0100A8C0")
            .link("sys/class/net/br0", "../../devices/virtual/net/br0")
            .link("sys/class/net/eth0", NIC + "eth0");
    assertEquals(List.of("ROUTE eth0 is the way to the network"), told(board, "0000:04:00.0"));
  }
}
