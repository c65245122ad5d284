package dev.javaform.endtoend;

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

/** Links that stall without an end, beside links that do not. */
@Tag("faults")
@Execution(ExecutionMode.CONCURRENT)
class BadLinkTest {
  private static final Duration SOON = Duration.ofSeconds(20);

  @AutoClose private static LoopbackSshd sshd;
  @TempDir private Path folder;
  private Site site;

  @BeforeAll
  static void start() {
    sshd = LoopbackSshd.start();
  }

  @BeforeEach
  void site() throws Exception {
    site = new Site(folder);
  }

  private static HostLine through(String name, Proxy proxy) {
    String file =
        "-o UserKnownHostsFile=%s -o HostKeyAlias=%s".formatted(sshd.knownHosts(), "none");
    return HostLine.of(name, sshd)
        .with("ansible_port", proxy.port())
        .with("ansible_host_key_checking", false)
        .with("ansible_ssh_common_args", file);
  }

  @Test
  void anUploadThatStallsIsItsHostsAffairAlone() throws Exception {
    Path place = Files.createDirectory(folder.resolve("place"));
    try (RandomAccessFile file = new RandomAccessFile(folder.resolve("new").toFile(), "rw");
        Proxy proxy = new Proxy(sshd.port(), Proxy.Fault.STALL_TO_SERVER, 1 << 20)) {
      file.setLength(64L << 20);
      site.hosts(through("bad", proxy), HostLine.of("good", sshd));
      Told told =
          site.run(
              """
              - hosts: all
                gather_facts: false
                tasks:
                  - name: carry
                    copy: {src: new, dest: "%s/{{ inventory_hostname }}"}
                  - {name: after, command: "true"}
              """
                  .formatted(place));
      told.exits(4).finished("good").counts("good", "ok=2").counts("bad", "unreachable=1");
      told.lost("bad", "\"carry\"", "play.yml:4:7", "stalled: nothing could be sent for 30 s");
      told.hides("Interrupted");
    }
  }

  @Test
  void aLinkThatIsResetIsItsHostsAffairAlone() throws Exception {
    try (Proxy proxy = new Proxy(sshd.port(), Proxy.Fault.RESET, 1 << 20)) {
      Files.write(folder.resolve("new"), new byte[8 << 20]);
      site.hosts(through("bad", proxy), HostLine.of("good", sshd));
      Told told =
          site.run(
              """
              - hosts: all
                gather_facts: false
                tasks:
                  - name: carry
                    copy: {src: new, dest: "%s/{{ inventory_hostname }}"}
              """
                  .formatted(folder));
      told.exits(4).finished("good").counts("bad", "unreachable=1").hides("Interrupted");
    }
  }

  @Test
  void ctrlCSaysWhatItCouldNotEnd() throws Exception {
    String mark = "16180." + ProcessHandle.current().pid();
    try (Proxy proxy = new Proxy(sshd.port(), Proxy.Fault.STALL, Long.MAX_VALUE);
        Running running = sleeping(mark, through("bad", proxy), HostLine.of("good", sshd))) {
      Thread.sleep(1000); // until bad has told its process group, unless the machine is busy
      proxy.fail();
      Instant pressed = Instant.now();
      Told told = running.interrupt().end();
      Duration took = Duration.between(pressed, Instant.now());
      assertTrue(took.compareTo(SOON) < 0, () -> "took " + took + "\n" + told);
      told.exits(99).says("Not everything that ran on the hosts could be ended");
      told.says("bad was in the middle of: work").says("good was in the middle of: work");
      told.says("bad could not be ended: the host does not answer any more");
      told.says("may still be running there").hides("good could not be ended");
    } finally {
      Processes.end("sleep " + mark);
    }
  }

  @Test
  void aSecondCtrlCDoesNotWait() throws Exception {
    String mark = "16181." + ProcessHandle.current().pid();
    try (Proxy proxy = new Proxy(sshd.port(), Proxy.Fault.STALL, Long.MAX_VALUE);
        Running running = sleeping(mark, through("bad", proxy))) {
      proxy.fail();
      running.interrupt();
      Thread.sleep(500); // of the six seconds or so that the host is asked to end what it does
      Told told = running.interrupt().end();
      told.exits(99).says("Interrupted again").hides("PLAY RECAP");
    } finally {
      Processes.end("sleep " + mark);
    }
  }

  private Running sleeping(String mark, HostLine... hosts) throws Exception {
    site.hosts(hosts);
    Running running =
        site.start(
            """
            - hosts: all
              gather_facts: false
              tasks:
                - {name: work, command: sleep %s}
            """
                .formatted(mark));
    return running.await(
        "nothing sleeps", () -> Processes.with("sleep " + mark).count() >= hosts.length);
  }
}
