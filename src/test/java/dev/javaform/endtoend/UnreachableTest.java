package dev.javaform.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.javaform.lab.LoopbackSshd;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * One run on hosts of which each is out of reach for another reason: every one gets one clear line,
 * and the good ones finish.
 */
@Tag("faults")
class UnreachableTest {
  private static final String PLAY =
      """
      - hosts: all
        gather_facts: false
        tasks:
          - name: greet
            command: echo hello
            changed_when: false
          - name: part
            command: echo bye
            changed_when: false
      """;

  @TempDir private static Path folder;
  @AutoClose private static LoopbackSshd sshd;
  private static Site site;
  private static Told told;

  @BeforeAll
  static void run() throws Exception {
    sshd = LoopbackSshd.start();
    site = new Site(folder);
    HostLine good = HostLine.of("good", sshd);
    site.hosts(
        good,
        HostLine.of("other", sshd),
        HostLine.of("wrong_key", sshd).with("ansible_ssh_common_args", knowing(swapped())),
        HostLine.of("unknown_key", sshd).with("ansible_ssh_common_args", knowing(nothing())),
        HostLine.of("wrong_user", sshd).with("ansible_user", "nobody-of-that-name"),
        HostLine.of("refused_key", sshd).with("ansible_private_key_file", sshd.strangeKey()),
        HostLine.of("closed_port", sshd).with("ansible_port", closedPort()),
        HostLine.of("no_address", sshd).with("ansible_host", "nowhere.invalid"),
        HostLine.of("no_port", sshd).with("ansible_port", "many"),
        HostLine.of("high_port", sshd).with("ansible_port", 70_000),
        HostLine.of("open_quote", sshd).with("ansible_ssh_extra_args", "-o \"Port 22"),
        HostLine.of("empty", sshd)
            .with("ansible_user", "")
            .with("ansible_password", "")
            .with("ansible_timeout", "")
            .with("ansible_become_user", ""));
    told = site.run(PLAY);
  }

  private static String knowing(Path file) {
    return "-o UserKnownHostsFile=" + file;
  }

  /** Knows the server by a key that it does not have. */
  private static Path swapped() throws Exception {
    Path other = Path.of(sshd.strangeKey() + ".pub");
    String key = Files.readString(other).strip();
    return Files.writeString(
        folder.resolve("swapped"), "[127.0.0.1]:%d %s\n".formatted(sshd.port(), key));
  }

  private static Path nothing() throws Exception {
    return Files.createFile(folder.resolve("nothing"));
  }

  private static int closedPort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "wrong_key   | is not the one in",
        "unknown_key | is not in known_hosts",
        "wrong_user  | does not let nobody-of-that-name in",
        "refused_key | id_strange",
        "closed_port | connection refused",
        "no_address  | the name nowhere.invalid has no address",
      })
  void oneLineSaysWhy(String host, String why) {
    told.lost(host, "\"greet\"", "play.yml:4:7", why).counts(host, "ok=0", "unreachable=1");
  }

  @ParameterizedTest
  @CsvSource({
    "no_port,ansible_port is \"many\"; it has to be a whole number from 1 to 65535",
    "high_port,ansible_port is \"70000\"; it has to be a whole number from 1 to 65535",
    "open_quote,ansible_ssh_extra_args cannot be split into words. A quote is not closed",
  })
  void aSettingThatMakesNoSenseIsToldAsOne(String host, String why) {
    told.lost(host, "\"greet\"", "play.yml:4:7", why).counts(host, "ok=0", "failed=1");
  }

  /** An empty setting is as good as none. */
  @ParameterizedTest
  @CsvSource({"good", "other", "empty"})
  void theGoodOnesFinish(String host) {
    told.finished(host).counts(host, "ok=2");
  }

  @Test
  void theExitStatusIsThatOfUnreachableHosts() {
    told.exits(4);
  }

  @Test
  void acceptNewTakesAnUnknownKeyAndNeverAWrongOne() throws Exception {
    Told second = site.run(PLAY, "--accept-new", "--limit", "wrong_key,unknown_key");
    second.exits(4).finished("unknown_key").lost("wrong_key", "greet", "play.yml", "ssh-keygen");
    List<String> known = Files.readAllLines(folder.resolve("nothing"));
    assertEquals(1, known.size(), known::toString);
  }
}
