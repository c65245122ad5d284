package dev.javaform.modules.linux.facts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each group's pure reader. */
class FactReadersTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ID=debian;VERSION_ID=\"12\";VERSION_CODENAME=bookworm | 12.11 | Debian | 12.11 | 12 | bookworm | Debian",
        "ID=debian;VERSION_CODENAME=trixie | trixie/sid | Debian | NA | NA | trixie | Debian",
        "ID=ubuntu;ID_LIKE=debian;VERSION_ID=\"24.04\";VERSION_CODENAME=noble | trixie/sid | Ubuntu | 24.04 | 24 | noble | Debian",
        "ID=fedora;VERSION_ID=42;VERSION=\"42 (Workstation Edition)\";VERSION_CODENAME=\"\" | | Fedora | 42 | 42 | '' | RedHat",
        "ID=\"rocky\";ID_LIKE=\"rhel centos fedora\";VERSION_ID=\"9.4\";VERSION=\"9.4 (Blue Onyx)\" | | Rocky | 9.4 | 9 | blue | RedHat",
        "ID=arch;NAME=\"Arch Linux\" | | Archlinux | NA | NA | '' | Archlinux",
        "ID=bazzite;NAME=Bazzite;ID_LIKE=fedora;VERSION_ID=41 | | Bazzite | 41 | 41 | '' | RedHat",
      })
  void namesDistributionsAsAnsibleDoes(
      String release,
      String debian,
      String name,
      String version,
      String major,
      String codename,
      String family) {
    var lines = new ArrayList<String>(List.of("@etc/os-release"));
    List.of(release.split(";")).forEach(line -> lines.add("|" + line));
    Optional.ofNullable(debian).ifPresent(text -> lines.add("etc/debian_version=" + text));
    var facts = new DistributionFacts().read(FactText.of(lines));
    assertEquals(name, facts.get("ansible_distribution"));
    assertEquals(version, facts.get("ansible_distribution_version"));
    assertEquals(major, facts.get("ansible_distribution_major_version"));
    assertEquals(codename, facts.get("ansible_distribution_release"));
    assertEquals(family, facts.get("ansible_os_family"));
  }

  @Test
  void tellsOfPythonAsAnsibleDoes() {
    var facts =
        new PythonFacts()
            .read(FactText.of(List.of("path=/usr/bin/python3", "@version", "|Python 3.11.2")));
    assertEquals("3.11.2", facts.get("ansible_python_version"));
    assertEquals(
        Map.of(
            "executable",
            "/usr/bin/python3",
            "has_sslcontext",
            true,
            "type",
            "cpython",
            "version",
            Map.of("major", 3L, "minor", 11L, "micro", 2L, "releaselevel", "final", "serial", 0L),
            "version_info",
            List.of(3L, 11L, 2L, "final", 0L)),
        facts.get("ansible_python"));
    assertEquals(Map.of(), new PythonFacts().read(FactText.of(List.of())));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ID=debian | | /etc/os-release | Debian",
        "ID=opensuse-leap;ID_LIKE=\"suse opensuse\" | | /etc/os-release | SUSE",
        "ID=fedora | etc/redhat-release | /etc/redhat-release | RedHat",
        "ID=arch | etc/arch-release | /etc/arch-release | Archlinux",
      })
  void namesTheFileOfTheDistributionAsAnsibleDoes(
      String release, String file, String path, String variety) {
    var lines = new ArrayList<String>(List.of("@etc/os-release"));
    List.of(release.split(";")).forEach(line -> lines.add("|" + line));
    Optional.ofNullable(file).ifPresent(each -> lines.add("release-file=" + each));
    var facts = new DistributionFacts().read(FactText.of(lines));
    assertEquals(path, facts.get("ansible_distribution_file_path"));
    assertEquals(variety, facts.get("ansible_distribution_file_variety"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"a\": [1, 2.5, null]} | {a=[1, 2.5, null]}",
        "null                    | null",
        "[a];K = v;# no;[b]      | {a={k=v}, b={}}",
        "{\"a\": 1} and more      | {}",
        "{\"a\": }                | {}",
        "''                      | {}",
      })
  void readsLocalFactsAsJsonOrIni(String file, String value) {
    var lines = new ArrayList<String>(List.of("@etc/ansible/facts.d/mine.fact"));
    List.of(file.split(";")).forEach(line -> lines.add("|" + line));
    var facts = new LocalFacts().read(FactText.of(lines));
    assertEquals("{mine=" + value + "}", facts.get("ansible_local").toString());
  }

  @Test
  void keepsEveryValueOfARepeatedParameter() {
    var facts =
        new CommandLineFacts()
            .read(text("proc/cmdline=quiet console=tty0 console=ttyS0 x=\"a b\" iommu=pt"));
    assertEquals(
        Map.of("quiet", true, "console", "ttyS0", "x", "a b", "iommu", "pt"),
        facts.get("ansible_cmdline"));
    assertEquals(
        Map.of("quiet", true, "console", List.of("tty0", "ttyS0"), "x", "a b", "iommu", "pt"),
        facts.get("ansible_proc_cmdline"));
  }

  @Test
  void readsAddressesAndTheDefaultRoute() {
    var facts =
        new InterfaceFacts()
            .read(
                text(
                    "sys/class/net/eth0/address=02:fc:00:00:00:01",
                    "sys/class/net/eth0/mtu=1400",
                    "sys/class/net/eth0/operstate=up",
                    "sys/class/net/eth0/type=1",
                    "@addr",
                    "|2: eth0    inet 192.0.2.2/24 brd 192.0.2.255 scope global eth0\\       valid_lft forever preferred_lft forever",
                    "|2: eth0    inet6 fd00::2/64 scope global \\       valid_lft forever preferred_lft forever",
                    "@route4",
                    "|8.8.8.8 via 192.0.2.1 dev eth0 src 192.0.2.2 uid 0 "));
    assertEquals(
        Map.of(
                "address", "192.0.2.2",
                "broadcast", "192.0.2.255",
                "netmask", "255.255.255.0",
                "network", "192.0.2.0",
                "prefix", "24",
                "interface", "eth0",
                "alias", "eth0",
                "gateway", "192.0.2.1",
                "macaddress", "02:fc:00:00:00:01",
                "mtu", 1400L)
            .entrySet(),
        without(facts.get("ansible_default_ipv4"), "type").entrySet());
    assertEquals(Map.of(), facts.get("ansible_default_ipv6"));
    assertEquals(List.of("fd00::2"), facts.get("ansible_all_ipv6_addresses"));
  }

  @Test
  void readsABridgeWithItsPorts() {
    var facts =
        new InterfaceFacts()
            .read(
                text(
                    "sys/class/net/br0/type=1",
                    "sys/class/net/br0/flags=0x1103",
                    "sys/class/net/br0/bridge/bridge_id=8000.a62e85f66f4f",
                    "sys/class/net/br0/bridge/stp_state=1",
                    "sys/class/net/br0/kind=bridge",
                    "sys/class/net/br0/brif/eth0=port",
                    "sys/class/net/br0/brif/vnet1=port",
                    "sys/class/net/eth0/type=1",
                    "sys/class/net/eth0/flags=0x1003",
                    "sys/class/net/eth0/pci=0000:05:00.0"));
    var bridge = (Map<?, ?>) facts.get("ansible_br0");
    assertEquals("bridge", bridge.get("type"));
    assertEquals("8000.a62e85f66f4f", bridge.get("id"));
    assertEquals(true, bridge.get("stp"));
    assertEquals(true, bridge.get("promisc"));
    assertEquals(List.of("eth0", "vnet1"), bridge.get("interfaces"));
    var card = (Map<?, ?>) facts.get("ansible_eth0");
    assertEquals("0000:05:00.0", card.get("pciid"));
    assertEquals(false, card.get("promisc"));
  }

  @Test
  void readsTheOtherNamesOfDevicesAndWhatLiesOnThem() {
    var facts =
        new DeviceFacts()
            .read(
                text(
                    "sys/block/sda/size=2048",
                    "sys/block/sda/sda1/size=1024",
                    "sys/block/sda/sda1/start=1",
                    "sys/block/sda/sda1/holders/dm-0/dm/name=vg-root",
                    "sys/block/dm-0/size=1024",
                    "sys/block/dm-0/slaves/sda1=slave",
                    "@by-id",
                    "|total 0",
                    "|lrwxrwxrwx 1 root root  9 Jan  1 00:00 wwn-0x5 -> ../../sda",
                    "|lrwxrwxrwx 1 root root  9 Jan  1 00:00 ata-A\\x20B -> ../../sda",
                    "@by-uuid",
                    "|lrwxrwxrwx 1 root root 10 Jan  1 00:00 aaaa-bbbb -> ../../sda1"));
    var disk = (Map<?, ?>) ((Map<?, ?>) facts.get("ansible_devices")).get("sda");
    var none = List.<String>of();
    assertEquals(
        Map.of(
            "ids",
            List.of("ata-A\\x20B", "wwn-0x5"),
            "uuids",
            none,
            "labels",
            none,
            "masters",
            none),
        disk.get("links"));
    assertEquals(none, disk.get("holders"));
    var partition = (Map<?, ?>) ((Map<?, ?>) disk.get("partitions")).get("sda1");
    assertEquals(List.of("vg-root"), partition.get("holders"));
    assertEquals(
        Map.of(
            "ids", none, "uuids", List.of("aaaa-bbbb"), "labels", none, "masters", List.of("dm-0")),
        partition.get("links"));
    assertEquals(
        Map.of("sda1", List.of("dm-0")),
        ((Map<?, ?>) facts.get("ansible_device_links")).get("masters"));
  }

  @Test
  void readsTheKeysOfTheSshServer() {
    assertEquals(
        Map.of(
            "ansible_ssh_host_key_ed25519_public", "AAAAC3",
            "ansible_ssh_host_key_ed25519_public_keytype", "ssh-ed25519"),
        new SshKeyFacts()
            .read(text("etc/ssh/ssh_host_ed25519_key.pub=ssh-ed25519 AAAAC3 root@host")));
  }

  @Test
  void rendersMountsWithBlanksInTheirNames() {
    var facts =
        new MountFacts()
            .read(
                text(
                    "@proc/self/mounts",
                    "|/dev/sda1 /mnt/a\\040b ext4 rw,noatime 0 0",
                    "|proc /proc proc rw 0 0",
                    "size:/mnt/a\\040b=4096 100 40 10 5",
                    "@uuids",
                    "|lrwxrwxrwx 1 root root 10 Jan  1 00:00 aaaa-bbbb -> ../../sda1"));
    var mount = (Map<?, ?>) ((List<?>) facts.get("ansible_mounts")).getFirst();
    assertEquals("/mnt/a b", mount.get("mount"));
    assertEquals(163840L, mount.get("size_available"));
    assertEquals("aaaa-bbbb", mount.get("uuid"));
    assertEquals(1, ((List<?>) facts.get("ansible_mounts")).size());
  }

  @ParameterizedTest
  @CsvSource({
    "container=docker, docker, guest",
    "container=none;machine=kvm, kvm, guest",
    "container=none;machine=oracle, virtualbox, guest",
    "container=none;machine=none, NA, NA",
  })
  void namesVirtualizationAsAnsibleDoes(String answers, String type, String role) {
    var lines = new ArrayList<String>();
    for (String answer : answers.split(";")) {
      lines.add("@" + answer.split("=")[0]);
      lines.add("|" + answer.split("=")[1]);
    }
    var facts = new VirtualizationFacts().read(FactText.of(lines));
    assertEquals(type, facts.get("ansible_virtualization_type"));
    assertEquals(role, facts.get("ansible_virtualization_role"));
  }

  @Test
  void aContainerIsAGuestOfItsOwnKind() {
    assertEquals(
        List.of("container", "docker"),
        new VirtualizationFacts()
            .read(text("docker=found"))
            .get("ansible_virtualization_tech_guest"));
    assertEquals(
        List.of("kvm"),
        new VirtualizationFacts()
            .read(text("@machine", "|kvm"))
            .get("ansible_virtualization_tech_guest"));
  }

  @Test
  void aHostWithKvmHostsGuests() {
    var facts = new VirtualizationFacts().read(text("hosts=kvm"));
    assertEquals("host", facts.get("ansible_virtualization_role"));
    assertEquals("kvm", facts.get("ansible_virtualization_type"));
  }

  private static FactText text(String... lines) {
    return FactText.of(List.of(lines));
  }

  private static Map<Object, Object> without(Object map, String key) {
    var copy = new HashMap<Object, Object>((Map<?, ?>) map);
    copy.remove(key);
    return copy;
  }
}
