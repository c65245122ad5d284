package dev.javaform.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.javaform.lab.LoopbackSshd;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes on on the hosts when the program is gone: killed, or cut off. */
@Tag("faults")
@Execution(ExecutionMode.CONCURRENT)
class NobodyLeftTest {
  private static final Duration MOMENTS = Duration.ofSeconds(20);
  private static final Duration LEASE = Duration.ofSeconds(75);

  @AutoClose private static LoopbackSshd sshd;
  @TempDir private Path folder;
  private Site site;
  private String mark;

  @BeforeAll
  static void start() {
    sshd = LoopbackSshd.start();
  }

  @BeforeEach
  void site() throws Exception {
    site = new Site(folder);
    mark = "14142." + System.nanoTime();
  }

  private static final String PLAY =
      """
      - hosts: all
        gather_facts: false
        tasks:
          - {name: daemon, shell: "nohup sleep 7%1$s >/dev/null 2>&1 &"}
          - name: work
            %2$s
      """;

  private void killedWhile(String task) throws Exception {
    try (Running running = site.start(PLAY.formatted(mark, task.formatted(mark)))) {
      running.await("nothing sleeps", () -> Processes.with("sleep 6" + mark).findAny().isPresent());
    } // with SIGKILL
    try {
      assertGone(MOMENTS);
      assertEquals(1, Processes.with("sleep 7" + mark).count(), "what was to stay is gone");
    } finally {
      Processes.end("sleep 7" + mark);
    }
  }

  private void assertGone(Duration limit) throws Exception {
    Instant end = Instant.now().plus(limit);
    while (Processes.with("sleep 6" + mark).findAny().isPresent()) {
      assertTrue(Instant.now().isBefore(end), "it still runs after " + limit);
      Thread.sleep(50);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "command: sleep 6%s",
        "shell: sleep 6%s; true",
        "shell: trap '' TERM HUP; sleep 6%s; sleep 6%1$s",
        "shell: (sleep 6%s; true) | cat",
      })
  void nothingOverSsh(String task) throws Exception {
    site.hosts(HostLine.of("far", sshd));
    killedWhile(task);
  }

  @Test
  void nothingOfALocalShell() throws Exception {
    site.hosts(HostLine.local("near"));
    killedWhile("shell: sleep 6%s; true");
  }

  @Test
  void nothingThatRunsAsAnother() throws Exception {
    Path bin = Files.createDirectories(folder.resolve("bin"));
    OddHost.program(
        bin.resolve("sudo"),
        "#!/bin/sh\nwhile [ \"$1\" != /bin/sh ]; do shift; done\n\"$@\"\nexit $?\n");
    String login = "PATH='%s':$PATH; exec /bin/sh -c \"$SSH_ORIGINAL_COMMAND\"".formatted(bin);
    site.hosts(OddHost.of("far", sshd, folder, login).with("ansible_become", true));
    killedWhile("shell: sleep 6%s; true");
  }

  @Test
  void noHalfUpload() throws Exception {
    Path place = Files.createDirectory(folder.resolve("place"));
    try (RandomAccessFile file = new RandomAccessFile(folder.resolve("new").toFile(), "rw")) {
      file.setLength(400L << 20);
    }
    site.hosts(HostLine.of("far", sshd));
    String task = "copy: {src: new, dest: \"%s/file\"}".formatted(place);
    try (Running running =
        site.start("- hosts: all\n  gather_facts: false\n  tasks:\n    - " + task + "\n")) {
      running.await("nothing arrives", () -> place.toFile().list().length > 0);
    }
    Instant end = Instant.now().plus(MOMENTS);
    while (place.toFile().list().length > 0) {
      assertTrue(Instant.now().isBefore(end), "a part of it stays");
      Thread.sleep(50);
    }
  }

  @Test
  void nothingLongerThanAMinuteWhereTheLinkStalls() throws Exception {
    try (Proxy proxy = new Proxy(sshd.port(), Proxy.Fault.STALL, Long.MAX_VALUE)) {
      site.hosts(
          HostLine.of("far", sshd)
              .with("ansible_port", proxy.port())
              .with("ansible_host_key_checking", false));
      try (Running running =
          site.start(PLAY.formatted(mark, "shell: sleep 6%s; true".formatted(mark)))) {
        running.await(
            "nothing sleeps", () -> Processes.with("sleep 6" + mark).findAny().isPresent());
        proxy.fail();
      }
      assertGone(LEASE);
      assertEquals(1, Processes.with("sleep 7" + mark).count(), "what was to stay is gone");
    } finally {
      Processes.end("sleep 7" + mark);
    }
  }
}
