package dev.javaform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
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
@Order(1)
class GamingHostTest {
  private static final Path PLAYBOOK = Path.of("playbooks/gaming-host.yml");

  /** With dracut's own tool, or that of initramfs-tools. */
  private static final String LISTS = "/var/lib/apt/lists";

  private static final String LIST_IMAGES =
      """
      list=lsinitramfs; command -v $list > /dev/null || list=lsinitrd
      for image in /boot/initrd.img-*-amd64; do $list "$image"; done""";

  /** What a run leaves that ends after it wrote the configuration, and before it made images. */
  private static final String LEAVE_IMAGES_BEHIND =
      """
      set -e
      cd /etc; mkdir aside
      for f in dracut.conf.d/javaform.conf initramfs-tools/hooks/javaform initramfs-tools/scripts/init-top/javaform-vfio; do
        [ ! -e "$f" ] || { mkdir -p "aside/${f%/*}"; mv "$f" "aside/$f"; }
      done
      update-initramfs -u -k all || for kernel in $(ls /lib/modules); do
        dracut --force /boot/initrd.img-$kernel $kernel
      done
      cp -a aside/. .; rm -r aside""";

  /** What the run in check mode told before anything was changed. */
  private static JsonNode audit = MissingNode.getInstance();

  @BeforeAll
  static void startWithNewHosts(Lab lab) {
    lab.reset();
  }

  @Test
  @Order(1)
  void checkingWritesNothing(Lab lab) throws Exception {
    var before = files(lab);
    audit = LabRun.report(PLAYBOOK, lab, "--check", "--diff");
    assertEquals(0, audit.path("exit_status").asInt(), audit.toString());
    assertTrue(audit.toString().contains("+/etc/default/grub: iommu=pt"), audit.toString());
    assertEquals(before, files(lab));
  }

  @Test
  @Order(2)
  void applyingPreparesEveryHost(Lab lab) throws Exception {
    var run = LabRun.report(PLAYBOOK, lab);
    assertEquals(0, run.path("exit_status").asInt(), run.toString());
    assertEquals(List.of(), Announced.breaches(audit, run));
    for (LabHost host : lab.hosts()) {
      assertTrue(host.ssh("cat /boot/grub/grub.cfg").contains(" iommu=pt"));
      assertTrue(holdHook(host));
      assertTrue(host.ssh(LIST_IMAGES).contains("/vfio-pci.ko"));
      host.ssh("grub-script-check /boot/grub/custom.cfg");
      assertTrue(host.ssh("cat /boot/grub/custom.cfg").contains(".javaform-old\n}"));
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

  @Test
  @Order(5)
  void anAuditWithOldPackageListsGoesOnToTheOtherRoles(Lab lab) throws Exception {
    for (LabHost host : lab.hosts()) {
      host.ssh("rm -f /var/lib/apt/periodic/update-success-stamp; touch -d '3 days ago' " + LISTS);
    }
    var check = LabRun.of(PLAYBOOK, lab, "--check", "-e", "{packages_extra: [javaform-new]}");
    check.assertChanged(1, lab);
    assertTrue(check.output().contains("TASK [libvirt : "), check.output());
  }

  @Test
  @Order(6)
  void imagesThatARunLeftBehindAreMadeAnew(Lab lab) throws Exception {
    for (LabHost host : lab.hosts()) {
      host.ssh(LEAVE_IMAGES_BEHIND);
    }
    var check = LabRun.of(PLAYBOOK, lab, "--check", "--tags", "preflight,vfio");
    check.assertChanged(1, lab);
    var result = LabRun.of(PLAYBOOK, lab, "--tags", "preflight,vfio");
    assertEquals(0, result.status(), result.output());
    for (LabHost host : lab.hosts()) {
      assertTrue(holdHook(host));
    }
    LabRun.of(PLAYBOOK, lab, "--tags", "preflight,vfio").assertUnchanged(lab);
  }

  @Test
  @Order(7)
  void withoutACardItIsTakenOutOfTheImages(Lab lab) throws Exception {
    String[] none = {"--tags", "preflight,vfio", "-e", "{passthrough_devices: []}"};
    var result = LabRun.of(PLAYBOOK, lab, none);
    assertEquals(0, result.status(), result.output());
    for (LabHost host : lab.hosts()) {
      assertFalse(holdHook(host));
    }
    LabRun.of(PLAYBOOK, lab, none).assertUnchanged(lab);
  }

  @Test
  @Order(8)
  void anImageThatStaysAsItWasIsAFailureOfItsHostAlone(Lab lab) throws Exception {
    lab.hosts().getLast().ssh("sed -i s/=yes/=no/ /etc/initramfs-tools/update-initramfs.conf");
    var result = LabRun.of(PLAYBOOK, lab, "--tags", "preflight,vfio");
    assertEquals(2, result.status(), result.output());
    assertTrue(
        result.output().contains("but made no image. The host still boots with the old one"));
    assertEquals(1, result.output().lines().filter(line -> line.contains(" failed=1 ")).count());
  }

  @Test
  @Order(9)
  void aUserWhoIsNotThereIsNotMade(Lab lab) throws Exception {
    String[] strange = {"--tags", "preflight,libvirt", "-e", "{libvirt_users: [mallory]}"};
    var result = LabRun.of(PLAYBOOK, lab, strange);
    assertEquals(2, result.status(), result.output());
    assertTrue(result.output().contains("There is no user mallory on this host."));
    for (LabHost host : lab.hosts()) {
      assertFalse(host.ssh("cat /etc/passwd").contains("mallory"));
    }
  }

  @Test
  @Order(10)
  void undoingTakesBackWhatWasSet(Lab lab) throws Exception {
    lab.hosts().getLast().ssh("sed -i s/=no/=yes/ /etc/initramfs-tools/update-initramfs.conf");
    LabRun.of(PLAYBOOK, lab);
    Path undo = Path.of("playbooks/undo-gaming-host.yml");
    var result = LabRun.of(undo, lab);
    assertEquals(0, result.status(), result.output());
    for (LabHost host : lab.hosts()) {
      assertFalse(host.ssh("cat /boot/grub/grub.cfg").contains("iommu=pt"));
      assertFalse(holdHook(host));
      assertFalse(host.ssh("semodule -lfull").contains("windowskvm"));
      assertFalse(host.ssh("tuned-adm active").contains("gaming-host"));
      assertTrue(host.ssh("ls /boot").contains(".javaform-old"));
    }
    LabRun.of(undo, lab).assertUnchanged(lab);
  }

  /** Whether the images hold what binds a function by its address. */
  private static boolean holdHook(LabHost host) {
    String images = host.ssh(LIST_IMAGES);
    return images.contains("etc/javaform/vfio-bind")
        || images.contains("scripts/init-top/javaform-vfio");
  }

  private static List<ImmutableSet<String>> files(Lab lab) {
    return lab.hosts().stream().map(LabHost::files).toList();
  }
}
