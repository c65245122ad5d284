package dev.javaform.endtoend;

import dev.javaform.lab.LoopbackSshd;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nobody is called unreachable who is only slow, or could not be heard. */
@Tag("faults")
class SlowHostsTest {
  private static final String PLAY =
      """
      - hosts: all
        gather_facts: false
        tasks:
          - name: greet
            command: "true"
            changed_when: false
      """;

  private static final String REST = "exec sh -c \"$SSH_ORIGINAL_COMMAND\"";

  @TempDir private Path folder;

  /** So many names for a host. */
  private static HostLine[] many(int count, HostLine host) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(number -> new HostLine(host.name() + number, host.variables()))
        .toArray(HostLine[]::new);
  }

  private static void allFinished(Told told, HostLine... hosts) {
    told.exits(0);
    for (HostLine host : hosts) {
      told.finished(host.name());
    }
  }

  @Test
  void aLoginMayTakeLongerThanConnecting() throws Exception {
    try (LoopbackSshd sshd = LoopbackSshd.start("MaxStartups 10:30:100")) {
      HostLine slow = OddHost.of("slow", sshd, folder, "sleep 6; " + REST);
      HostLine[] hosts = many(24, slow.with("ansible_timeout", 4));
      allFinished(new Site(folder).hosts(hosts).run(PLAY, "--forks", "24"), hosts);
    }
  }

  @Test
  void aServerThatTurnsAwayIsReachedByAll() throws Exception {
    try (LoopbackSshd sshd = LoopbackSshd.start("MaxStartups 2:80:4")) {
      HostLine[] hosts = many(60, HostLine.of("same", sshd));
      allFinished(new Site(folder).hosts(hosts).run(PLAY, "--forks", "60"), hosts);
    }
  }

  /** Some of those that nobody answers have threads of the library wait for them. */
  @Test
  void hostsThatAreSwitchedOffHoldUpNobody() throws Exception {
    try (LoopbackSshd sshd = LoopbackSshd.start();
        ServerSocket off = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      List<Socket> queue = fill(off);
      HostLine dead = HostLine.of("dead", sshd).with("ansible_port", off.getLocalPort());
      HostLine[] good = many(5, HostLine.of("good", sshd).with("ansible_timeout", 8));
      List<HostLine> hosts = new ArrayList<>(List.of(many(30, dead.with("ansible_timeout", 5))));
      hosts.addAll(List.of(good));
      Told told = new Site(folder).hosts(hosts.toArray(HostLine[]::new)).run(PLAY, "-f", "50");
      for (HostLine host : good) {
        told.finished(host.name());
      }
      told.exits(4).lost("dead1", "greet", "", "no answer within 5 s (the connect limit; raise it");
      for (Socket socket : queue) {
        socket.close();
      }
    }
  }

  /** Fills the queue of a port, so that it answers as little as a host that is switched off. */
  private static List<Socket> fill(ServerSocket port) throws Exception {
    List<Socket> queue = new ArrayList<>();
    try {
      while (queue.size() < 20) {
        Socket socket = new Socket();
        queue.add(socket);
        socket.connect(new InetSocketAddress(port.getInetAddress(), port.getLocalPort()), 500);
      }
    } catch (SocketTimeoutException _) {
      return queue;
    }
    throw new AssertionError("this system lets everybody in");
  }

  @Test
  void timeInWhichTheProgramWasStoppedDoesNotCount() throws Exception {
    Path begun = folder.resolve("begun");
    Path gate = folder.resolve("gate");
    String login = ": > '%s'; until [ -e '%s' ]; do sleep 0.1; done; %s";
    try (LoopbackSshd sshd = LoopbackSshd.start()) {
      HostLine host = OddHost.of("late", sshd, folder, login.formatted(begun, gate, REST));
      HostLine limited = host.with("ansible_login_timeout", 5).with("ansible_timeout", 5);
      try (Running running = new Site(folder).hosts(limited).start(PLAY)) {
        running.await("nobody logs in", () -> Files.exists(begun));
        stopFor(running, 7);
        Files.createFile(gate);
        allFinished(running.end(), limited);
      }
    }
  }

  /** Signs of life that were not asked for in time are not missing. */
  @Test
  void aHostThatWasNotAskedWhetherItLivesIsNotDead() throws Exception {
    Path begun = folder.resolve("begun");
    Path gate = folder.resolve("gate");
    String work = "shell: ': > %s; until [ -e %s ]; do sleep 0.1; done'".formatted(begun, gate);
    try (LoopbackSshd sshd = LoopbackSshd.start()) {
      String alive = "-o ServerAliveInterval=1 -o ServerAliveCountMax=2 -o UserKnownHostsFile=";
      HostLine host =
          HostLine.of("working", sshd).with("ansible_ssh_common_args", alive + sshd.knownHosts());
      String play = PLAY.replace("command: \"true\"", work);
      try (Running running = new Site(folder).hosts(host).start(play)) {
        running.await("nobody works", () -> Files.exists(begun));
        stopFor(running, 6);
        Thread.sleep(1500); // for what was missed to be made up for
        Files.createFile(gate);
        allFinished(running.end(), host);
      }
    }
  }

  @Test
  void aCommandThatTakesTooLongSaysWhichLimitItWas() throws Exception {
    try (LoopbackSshd sshd = LoopbackSshd.start()) {
      String play = PLAY.replace("command: \"true\"", "command: sleep 60\n      timeout: 1");
      Told told = new Site(folder).hosts(HostLine.of("good", sshd)).run(play);
      told.exits(2).lost("good", "\"greet\"", "play.yml:4:7", "ran longer than 1.0 seconds");
      told.says("(the command limit; raise it with the keyword timeout)");
    }
  }

  private static void stopFor(Running running, int seconds) throws Exception {
    signal("STOP", running);
    Thread.sleep(seconds * 1000L);
    signal("CONT", running);
  }

  private static void signal(String name, Running running) throws Exception {
    new ProcessBuilder("kill", "-" + name, "" + running.pid()).inheritIO().start().waitFor();
  }
}
