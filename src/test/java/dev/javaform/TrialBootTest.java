package dev.javaform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.javaform.lab.Machine;
import dev.javaform.lab.WithLab;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Boots that fail, each in another way: the machine is on its old configuration again by itself,
 * answers over SSH, and the run tells the reason. Most of the time is spent waiting for a machine
 * to give up, so that several do that at once.
 */
@WithLab
@Tag("machine")
@Execution(ExecutionMode.CONCURRENT)
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class TrialBootTest {
  private static final Path PLAYBOOK = Path.of("src/test/lab/trial.yml");
  private static final String NOT_UP = "The trial boot did not come up.";
  private static final String NOT_GOOD = "The trial boot came up, but not as it has to be.";
  private static final String UNCONFIRMED = "nobody could confirm it in time";

  /**
   * A tool that makes an image without the driver that the disk needs, for this host only: as
   * dracut does then, it has systemd wait without end for the very device.
   */
  private static final String FORGETFUL_DRACUT =
      """
      cat > /usr/local/sbin/dracut << 'END'
      #!/bin/sh -e
      for image; do :; done
      work=$(mktemp -d); cd "$work"
      lsinitrd --unpack "$(ls /boot/initrd.img-*-amd64)"
      find . -name 'virtio_blk.ko*' -delete
      device=$(systemd-escape --path --suffix=device "/dev/disk/by-uuid/$(findmnt -no UUID /)")
      mkdir -p "etc/systemd/system/$device.d"
      printf '[Unit]\\nJobTimeoutSec=0\\nJobRunningTimeoutSec=0\\n' > "etc/systemd/system/$device.d/timeout.conf"
      find . | cpio -o -H newc --quiet > "$image"
      END
      chmod 755 /usr/local/sbin/dracut
      touch /etc/dracut.conf.d/lab.conf""";

  /** A unit that everything else waits for, in a trial only. */
  private static final String ENDLESS_UNIT =
      """
      cat > /etc/systemd/system/endless.service << 'END'
      [Unit]
      DefaultDependencies=no
      Before=basic.target
      ConditionKernelCommandLine=endless
      [Service]
      Type=oneshot
      ExecStart=/bin/sleep infinity
      END
      ln -s ../endless.service /etc/systemd/system/sysinit.target.wants
      systemctl daemon-reload""";

  private static final String HARMLESS = "{tried: [iommu=pt]}";

  /** The boot, and what a trial would have written first. */
  private static final String TOUCHED =
      "cat /proc/sys/kernel/random/boot_id; find /boot /etc -printf '%p %T@\\n' | sort | cksum";

  /** What libvirt keeps of itself and of a guest that is running. */
  private static final String GUEST =
      """
      mkdir -p /run/libvirt/qemu; cd /run/libvirt/qemu; echo 1 > driver.pid
      setsid sleep infinity < /dev/null > /dev/null 2>&1 &
      echo $! > win11.pid""";

  @Test
  void aRootFileSystemThatIsNotThere(Machine machine) throws Exception {
    comesBack(
        machine,
        "{tried: [root=LABEL=gone], accepted: [root_device], minutes: 2}",
        NOT_UP,
        "root=LABEL=gone: this host has no such file system.");
  }

  @Test
  void anImageWithoutTheDriverOfTheRootFileSystem(Machine machine) throws Exception {
    machine.ssh(FORGETFUL_DRACUT);
    comesBack(
        machine,
        "{tried: [forgetful], image: true, minutes: 2}",
        NOT_UP,
        "Its initial RAM disk lacks virtio_blk");
    assertTrue(machine.log().contains("still in its initial RAM disk"), machine.log());
  }

  @Test
  void moreHugePagesThanThereIsMemory(Machine machine) throws Exception {
    comesBack(
        machine,
        "{tried: [hugepages=65536], accepted: [memory]}",
        NOT_UP,
        "Huge pages take 131072 MiB");
  }

  @Test
  void aNetworkThatIsLost(Machine machine) throws Exception {
    comesBack(machine, "{tried: [net.ifnames=1]}", NOT_UP, UNCONFIRMED);
  }

  @Test
  void anSshdThatDoesNotStart(Machine machine) throws Exception {
    comesBack(
        machine, "{tried: [systemd.mask=ssh.service], accepted: [start]}", NOT_UP, UNCONFIRMED);
  }

  @Test
  void theGraphicsCardOfTheConsole(Machine machine) throws Exception {
    machine.ssh("echo vfio-pci > /etc/modules-load.d/vfio.conf");
    comesBack(
        machine,
        "{tried: ['vfio-pci.ids=1234:1111', modprobe.blacklist=bochs], accepted: [drivers],"
            + " minutes: 10}",
        NOT_GOOD,
        "vfio-pci has taken 0000:00:01.0, the console's graphics card");
  }

  @Test
  void aBootThatHangs(Machine machine) throws Exception {
    machine.ssh(ENDLESS_UNIT);
    comesBack(machine, "{tried: [endless]}", NOT_UP, "endless.service");
  }

  @Test
  void whatCannotBootIsNotTried(Machine machine) throws Exception {
    for (String argument : List.of("hugepages=65536", "mem=64M", "module_blacklist=virtio_blk")) {
      isRefused(machine, "{tried: ['" + argument + "']}", argument + " was not set");
    }
    machine.ssh(GUEST);
    isRefused(machine, HARMLESS, "win11 is running on this host; a boot would cut it off.");
    machine.ssh("kill $(cat /run/libvirt/qemu/win11.pid)");
    var run = LabRun.of(PLAYBOOK, machine.inventory(), "--check", "-e", HARMLESS);
    assertEquals(0, run.status(), run.output());
  }

  private static void isRefused(Machine machine, String variables, String why) throws Exception {
    String untouched = machine.ssh(TOUCHED);
    var run = LabRun.of(PLAYBOOK, machine.inventory(), "-e", variables);
    assertEquals(2, run.status(), run.output());
    assertTrue(run.output().contains(why), run.output());
    assertEquals(untouched, machine.ssh(TOUCHED));
  }

  private static void comesBack(Machine machine, String variables, String what, String why)
      throws Exception {
    String line = machine.ssh("cat /proc/cmdline");
    String boot = machine.ssh("cat /proc/sys/kernel/random/boot_id");
    var run = LabRun.of(PLAYBOOK, machine.inventory(), "-e", variables);
    assertEquals(2, run.status(), () -> run.output() + machine.log());
    assertEquals(line, machine.ssh("cat /proc/cmdline"), run.output());
    assertNotEquals(boot, machine.ssh("cat /proc/sys/kernel/random/boot_id"), run.output());
    assertTrue(run.output().contains(what), run.output());
    assertTrue(run.output().contains(why), run.output());
    assertTrue(machine.log().contains("Booting `"), machine.log());
  }
}
