package dev.javaform.hardware.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.javaform.hardware.HostTree;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BlankingTest {

  private static final String ID = "0123456789abcdef0123456789abcdef";
  private static final String UUID = "1b4e28ba-2fa1-11d2-883f-0016d3cca427";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sys/class/dmi/id/product_serial",
        "sys/class/dmi/id/board_serial",
        "sys/class/dmi/id/chassis_serial",
        "sys/class/dmi/id/product_uuid",
        "sys/class/dmi/id/board_asset_tag",
        "sys/class/dmi/id/chassis_asset_tag",
        "sys/devices/virtual/dmi/id/product_serial",
        "sys/bus/usb/devices/1-2/serial",
        "sys/class/nvme/nvme0/serial",
        "sys/block/sda/device/wwid",
        "sys/block/sda/device/vpd_pg80",
        "sys/class/drm/card0-DP-1/edid",
        "etc/machine-id",
        "etc/hostname",
        "proc/sys/kernel/hostname"
      })
  void filesThatNameOneThingAreEmptied(String path) {
    assertEquals(Optional.of(""), blanked(path, "SN12345\n").text(path));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "root=UUID=1b4e28ba-2fa1-11d2-883f-0016d3cca427"
            + " ro|root=UUID=00000000-0000-0000-0000-000000000001 ro",
        "root=PARTUUID=0a1b2c3d-02 quiet|root=PARTUUID=00000001-01 quiet",
        "root=/dev/mapper/vesubie--vg-root ro|root=/dev/mapper/host--vg-root ro",
        "root=/dev/vesubie-vg/root ro|root=/dev/host-vg/root ro",
        "username=alice quiet|username=blanked quiet",
        "live.user=alice x|live.user=blanked x",
        "rd.iscsi.username=bob x|rd.iscsi.username=blanked x",
        "systemd.hostname=alices-pc x|systemd.hostname=blanked x",
        "systemd.set_credential=passwd.hashed-password.root:abc x|systemd.set_credential=blanked x",
        "ip=10.0.0.2::10.0.0.1:255.255.255.0:alice:eth0:off x|ip=blanked x",
        "root=nfs:10.0.0.9:/srv/alice x|root=blanked x",
        "root=10.0.0.9:/srv/alice x|root=blanked x",
        "init=/home/alice/init x|init=/home/user/init x",
        "ip=dhcp iommu=pt vfio-pci.ids=1002:73bf|ip=dhcp iommu=pt vfio-pci.ids=1002:73bf",
        "user_namespace.enable=1 isolcpus=1-3|user_namespace.enable=1 isolcpus=1-3",
        "pci=resource_alignment=20@pci:0:0:0:0:0|pci=resource_alignment=20@pci:0:0:0:0:0",
      })
  void kernelArguments(String line, String blanked) {
    assertEquals(Optional.of(blanked), blanked("proc/cmdline", line).value("proc/cmdline"));
  }

  @Test
  void whatSeveralFilesNameIsStillTheSame() {
    HostTree tree =
        blanked(
            Map.of(
                "etc/machine-id",
                ID,
                "boot/loader/entries/" + ID + "-6.1.0.conf",
                "linux /" + ID + "/6.1.0/linux",
                "etc/fstab",
                "UUID=" + UUID + " / ext4",
                "sys/fs/btrfs/" + UUID + "/label",
                "x",
                "sys/class/net/enx001122334455/address",
                "00:11:22:33:44:55"));
    String entry =
        tree.files().keySet().stream().filter(p -> p.contains("loader")).findFirst().get();
    assertEquals("boot/loader/entries/00000000000000000000000000000001-6.1.0.conf", entry);
    assertEquals(
        Optional.of("linux /00000000000000000000000000000001/6.1.0/linux"), tree.value(entry));
    assertTrue(tree.has("sys/fs/btrfs/00000000-0000-0000-0000-000000000001"));
    assertTrue(
        tree.text("etc/fstab").orElseThrow().contains("00000000-0000-0000-0000-000000000001"));
    assertTrue(tree.has("sys/class/net/enx000000000001/address"));
  }

  @Test
  void namesOfFirmwareVariablesStay() {
    String path = "sys/firmware/efi/efivars/LoaderInfo-4a67b082-0a4c-41cf-b6c7-440b29bb8c4f";
    assertTrue(blanked(path, "systemd-boot").has(path));
  }

  @Test
  void theSessionIsFoundAgainWithoutItsAddresses() {
    HostTree tree =
        blanked(
            Map.of(
                "commands/session", "203.0.113.9 50000 10.1.2.3 22",
                "commands/addresses", "2: eth0 inet 10.1.2.3/24 brd 10.1.2.255 scope global eth0"));
    String mine = tree.value("commands/session").orElseThrow().split(" ", -1)[2];
    assertTrue(tree.value("commands/addresses").orElseThrow().contains("inet " + mine + "/24"));
    assertFalse(tree.toString().contains("10.1.2."));
    assertFalse(tree.toString().contains("203.0.113"));
  }

  @Test
  void onlyDefaultRoutesStayWithoutTheirRouter() {
    String routes =
        "Iface\tDestination\tGateway\tFlags\teth0\n"
            + "eth0\t00000000\t0101A8C0\t0003\t0\n"
            + "eth0\t0001A8C0\t00000000\t0001\t0\n";
    assertEquals(
        "Iface\tDestination\tGateway\tFlags\teth0\neth0\t00000000\t00000000\t0003\t0\n",
        blanked("proc/net/route", routes).text("proc/net/route").orElseThrow());
  }

  @Test
  void hostNameInTextsAndSecretsOfMounts() {
    HostTree tree =
        blanked(
            Map.of(
                "proc/sys/kernel/hostname", "alices-pc",
                "commands/dmesg", "systemd[1]: Hostname set to <alices-pc>.",
                "etc/fstab", "//nas/x /media/alice/nas cifs username=alice,password=secret,ro"));
    assertFalse(tree.toString().contains("alice"), tree.toString());
    assertFalse(tree.toString().contains("secret"));
  }

  @Test
  void theHostsNameInNamesOfVolumesIsTheSameEverywhere() throws IOException {
    HostTree tree =
        HostTree.of(
            Map.of(
                "proc/sys/kernel/hostname", "ada-pc.example.org\n",
                "proc/self/mountinfo",
                    "30 1 253:0 / / rw - xfs /dev/mapper/fedora_ada--pc-root rw\n",
                "sys/class/block/dm-0/dm/name", "fedora_ada--pc-root\n",
                "proc/cmdline", "rd.lvm.lv=fedora_ada-pc/root\n"),
            Map.of("dev/mapper/fedora_ada--pc-root", "../dm-0"));
    HostTree saved = Captures.read(Captures.save(tree));
    assertEquals("fedora_host-root", saved.value("sys/class/block/dm-0/dm/name").orElseThrow());
    assertEquals("../dm-0", saved.link("dev/mapper/fedora_host-root").orElseThrow());
    assertTrue(saved.text("proc/self/mountinfo").orElseThrow().contains("mapper/fedora_host-root"));
    assertFalse(saved.toString().contains("ada"), saved.toString());
  }

  @Test
  void aHostThatIsNamedLikeItsSystemKeepsThat() {
    HostTree tree =
        HostTree.of(Map.of("etc/hostname", "debian\n", "etc/os-release", "ID=debian\n"), Map.of());
    assertEquals("ID=debian", Blanking.of(tree).value("etc/os-release").orElseThrow());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "192.0.2.8:/export/ada /srv nfs4 rw,addr=192.0.2.8,clientaddr=192.0.2.7 0 0",
        "[2001:db8::1]:/ada /srv nfs4 rw 0 0",
        "//files.example/ada /mnt cifs rw,username=ada 0 0",
      })
  void serversOfMountsAreNotNamed(String line) {
    String mounts = blanked("proc/mounts", line + "\n").text("proc/mounts").orElseThrow();
    for (String part : List.of("192.0.2", "2001:db8", "ada", "files.example")) {
      assertFalse(mounts.contains(part), mounts);
    }
    assertTrue(mounts.contains(" /srv nfs4 rw") || mounts.contains(" /mnt cifs rw"), mounts);
  }

  @Test
  void mountsOfSeveralDevicesStay() {
    String line = "/dev/nvme0n1p2:/dev/sda1 / bcachefs rw 0 0\n";
    assertEquals(line, blanked("proc/mounts", line).text("proc/mounts").orElseThrow());
  }

  @Test
  void dmidecode() {
    String text = "System Information\n\tProduct Name: X\n\tSerial Number: 123\n\tUUID: 4-5\n";
    assertEquals(
        "System Information\n\tProduct Name: X\n\tSerial Number: Not Specified\n\tUUID: Not"
            + " Specified\n",
        blanked("commands/dmidecode", text).text("commands/dmidecode").orElseThrow());
  }

  private static HostTree blanked(String path, String content) {
    return blanked(Map.of(path, content));
  }

  private static HostTree blanked(Map<String, String> files) {
    try {
      return Captures.read(Captures.save(HostTree.of(with(files), Map.of())));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Map<String, String> with(Map<String, String> files) {
    var all = new TreeMap<>(files);
    all.put("sys/devices/system/cpu/online", "0");
    return all;
  }
}
