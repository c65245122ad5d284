package dev.javaform.endtoend;

import static dev.javaform.endtoend.OddPeers.disconnect;
import static dev.javaform.endtoend.OddPeers.garbage;
import static dev.javaform.endtoend.OddPeers.header;
import static dev.javaform.endtoend.OddPeers.hello;
import static dev.javaform.endtoend.OddPeers.link;
import static dev.javaform.endtoend.OddPeers.message;
import static dev.javaform.endtoend.OddPeers.offer;
import static dev.javaform.endtoend.OddPeers.says;
import static dev.javaform.endtoend.OddPeers.saysAndGoes;
import static dev.javaform.endtoend.OddPeers.saysAndResets;
import static dev.javaform.endtoend.OddPeers.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.javaform.lab.LoopbackSshd;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Peers and links that break SSH in every way, beside a good host: each is told in plain words of
 * ours, at the highest verbosity, too, and the good host finishes.
 */
@Tag("faults")
@Execution(ExecutionMode.CONCURRENT)
class OddPeerTest {
  private static final String PLAY =
      """
      - hosts: all
        gather_facts: false
        tasks:
          - name: greet
            command: seq 2000
            changed_when: false
      """;

  /** Words of the library, of Java, and of names in the code. */
  private static final Pattern FOREIGN =
      Pattern.compile(
          "org\\.apache|mina|sshd-core|Nio2|SSH2_|SSH_MSG|SSH_OPEN|[A-Z]\\w+Exception|ClientSession"
              + "|ConnectionService|Future|NullPointer|java\\.|Session\\[|\\[/127|KEX|kex-"
              + "|Unable to negotiate|Incorrect identification|Invalid packet|MAC Error|padding"
              + "|being closed|Protocol error or corrupt|Server key|dev\\.javaform|itself failed"
              + "|Unexpected|unknown packet|null\\b");

  private static final int DEBUG = 4;
  private static final int NEWKEYS = 21;
  private static final int AUTH_SUCCESS = 52;

  @TempDir private static Path folder;
  @AutoClose private static final OddPeers PEERS = new OddPeers();
  private static final Map<String, OddPeers.Manner> ODD = new LinkedHashMap<>();
  @AutoClose private static LoopbackSshd sshd;
  private static Told told;

  @BeforeAll
  static void run() throws Exception {
    sshd = LoopbackSshd.start();
    peers();
    goodbyes();
    links();
    Site site = new Site(folder);
    List<HostLine> hosts = new ArrayList<>(List.of(HostLine.of("good", sshd)));
    ODD.forEach((name, manner) -> hosts.add(host(name, PEERS.with(manner))));
    told = site.hosts(hosts.toArray(HostLine[]::new)).run(PLAY, "-vvvv", "--forks", "200");
  }

  private static HostLine host(String name, int port) {
    return HostLine.of(name, sshd)
        .with("ansible_port", port)
        .with("ansible_timeout", 4)
        .with("ansible_login_timeout", 30)
        .with("ansible_host_key_checking", "false");
  }

  private static void peers() {
    ODD.put("closing", _ -> {});
    ODD.put("silent", says());
    ODD.put("garbage", says(garbage(3000)));
    ODD.put("web", saysAndGoes(text("HTTP/1.1 400 Bad Request\r\nServer: x\r\n\r\n<html>\r\n")));
    ODD.put("mail", says(text("220 mail.example ESMTP\r\n")));
    ODD.put("endless", says(text("A".repeat(1 << 20))));
    ODD.put("lines", says(text("hello\r\n".repeat(100_000))));
    ODD.put("zeros", says(new byte[100_000]));
    ODD.put("zero_in_hello", says(text("SSH-2.0-\0\r\n")));
    ODD.put("old", says(text("SSH-1.5-Old\r\n")));
    ODD.put("greeting", says(hello()));
    ODD.put("leaving", saysAndGoes(hello()));
    ODD.put("resetting", saysAndResets(hello()));
    ODD.put("garbled", says(hello(), garbage(3000)));
    ODD.put("huge", says(hello(), header(Integer.MAX_VALUE, 4), garbage(3000)));
    ODD.put("negative", says(hello(), header(-1, 255), garbage(3000)));
    ODD.put("none", says(hello(), header(0, 0), garbage(3000)));
    ODD.put("wide", says(hello(), header(12, 200), garbage(3000)));
    ODD.put("cut", saysAndGoes(hello(), header(500, 4), garbage(100)));
    ODD.put("early", says(hello(), message(AUTH_SUCCESS, new byte[0])));
    ODD.put("keys", says(hello(), message(NEWKEYS, new byte[0]), garbage(300)));
    ODD.put("unknown", says(hello(), message(250, garbage(50))));
    ODD.put("short_debug", says(hello(), message(DEBUG, new byte[] {1, 2})));
    String curve = "curve25519-sha256";
    String key = "ssh-ed25519";
    ODD.put("old_exchange", says(hello(), offer("diffie-hellman-old", key, "aes256-ctr")));
    ODD.put("old_host_key", says(hello(), offer(curve, "ssh-\u001b[31mold", "aes256-ctr")));
    ODD.put("old_cipher", says(hello(), offer(curve, key, "rot13")));
    ODD.put("no_answer", says(hello(), offer(curve, key, "aes256-ctr")));
    ODD.put("bad_answer", says(hello(), offer(curve, key, "aes256-ctr"), message(31, garbage(99))));
  }

