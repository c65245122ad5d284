package dev.javaform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableSet;
import dev.javaform.lab.Lab;
import dev.javaform.lab.LabHost;
import dev.javaform.lab.WithLab;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The shipped playbook on all hosts of the lab, as far as containers can show it. */
@WithLab
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class GamingHostTest {
  private static final Path PLAYBOOK = Path.of("playbooks/gaming-host.yml");

  @BeforeAll
  static void startWithNewHosts(Lab lab) {
    lab.reset();
  }

  @Test
  @Order(1)
  void checkingWritesNothing(Lab lab) throws Exception {
    var before = files(lab);
    var result = LabRun.of(PLAYBOOK, lab, "--check", "--diff");
    assertEquals(0, result.status(), result.output());
    assertTrue(result.output().contains("+/etc/default/grub: iommu=pt"), result.output());
    assertEquals(before, files(lab));
  }

  @Test
  @Order(2)
  void applyingPreparesEveryHost(Lab lab) throws Exception {
    var result = LabRun.of(PLAYBOOK, lab);
    assertEquals(0, result.status(), result.output());
    for (LabHost host : lab.hosts()) {
      assertTrue(host.ssh("cat /boot/grub/grub.cfg").contains(" iommu=pt"));
      assertTrue(host.ssh("lsinitrd /boot/initrd.img-*-amd64").contains("gaming-host-vfio.conf"));
      assertTrue(host.ssh("semodule -lfull").contains("400 windowskvm"));
      assertTrue(host.ssh("tuned-adm active").contains("gaming-host"));
      assertTrue(host.ssh("virsh dumpxml --inactive win11").contains("<hostdev "));
    }
  }

  @Test
  @Order(3)
  void applyingAgainFindsNothingToDo(Lab lab) throws Exception {
    LabRun.of(PLAYBOOK, lab).assertUnchanged(lab);
  }

  @Test
  @Order(4)
  void checkingAfterwardsFindsNothingToDo(Lab lab) throws Exception {
    LabRun.of(PLAYBOOK, lab, "--check").assertUnchanged(lab);
  }

  private static List<ImmutableSet<String>> files(Lab lab) {
    return lab.hosts().stream().map(LabHost::files).toList();
  }
}
