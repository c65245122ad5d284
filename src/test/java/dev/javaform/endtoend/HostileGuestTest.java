package dev.javaform.endtoend;

import dev.javaform.remote.winrm.host.Misbehaviour;
import dev.javaform.remote.winrm.host.Settings;
import dev.javaform.remote.winrm.host.WindowsHost;
import dev.javaform.remote.winrm.host.model.WindowsModel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * One run on guests of which each does something wrong, again and again: every one gets one clear
 * line, nothing of them reaches the others, and the good one finishes.
 */
@Tag("faults")
@Timeout(180)
class HostileGuestTest {

  private static final int OFTEN = 40;

  private static final String PLAY =
      """
      - hosts: all
        gather_facts: false
        tasks:
          - name: greet
            win_ping:
      """;

  private static final List<WindowsHost> HOSTS = new ArrayList<>();
  private static final StringBuilder INVENTORY = new StringBuilder();

  @TempDir private static Path folder;
  private static Told told;

  @BeforeAll
  static void run() throws Exception {
    guest("good");
    guest("garbage").misbehave("Create", new Misbehaviour.Garbage());
    again(guest("bomb"), "Receive", Misbehaviour.bomb());
    again(guest("noise"), "Receive", streaming("\u0000\u0001 no fragment at all \uffff"));
    again(guest("flipped"), "Receive", new Misbehaviour.Flipped());
    again(guest("truncated"), "Receive", new Misbehaviour.Truncated(20));
    again(guest("reset"), "Receive", new Misbehaviour.Reset(100));
    again(guest("busy"), "Create", new Misbehaviour.Unavailable(503));
    again(guest("entities"), "Create", new Misbehaviour.Rewritten(HostileGuestTest::entities));
    again(guest("nothing"), "Create", new Misbehaviour.Rewritten(_ -> ""));
    told = new Site(folder).with("-Xmx128m").file("hosts", INVENTORY.toString()).run(PLAY);
  }

  private static Misbehaviour streaming(String text) {
    return Misbehaviour.streaming(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String entities(String envelope) {
    return "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]>" + envelope;
  }

  private static WindowsHost guest(String name) throws Exception {
    WindowsHost host = WindowsHost.plain(new Settings(), new WindowsModel());
    HOSTS.add(host);
    INVENTORY.append(
        "%s ansible_connection=psrp ansible_psrp_protocol=http ansible_host=127.0.0.1 ansible_port=%d ansible_user=gamer ansible_password=Sw0rdfish!\n"
            .formatted(name, host.port()));
    return host;
  }

  private static void again(WindowsHost host, String operation, Misbehaviour misbehaviour) {
    for (int i = 0; i < OFTEN; i++) {
      host.misbehave(operation, misbehaviour);
    }
  }

  @AfterAll
  static void stop() throws Exception {
    for (WindowsHost host : HOSTS) {
      host.close();
    }
  }

  @Test
  void theGoodOneFinishes() {
    told.counts("good", "ok=1", "unreachable=0", "failed=0");
  }

  @Test
  void nothingIsThrownAtThePersonAndNoSecretIsTold() {
    told.hides("at dev.javaform").hides("Exception in").hides("Sw0rdfish").hides("root:x:0");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          garbage | does not speak HTTP
          bomb | larger than
          noise | larger than
          flipped | signature
          truncated | not whole
          reset | the connection broke
          busy | 503
          entities | DOCTYPE
          nothing | nothing
          """)
  void everyOtherGetsOneClearLine(String host, String words) {
    told.lost(host, "greet", "", words);
  }
}
