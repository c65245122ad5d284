package dev.javaform.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ObjectArrays;
import dev.javaform.lab.Lab;
import dev.javaform.lab.LabHost;
import dev.javaform.lab.WithLab;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * A guest of the shipped roles in the libvirt of two distributions: what makes it this guest stays
 * whatever is defined, and QEMU takes what was defined. It is started without ever running, for its
 * processor would be QEMU's own, slow one.
 */
@WithLab
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class GuestDomainLabTest {

  /**
   * In a container the kernel lets nobody make rules for a firewall, nor control groups for guests.
   */
  private static final String PLAY =
      """
      - hosts: all
        gather_facts: false
        vars:
          preflight_root: true
          libvirt_qemu_conf: {cgroup_controllers: []}
          guest_network: games
          guest_type: qemu
          guest_cpu_mode: maximum
          guest_hugepages: false
          guest_cores: 1
          guest_pinning: [0]
          guest_host_cores: 0
          guest_accept_no_host_core: true
          guest_disk_gib: 1
        pre_tasks:
          - virsh_network:
              xml: >-
                <network><name>games</name><forward mode='bridge'/><bridge name='games0'/></network>
            tags: host
        roles:
          - {role: libvirt, tags: host}
          - guest_domain
      """;

  private static final String DESTROY =
      """
      - hosts: all
        gather_facts: false
        tasks:
          - domain_destroy: {name: win11, confirm: win11, force: "{{ force }}"}
      """;

  /** A guest that somebody made by hand, who named the files of its firmware. */
  private static final String OTHER =
      """
      ovmf=/usr/share/OVMF/OVMF
      virsh define /dev/stdin <<END
      <domain type='qemu'>
        <name>win10</name><memory>65536</memory><features><acpi/><smm state='on'/></features>
        <os>
          <type machine='q35'>hvm</type>
          <loader readonly='yes' secure='yes' type='pflash'>${ovmf}_CODE_4M.ms.fd</loader>
          <nvram template='${ovmf}_VARS_4M.ms.fd'>/var/lib/libvirt/qemu/nvram/old.fd</nvram>
        </os>
      </domain>
      END""";

  /**
   * What somebody does at virsh's editor: less memory, no pin, another serial number of the disk,
   * and two things of which the role says nothing.
   */
  private static final String EDIT =
      """
      set -e
      virsh dumpxml --inactive --security-info win11 > /root/edited.xml
      sed -i -e 's/1048576</786432</' -e '/<vcpupin vcpu=/d' \\
        -e 's,<serial>[0-9A-F]*<,<serial>BYHAND<,' \\
        -e 's,</name>,&<description>by hand</description>,' \\
        -e "s,<memballoon,<serial type='pty'/>&," /root/edited.xml
      virsh define /root/edited.xml""";

  /** What the play takes back of it, and nothing else. */
  private static final List<String> TAKEN_BACK =
      List.of(
          "+cputune/vcpupin[0]/@cpuset: 0",
          "+cputune/vcpupin[0]/@vcpu: 0",
          "+currentMemory: 1048576 KiB",
          "+devices/disk[vda]/serial: 67C662C5722FA0ED",
          "+memory: 1048576 KiB",
          "-currentMemory: 786432 KiB",
          "-devices/disk[vda]/serial: BYHAND",
          "-memory: 786432 KiB");

  private static final String CARD =
      "{passthrough_functions: [{address: '0000:0f:00.0'}],"
          + " passthrough_card_slots: ['0000:0f:00']}";

  private static final String VARIABLES = "/var/lib/libvirt/qemu/nvram/win11_VARS.fd";

  /** A setting of the guest's firmware, as far as a file can show it. */
  private static final String SET_VARIABLE =
      "printf games | dd of=" + VARIABLES + " bs=1 seek=540000 conv=notrunc status=none";

  /** What makes it this guest: of the definition, and the sums of its variables and its TPM. */
  private static final String IDENTITY =
      """
      set -e
      virsh dumpxml --inactive win11 | grep -E "^ *<(uuid|mac address|type arch)"
      sha256sum < %s
      sha256sum < "/var/lib/libvirt/swtpm/$(virsh domuuid win11)/tpm2/tpm2-00.permall"
      """
          .formatted(VARIABLES);

  private static final String SUMS_OF_COPY =
      "cd /var/lib/javaform/backup/win11-*/ && sha256sum < nvram && sha256sum < tpm/tpm2/*.permall";

  private static final String[] SKIPPED = {"--skip-tags", "host"};

  private static final Map<String, String> IDENTITIES = new HashMap<>();

  @TempDir private static Path folder;
  private static Site site;
  private static List<LabHost> hosts = List.of();

  @BeforeAll
  static void startWithNewHosts(Lab lab) throws Exception {
    lab.reset();
    hosts = List.of(lab.hosts().getFirst(), lab.hosts().getLast());
    hosts.forEach(host -> host.ssh("ip link add games0 up type bridge\n" + OTHER));
    site = new Site(folder);
    site.file(
        "ansible.cfg", "[defaults]\nroles_path = " + Path.of("roles").toAbsolutePath() + "\n");
    site.hosts(
        HostLine.of("older", hosts.getFirst(), "root"),
        HostLine.of("newer", hosts.getLast(), "root"));
  }

  /** Plays what is told of the guest. */
  private static Told define(int gib, String... options) throws Exception {
    return play(gib, ObjectArrays.concat(SKIPPED, options, String.class));
  }

  private static Told play(int gib, String... options) throws Exception {
    site.file("group_vars/all.yml", "guest_memory_gib: " + gib + "\n");
    return site.run(PLAY, options).exits(0);
  }

  private static void assertUnchanged(Told told) {
    told.counts("older", "changed=0", "failed=0").counts("newer", "changed=0", "failed=0");
  }

  private static void assertSameGuest() {
    hosts.forEach(host -> assertEquals(IDENTITIES.get(host.name()), host.ssh(IDENTITY)));
  }

  private static void assertDefined(String... parts) {
    for (LabHost host : hosts) {
      String definition = host.ssh("virsh dumpxml --inactive win11");
      for (String part : parts) {
        assertTrue(definition.contains(part), () -> "no " + part + " in " + definition);
      }
    }
  }

  /** The lines of both hosts' differences, sorted. */
  private static List<String> differences(Told told) {
    return told.out().lines().filter(line -> line.matches("[+-][^+-].*")).sorted().toList();
  }

  @Test
  @Order(1)
  void qemuTakesWhatTheRolesDefine() throws Exception {
    play(1).counts("older", "failed=0").counts("newer", "failed=0");
    for (LabHost host : hosts) {
      host.ssh("virsh start --paused win11");
      host.ssh(SET_VARIABLE);
      IDENTITIES.put(host.name(), host.ssh(IDENTITY));
    }
    assertDefined("<vcpupin vcpu='0' cpuset='0'/>", "<memballoon model='none'/>");
  }

  @Test
  @Order(2)
  void aGuestThatIsAsWishedIsNotDefinedAgain() throws Exception {
    assertUnchanged(play(1));
    assertSameGuest();
  }

  @Test
  @Order(3)
  void whatIsChangedByHandIsTakenBackAndWhatNobodyWishedForStays() throws Exception {
    hosts.forEach(host -> host.ssh(EDIT));
    Told checked = define(1, "--check", "--diff");
    assertEquals(
        TAKEN_BACK.stream().flatMap(line -> Stream.of(line, line)).toList(), differences(checked));
    assertDefined(">BYHAND<", "<memory unit='KiB'>786432<");
    define(1).says("it gets the change when it is shut down and started again");
    assertDefined(
        "<vcpupin vcpu='0' cpuset='0'/>",
        "<memory unit='KiB'>1048576<",
        "<currentMemory unit='KiB'>1048576<",
        "<description>by hand</description>",
        "<serial type='pty'>");
    assertUnchanged(define(1));
    assertSameGuest();
  }

  @Test
  @Order(4)
  void aGuestThatIsDefinedAnewIsTheSame() throws Exception {
    define(2);
    for (LabHost host : hosts) {
      host.ssh("virsh destroy win11 && virsh start --paused win11");
      assertTrue(host.ssh("virsh dumpxml win11").contains("<memory unit='KiB'>2097152<"));
    }
    assertSameGuest();
  }

  @Test
  @Order(5)
  void theFirmwareThatMadeItsVariablesStays() throws Exception {
    Told told = site.run(PLAY, "--skip-tags", "host", "--check", "-e", "guest_secure_boot=false");
    told.exits(2).says("The firmware of a guest that was started once is not changed");
    told.counts("older", "failed=1").counts("newer", "failed=1");
    assertSameGuest();
  }

  @Test
  @Order(6)
  void aGuestThatRunsIsNotTakenAwayNorByTheNameOfAnother() throws Exception {
    site.run(DESTROY, "-e", "force=false").exits(2).says("win11 runs. Shut it down first");
    site.run(DESTROY.replace("confirm: win11", "confirm: win10"), "-e", "force=true")
        .says("confirm must be the guest's name");
    assertSameGuest();
  }

  @Test
  @Order(7)
  void aGuestThatIsTakenAwayCanBeBroughtBack() throws Exception {
    site.run(DESTROY, "-e", "force=true").exits(0).says("Its disks stay");
    assertUnchanged(site.run(DESTROY, "-e", "force=true").exits(0));
    for (LabHost host : hosts) {
      assertEquals("win10\n", host.ssh("virsh -q list --all --name | grep ."));
      assertEquals("", host.ssh("find /var/lib/libvirt/qemu/nvram /var/lib/libvirt/swtpm -type f"));
      assertTrue(IDENTITIES.get(host.name()).endsWith(host.ssh(SUMS_OF_COPY)));
      host.ssh(
          """
          set -e
          cd /var/lib/javaform/backup/win11-*/
          virsh define domain.xml
          cp -p nvram %s
          cp -Rp tpm "/var/lib/libvirt/swtpm/$(virsh domuuid win11)"
          test -s /var/lib/libvirt/images/win11.raw
          virsh start --paused win11"""
              .formatted(VARIABLES));
    }
    assertSameGuest();
  }

  @Test
  @Order(8)
  void aGuestOfSomebodyElseIsTakenOverWithItsFirmware() throws Exception {
    String look = "set -e; virsh domuuid win10; sha256sum /var/lib/libvirt/qemu/nvram/old.fd";
    Map<String, String> before = new HashMap<>();
    for (LabHost host : hosts) {
      host.ssh("virsh start --paused win10 && virsh destroy win10");
      before.put(host.name(), host.ssh(look));
    }
    define(1, "-e", "guest_name=win10");
    for (LabHost host : hosts) {
      host.ssh("virsh start --paused win10");
      assertEquals(before.get(host.name()), host.ssh(look));
      String started = host.ssh("virsh dumpxml win10");
      assertTrue(
          started.contains("OVMF_CODE_4M.ms.fd<") && started.contains("nvram/old.fd<"), started);
    }
    assertUnchanged(define(1, "-e", "guest_name=win10"));
  }

  @Test
  @Order(9)
  void aCardGetsItsSlotInAGuestThatHadNone() throws Exception {
    define(1, "-e", "guest_name=win10", "-e", CARD).says("no PCI device is at 0000:0f:00.0");
    hosts.forEach(host -> host.ssh("virsh dumpxml --inactive win10 | grep \"'0x06'.*multifunc\""));
    assertUnchanged(define(1, "-e", "guest_name=win10", "-e", CARD));
  }
}
