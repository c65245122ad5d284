package dev.javaform.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

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

/** Packages, services, users, groups and the host's name on real systems, by way of sudo. */
@WithLab
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OrdinaryModulesLabTest {
  private static final String PLAY =
      """
      - hosts: all
        become: true
        tasks:
          - name: a package
            apt: {name: hello, update_cache: true}
          - name: a package that must not be there
            apt: {name: tree, state: absent, purge: true}
          - name: a group
            group: {name: players, gid: 4242}
          - name: a user
            user: {name: player, uid: 4243, group: players, groups: [video], shell: /bin/sh, comment: "A player"}
          - name: the host's name
            hostname: {name: "renamed-{{ inventory_hostname }}"}
          - name: a unit
            copy:
              dest: /etc/systemd/system/idle.service
              content: |
                [Service]
                User=player
                ExecStart=/bin/sleep infinity
                [Install]
                WantedBy=multi-user.target
            notify: restart
          - name: a running service
            systemd: {name: idle, enabled: true, state: started, daemon_reload: true}
          - name: a masked service
            systemd: {name: e2scrub_reap, masked: true}
          - name: settings
            lineinfile: {path: /etc/default/idle, line: "SPEED={{ speed }}", regexp: ^SPEED=, create: true}
            notify: restart
        handlers:
          - name: restart
            service: {name: idle, state: restarted}
      """;

  private static final String LOOK =
      """
      hello; id player; hostname; cat /etc/hostname /etc/default/idle
      systemctl is-enabled idle; systemctl is-active idle || systemctl --no-pager status idle
      systemctl is-enabled e2scrub_reap
      ps -o user= -p "$(systemctl show -P MainPID idle)"; getent passwd player
      """;

  private static final String SEEN =
      """
      Hello, world!
      uid=4243(player) gid=4242(players) groups=4242(players),44(video)
      renamed-%1$s
      renamed-%1$s
      SPEED=1
      enabled
      active
      masked
      player
      player:x:4243:4242:A player:/home/player:/bin/sh
      """;

  @TempDir private static Path folder;
  private static Site site;

  @BeforeAll
  static void startWithNewHosts(Lab lab) throws Exception {
    lab.reset();
    LabHost asking = lab.hosts().getLast();
    site = new Site(folder);
    site.hosts(
        HostLine.of("free", lab.hosts().getFirst(), "deploy"),
        HostLine.of("asking", asking, "admin").with("ansible_become_password", "admin"));
  }

  private static Told run(String... options) throws Exception {
    return site.file("group_vars/all.yml", "speed: 1\n").run(PLAY, options);
  }

  @Test
  @Order(1)
  void checkingWritesNothing(Lab lab) throws Exception {
    ImmutableSet<String> before = lab.hosts().getFirst().files();
    Told told = run("--check", "--diff");
    ImmutableSet<String> after = lab.hosts().getFirst().files();
    assertEquals(ImmutableSet.of(), Sets.symmetricDifference(before, after));
    told.exits(0).says("+SPEED=1");
  }

  @Test
  @Order(2)
  void applyingMakesItSo(Lab lab) throws Exception {
    run("--diff").exits(0);
    assertEquals(SEEN.formatted("free"), seen(lab.hosts().getFirst()));
    assertEquals(SEEN.formatted("asking"), seen(lab.hosts().getLast()));
  }

  /** Asking about a masked unit ends with another exit status than 0. */
  private static String seen(LabHost host) {
    return host.ssh("{ " + LOOK + "\n} 2>&1; true");
  }

  @Test
  @Order(3)
  void applyingAgainFindsNothingToDo() throws Exception {
    Told told = run("--diff").exits(0).hides("RUNNING HANDLER");
    told.counts("free", "changed=0", "failed=0").counts("asking", "changed=0", "failed=0");
  }

  @Test
  @Order(4)
  void checkingAfterwardsFindsNothingToDo() throws Exception {
    Told told = run("--check").exits(0);
    told.counts("free", "changed=0", "failed=0").counts("asking", "changed=0", "failed=0");
  }

  @Test
  @Order(5)
  void aSettingThatChangesRestartsTheService(Lab lab) throws Exception {
    String pid = "systemctl show -P MainPID idle";
    String before = lab.hosts().getFirst().ssh(pid);
    site.file("group_vars/all.yml", "speed: 2\n").run(PLAY, "--limit", "free").exits(0);
    assertEquals("SPEED=2\n", lab.hosts().getFirst().ssh("cat /etc/default/idle"));
    assertNotEquals(before, lab.hosts().getFirst().ssh(pid), "not restarted");
  }
}
