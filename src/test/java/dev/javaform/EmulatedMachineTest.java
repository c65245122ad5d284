package dev.javaform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.javaform.lab.Machine;
import dev.javaform.lab.WithLab;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * What the shipped playbook writes is what a machine then is: after a boot, and in its kernel. The
 * class runs beside others, its methods one after the other.
 */
@WithLab
@Tag("machine")
@Execution(ExecutionMode.CONCURRENT)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class EmulatedMachineTest {
  private static final Path PLAYBOOK = Path.of("playbooks/gaming-host.yml");
  private static final Path BIND = Path.of("src/test/lab/bind.yml");
  private static final String TAGS = "vfio,kernel_arguments";

  /** Loads a driver ahead of the hook, and has the image pass for one that was made since. */
  private static final String EARLY_DRIVER =
      """
      cat > /etc/systemd/system/early.service << 'END'
      [Unit]
      DefaultDependencies=no
      Before=javaform-vfio.service
      [Service]
      Type=oneshot
      ExecStart=/sbin/modprobe bochs
      END
      ln -s ../early.service /etc/systemd/system/sysinit.target.wants
      touch /boot/initrd.img-*-amd64; sync""";

  private static final String BOOT = "cat /proc/sys/kernel/random/boot_id";

  @BeforeAll
  static void startOneForAll(Machine machine) {
    assertEquals("bochs-drm", driver(machine, "0000:00:01.0"));
  }

  @Test
  @Execution(ExecutionMode.SAME_THREAD)
  @Order(1)
  void aCardAndAControllerAreKeptForGuests(Machine machine) throws Exception {
    String boot = machine.ssh(BOOT);
    run(machine, PLAYBOOK, "--tags", TAGS);
    assertNotEquals(boot, machine.ssh(BOOT));
    assertKept(machine);
    assertTrue(machine.ssh("cat /boot/grub/grub.cfg").contains(" iommu=pt"));
  }

  /** By the boot that the playbook made for it, and by any other. */
  private static void assertKept(Machine machine) {
    assertEquals("vfio-pci", driver(machine, "0000:01:00.0"));
    assertEquals("vfio-pci", driver(machine, "0000:02:00.0"));
    assertEquals("bochs-drm", driver(machine, "0000:00:01.0"));
    assertTrue(machine.ssh("cat /proc/cmdline").contains(" iommu=pt"));
  }

  @Test
  @Execution(ExecutionMode.SAME_THREAD)
  @Order(2)
  void applyingAgainFindsNothingToDo(Machine machine) throws Exception {
    String boot = machine.ssh(BOOT);
    assertUnchanged(run(machine, PLAYBOOK, "--tags", TAGS));
    assertUnchanged(run(machine, PLAYBOOK, "--tags", TAGS));
    assertEquals(boot, machine.ssh(BOOT));
  }

  @Test
  @Execution(ExecutionMode.SAME_THREAD)
  @Order(3)
  void theRunningKernelHasWhatIsWritten(Machine machine) throws Exception {
    String[] options = {
      "--tags",
      "host_tuning",
      "-e",
      "{guest_memory_gib: 1, guest_hugepages: true, host_tuning_tuned_enabled: false}"
    };
    run(machine, PLAYBOOK, options);
    assertEquals("50", machine.ssh("cat /proc/sys/vm/vfs_cache_pressure").strip());
    assertTrue(
        machine.ssh("cat /sys/kernel/mm/transparent_hugepage/enabled").contains("[madvise]"));
    assertEquals("512", machine.ssh("cat /proc/sys/vm/nr_hugepages").strip());
    assertUnchanged(run(machine, PLAYBOOK, options));
  }

  @Test
  @Execution(ExecutionMode.SAME_THREAD)
  @Order(4)
  void aCardThatItsDriverKeepsIsAFailureWithTheReason(Machine machine) throws Exception {
    String card = "{kept: [{address: '0000:03:00.0', id: '1234:1111'}]}";
    run(machine, BIND, "-e", card);
    machine.ssh(EARLY_DRIVER);
    machine.losePower();
    assertKept(machine);
    assertFalse(machine.ssh("cat /proc/cmdline").contains("javaform.trial"));
    var again = LabRun.of(BIND, machine.inventory(), "-e", card);
    assertEquals(2, again.status(), again.output());
    assertTrue(
        again.output().contains("0000:03:00.0")
            && again.output().contains("although all was in place before this boot"),
        again.output());
  }

  private static LabRun run(Machine machine, Path playbook, String... options) throws Exception {
    var run = LabRun.of(playbook, machine.inventory(), options);
    assertEquals(0, run.status(), () -> run.output() + machine.log());
    return run;
  }

  private static void assertUnchanged(LabRun run) {
    assertTrue(run.output().contains(" changed=0 "), run.output());
  }

  private static String driver(Machine machine, String address) {
    return machine.ssh("basename $(readlink /sys/bus/pci/devices/" + address + "/driver)").strip();
  }
}
