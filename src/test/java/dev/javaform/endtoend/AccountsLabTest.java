package dev.javaform.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

/** Users with keys for ssh, ages of their passwords and a home of their own, on a real system. */
@WithLab
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AccountsLabTest {
  private static final String PLAY =
      """
      - hosts: all
        become: true
        tasks:
          - name: a user with a protected key
            user:
              name: keeper
              umask: "027"
              password_expire_min: 2
              password_expire_max: 90
              seuser: staff_u
              generate_ssh_key: true
              ssh_key_type: ed25519
              ssh_key_passphrase: open sesame
            register: keeper
          - name: say
            debug:
              msg: "{{ keeper.ssh_key_file }} {{ keeper.ssh_fingerprint }} {{ keeper.ssh_public_key }}"
      """;

  private static final String LOOK =
      """
      cd /home/keeper && stat -c '%U %a %n' . .ssh .ssh/* && getent shadow keeper | cut -d : -f 4,5
      ssh-keygen -y -P 'open sesame' -f .ssh/id_ed25519 | diff - .ssh/id_ed25519.pub && echo opens
      ssh-keygen -y -P '' -f .ssh/id_ed25519 2>/dev/null || echo is protected
      """;

  private static final String SEEN =
      """
      keeper 750 .
      keeper 700 .ssh
      keeper 600 .ssh/id_ed25519
      keeper 644 .ssh/id_ed25519.pub
      2:90
      opens
      is protected
      """;

  @TempDir private static Path folder;
  private static Site site;

  @BeforeAll
  static void startWithNewHosts(Lab lab) throws Exception {
    lab.reset();
    LabHost host = lab.hosts().getFirst();
    site = new Site(folder);
    site.hosts(HostLine.of("host", host, "deploy"));
  }

  @Test
  @Order(1)
  void checkingWritesNothing(Lab lab) throws Exception {
    ImmutableSet<String> before = lab.hosts().getFirst().files();
    Told told = site.run(PLAY, "--check", "--diff").exits(0).hides("sesame");
    ImmutableSet<String> after = lab.hosts().getFirst().files();
    assertEquals(ImmutableSet.of(), Sets.symmetricDifference(before, after));
    told.says("+ssh_key: new").counts("host", "changed=1");
  }

  @Test
  @Order(2)
  void applyingMakesItSo(Lab lab) throws Exception {
    Told told = site.run(PLAY, "--diff", "-vvv").exits(0).hides("sesame");
    assertEquals(SEEN, lab.hosts().getFirst().ssh(LOOK));
    String key = lab.hosts().getFirst().ssh("cat /home/keeper/.ssh/id_ed25519.pub").strip();
    told.says("/home/keeper/.ssh/id_ed25519 256 SHA256:").says("(ED25519) " + key);
    assertTrue(key.endsWith(" ansible-generated on lab1"), key);
  }

  @Test
  @Order(3)
  void applyingAgainFindsNothingToDo() throws Exception {
    site.run(PLAY, "--diff").exits(0).counts("host", "changed=0").says("(ED25519) ssh-ed25519 ");
  }

  @Test
  @Order(4)
  void aKeyThatOnlyRootMaySeeIsNotTakenForMissing() throws Exception {
    site.run(PLAY.replace("become: true", "become: false"), "--check")
        .says("Whether keeper has a key for ssh cannot be seen without root.")
        .counts("host", "changed=0");
  }

  @Test
  @Order(5)
  void checkingForeseesGroupsAndUsersOfEarlierTasks(Lab lab) throws Exception {
    String play =
        """
        - hosts: all
          become: true
          tasks:
            - group: {name: players, gid: 1700}
            - user: {name: ann, groups: players, shell: /bin/bash}
            - user: {name: ann, groups: [audio, players], append: true, comment: Ann}
            - user: {name: bob, group: ann}
            - group: {name: bob}
            - user: {name: bob, state: absent}
            - group: {name: players, gid: 1700}
        """;
    site.run(play, "--check").exits(0).counts("host", "changed=6");
    site.run(play).exits(0).counts("host", "changed=6");
    assertEquals("ann : ann audio players\n", lab.hosts().getFirst().ssh("groups ann"));
  }

  @Test
  @Order(6)
  void forceReplacesTheKey(Lab lab) throws Exception {
    String before = lab.hosts().getFirst().ssh("cat /home/keeper/.ssh/id_ed25519.pub");
    String forcing =
        PLAY.replace("generate_ssh_key: true", "generate_ssh_key: true\n        force: true");
    Told told = site.run(forcing).exits(0).counts("host", "changed=1").hides(before.strip());
    assertEquals(SEEN, lab.hosts().getFirst().ssh(LOOK));
    told.says(lab.hosts().getFirst().ssh("cat /home/keeper/.ssh/id_ed25519.pub").strip());
  }
}
