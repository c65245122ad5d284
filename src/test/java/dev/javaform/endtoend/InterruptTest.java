package dev.javaform.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.javaform.lab.LoopbackSshd;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C in the middle of a long command. */
@Tag("faults")
class InterruptTest {
  private static final Duration SOON = Duration.ofSeconds(8);

  @AutoClose private static LoopbackSshd sshd;
  @TempDir private Path folder;

  @BeforeAll
  static void start() {
    sshd = LoopbackSshd.start();
  }

  @Test
  void endsSoonAndSaysWhatWasLeftWhereAndLeavesNoProcess() throws Exception {
    String mark = "27182." + ProcessHandle.current().pid();
    Site site = new Site(folder);
    site.hosts(HostLine.of("done", sshd), HostLine.of("far", sshd), HostLine.local("near"));
    Running running =
        site.start(
            """
            - hosts: all
              gather_facts: false
              tasks:
                - name: work
                  shell: "{{ 'true' if inventory_hostname == 'done' else 'sleep %s; true' }}"
                - name: rest
                  command: touch %s/rest
            """
                .formatted(mark, folder));
    try (running) {
      running.awaitText("changed: [done]");
      running.await("nothing sleeps", () -> Processes.with("sleep " + mark).count() >= 2);
      Instant pressed = Instant.now();
      Told told = running.interrupt().end();
      Duration took = Duration.between(pressed, Instant.now());
      assertTrue(took.compareTo(SOON) < 0, () -> "took " + took + "\n" + told);
      told.exits(99).says("Interrupted").says("far was in the middle of: work");
      told.says("near was in the middle of: work").hides("done was in the middle");
      told.says("PLAY RECAP").counts("done", "ok=1");
      assertEquals(0, Processes.with(mark).count(), () -> "it still runs\n" + told);
      assertFalse(site.path("rest").toFile().exists(), "the next task ran");
    }
  }

  @Test
  void endsSoonWhileAHostDoesNotAnswer() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 9, InetAddress.getLoopbackAddress())) {
      Site site = new Site(folder);
      site.hosts(
          HostLine.of("done", sshd),
          HostLine.of("mute", sshd)
              .with("ansible_port", silent.getLocalPort())
              .with("ansible_timeout", 600));
      interrupted(site, "command: 'true'").says("mute was in the middle of: work");
    }
  }

  @Test
  void endsSoonInAPause() throws Exception {
    Site site = new Site(folder);
    site.hosts(HostLine.of("done", sshd), HostLine.of("idle", sshd));
    String pause =
        "pause: {seconds: \"{{ 0 if item == 'first' else 600 }}\"}\n      loop: [first, second]";
    interrupted(site, pause).says("done was in the middle of: work");
  }

  @Test
  void endsSoonBetweenTwoTries() throws Exception {
    Site site = new Site(folder);
    site.hosts(HostLine.of("done", sshd), HostLine.of("idle", sshd));
    String tries =
        """
        command: "{{ 'true' if inventory_hostname == 'done' else 'false' }}"
              retries: 9
              delay: 600
              register: tried
              until: tried is success""";
    interrupted(site, tries).says("idle was in the middle of: work");
  }

  private static Told interrupted(Site site, String task) throws Exception {
    String play = "- hosts: all\n  gather_facts: false\n  tasks:\n    - name: work\n      %s\n";
    try (Running running = site.start(play.formatted(task))) {
      running.awaitText("[done]");
      Thread.sleep(500);
      Instant pressed = Instant.now();
      Told told = running.interrupt().end();
      Duration took = Duration.between(pressed, Instant.now());
      assertTrue(took.compareTo(SOON) < 0, () -> "took " + took + "\n" + told);
      return told.exits(99);
    }
  }
}
