package dev.javaform.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The lab's hosts have what the modules' tests count on. */
@WithLab
class LabTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "systemctl is-system-running         | running",
        "update-grub 2>&1                    | Found linux image",
        "cat /boot/grub/grub.cfg             | root=UUID=",
        "for list in lsinitramfs lsinitrd; do $list /boot/initrd.img-*-amd64; done; true | lib/modules/",
        "tuned-adm active                    | Current active profile",
        "semodule -l                         | ssh",
        "virsh version                       | QEMU",
        "ls /usr/share/OVMF                  | OVMF_CODE",
        "swtpm --version                     | TPM emulator",
      })
  void hasTheRealTool(String command, String says, Lab lab) {
    for (LabHost host : lab.hosts()) {
      var said = host.ssh(command);
      assertTrue(said.contains(says), () -> host.name() + " said: " + said);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "deploy, sudo -n id -un, root",
    "admin, echo admin | sudo -S -p '' id -un, root",
    "guest, id -un, guest",
  })
  void hasUsersToBecomeRootFrom(String user, String command, String says, Lab lab) {
    assertEquals(says + "\n", lab.hosts().getFirst().ssh(user, command));
  }

  @Test
  void installsPackagesWithoutANetwork(Lab lab) {
    var host = lab.hosts().getLast();
    host.ssh("apt-get -qq update && apt-get -qq install -y hello > /dev/null 2>&1");
    assertEquals("Hello, world!\n", host.ssh("hello"));
  }

  @Test
  void unitsOfOneHostAreUnknownToTheOthers(Lab lab) {
    lab.hosts().getFirst().ssh("systemd-run --quiet --unit=alone sleep 300");
    var seen = "find /sys/fs/cgroup -name alone.service";
    assertNotEquals("", lab.hosts().getFirst().ssh(seen));
    assertEquals("", lab.hosts().getLast().ssh(seen));
  }

  @Test
  void lookingLeavesNoTrace(Lab lab) {
    var host = lab.hosts().getFirst();
    var before = host.files();
    host.ssh("cat /etc/passwd");
    assertEquals(before, host.files());
  }

  @Test
  void aFileThatCameAndWentLeavesATrace(Lab lab) {
    var host = lab.hosts().getFirst();
    var before = host.files();
    host.ssh("echo secret > /etc/gone && rm /etc/gone");
    assertNotEquals(before, host.files());
  }

  @Test
  void resetUndoesEverything(Lab lab) {
    var host = lab.hosts().getFirst();
    host.ssh("rm /etc/fstab");
    lab.reset();
    assertTrue(host.ssh("cat /etc/fstab").contains("LABEL=root"));
  }
}