  /** Turns the first away, and has another reason for the second. */
  private static OddPeers.Manner second() {
    AtomicInteger visits = new AtomicInteger();
    OddPeers.Manner goodbye = saysAndGoes(hello(), disconnect(12, ""));
    return socket -> {
      if (visits.incrementAndGet() > 1) {
        goodbye.meet(socket);
      } else {
        socket.setSoLinger(true, 0);
      }
    };
  }

  private static void goodbyes() {
    ODD.put("second", second());

    for (int reason = 0; reason <= 16; reason++) {
      ODD.put("bye" + reason, saysAndGoes(hello(), disconnect(reason, "")));
    }
    ODD.put("rude", saysAndGoes(hello(), disconnect(2, "go \u001b[31maway\n" + "x".repeat(9000))));
  }

  /** From the first byte of the greeting to the answers of a shell. */
  private static void links() {
    for (int after = 5; after < 9000; after += after < 100 ? 30 : 450) {
      ODD.put("flip" + after, link(sshd.port(), after, OddPeers.Fault.FLIP));
      ODD.put("reset" + after, link(sshd.port(), after, OddPeers.Fault.RESET));
    }
  }

  @Test
  void theGoodHostFinishes() {
    told.exits(4).finished("good").counts("good", "ok=1");
  }

  @Test
  void eachOfThemIsToldInOneLine() {
    for (String name : ODD.keySet()) {
      if (!name.startsWith("flip") && !name.startsWith("reset")) {
        told.lost(name, "\"greet\"", "play.yml:4:7").counts(name, "unreachable=1");
      }
    }
  }

  @Test
  void whateverALinkDoesNothingIsTakenForADefect() {
    for (String name : ODD.keySet()) {
      told.counts(name, "failed=0");
    }
  }

  @Test
  void noWordOfALibraryIsShown() {
    List<String> lines =
        (told.out() + told.err()).lines().filter(line -> FOREIGN.matcher(line).find()).toList();
    assertEquals(List.of(), lines);
  }

  @Test
  void linesAreShortAndHarmless() {
    told.hides("\u001b").hides("\0");
    told.err().lines().forEach(line -> assertTrue(line.length() < 1500, line));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "closing      | closed the connection before saying who it is",
        "closing      | 4 s (the connect limit; raise it with ansible_timeout or --timeout)",
        "early        | did not agree on keys",
        "keys         | did not agree on keys: ",
        "silent       | no SSH server answered within 4 s (the connect limit;",
        "greeting     | did not agree on keys within 4 s (the connect limit;",
        "no_answer    | did not agree on keys within 4 s (the connect limit;",
        "web          | is it an SSH server",
        "zeros        | does not speak SSH",
        "old          | another version of SSH",
        "old_exchange | share no algorithm: for the key exchange the host takes only diffie-hellman",
        "old_host_key | for the host key the host takes only ssh-\\x1b[31mold",
        "old_cipher   | for the cipher the host takes only rot13",
        "bye1         | the host does not allow this machine to connect",
        "second       | the host has too many connections",
        "bye12        | the host has too many connections",
        "rude         | the host said: go \\x1b[31maway; xxx",
      })
  void saysWhatWasWrong(String name, String words) {
    told.lost(name, "\"greet\"", "play.yml:4:7", words);
  }
}
