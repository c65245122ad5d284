package dev.javaform.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import dev.javaform.lab.Lab;
import dev.javaform.lab.LabHost;
import dev.javaform.lab.WithLab;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Attributes, SELinux contexts, times and a file that is a mount point, on a real system; that
 * SELinux runs there is made up, its policy is not.
 */
@WithLab
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FileDetailsLabTest {
  private static final String PLAY =
      """
      - hosts: all
        become: true
        tasks:
          - name: a file that nothing changes
            copy: {dest: /srv/play/fixed, content: "for ever\\n", attr: +i}
          - name: a mount point
            lineinfile: {path: /etc/hosts, line: 10.9.8.7 elsewhere, unsafe_writes: true, setype: _default}
          - name: a label
            file: {path: /srv/play, setype: usr_t, selevel: "s0:c1,c2", attributes: +d}
          - name: times
            file: {path: /srv/play/old, state: touch, modification_time: "202001020304.05", access_time: preserve}
          - name: all below
            file: {path: /srv/play/tree, state: directory, recurse: true, attributes: +A, mode: go=}
      """;

  private static final String PREPARE =
      """
      printf '#!/bin/sh\\n' >/usr/local/bin/selinuxenabled; chmod +x /usr/local/bin/selinuxenabled
      mkdir -p /srv/play/tree/branch; touch /srv/play/tree/leaf; cp /etc/hosts /root/hosts
      mount --bind /root/hosts /etc/hosts
      chcon system_u:object_r:etc_t:s0 /etc/hosts /srv/play
      """;

  private static final String LOOK =
      """
      cd /srv/play; lsattr -d fixed . tree tree/leaf tree/branch | tr -d e-
      stat -c '%C %n' . /etc/hosts; stat -c %y old; tail -n 1 /root/hosts
      """;

  private static final String SEEN =
      """
      i fixd
      d .
      A tr
      A tr/laf
      A tr/branch
      system_u:object_r:usr_t:s0:c1,c2 .
      system_u:object_r:net_conf_t:s0 /etc/hosts
      2020-01-02 03:04:05.000000000 +0000
      10.9.8.7 elsewhere
      """;

  @TempDir private static Path folder;
  private static Site site;

  @BeforeAll
  static void startWithANewHost(Lab lab) throws Exception {
    lab.reset();
    LabHost host = lab.hosts().getFirst();
    host.ssh(PREPARE);
    site = new Site(folder);
    site.hosts(HostLine.of("lab", host, "deploy"));
  }

  @Test
  @Order(1)
  void checkingWritesNothing(Lab lab) throws Exception {
    ImmutableSet<String> before = lab.hosts().getFirst().files();
    Told told = site.run(PLAY, "--check", "--diff");
    ImmutableSet<String> after = lab.hosts().getFirst().files();
    assertEquals(ImmutableSet.of(), Sets.symmetricDifference(before, after));
    told.exits(0).says("+attributes: i").says("+secontext: system_u:object_r:usr_t:s0:c1,c2");
  }

  @Test
  @Order(2)
  void applyingMakesItSo(Lab lab) throws Exception {
    site.run(PLAY, "--diff").exits(0);
    assertEquals(SEEN, lab.hosts().getFirst().ssh(LOOK));
  }

  @Test
  @Order(3)
  void applyingAgainFindsNothingToDo() throws Exception {
    site.run(PLAY, "--diff").exits(0).counts("lab", "changed=0", "failed=0");
  }

  @Test
  @Order(4)
  void whatIsImmutableIsRefusedInCheckModeToo() throws Exception {
    String other = PLAY.replace("for ever", "not for ever");
    site.run(other, "--check").exits(2).says("immutable");
    site.run(other).exits(2).says("immutable");
  }
}
