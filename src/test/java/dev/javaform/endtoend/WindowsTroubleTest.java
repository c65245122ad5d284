package dev.javaform.endtoend;

import com.google.common.io.BaseEncoding;
import dev.javaform.remote.winrm.host.Certificates;
import dev.javaform.remote.winrm.host.Settings;
import dev.javaform.remote.winrm.host.WindowsHost;
import dev.javaform.remote.winrm.host.model.WindowsModel;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * One run on Windows guests of which each is out of reach for another reason: every one gets one
 * clear line with what to do, and the good ones finish.
 */
@Timeout(180)
class WindowsTroubleTest {

  private static final String PLAY =
      """
      - hosts: all
        gather_facts: false
        tasks:
          - name: greet
            win_ping:
      """;

  private static final Map<String, String> LINES = new LinkedHashMap<>();

  @TempDir private static Path folder;
  private static WindowsHost plain;
  private static WindowsHost secure;
  private static WindowsHost foreign;
  private static WindowsHost expired;
  private static Told told;

  @BeforeAll
  static void run() throws Exception {
    Certificates certificates = new Certificates(folder);
    Certificates.Pair right = certificates.right();
    plain = WindowsHost.plain(new Settings(), new WindowsModel());
    secure = WindowsHost.encrypted(new Settings(), right, new WindowsModel());
    Certificates.Pair other = certificates.foreign();
    Certificates.Pair old = certificates.expired();
    foreign = WindowsHost.encrypted(new Settings(), other, new WindowsModel());
    expired = WindowsHost.encrypted(new Settings(), old, new WindowsModel());
    Path believed =
        Files.writeString(folder.resolve("believed.pem"), right.pem() + other.pem() + old.pem());
    String pin = "ansible_psrp_certificate_pin=" + BaseEncoding.base16().encode(right.pin());
    String trust = "ansible_psrp_ca_cert=" + believed;
    guest("good", plain, "ansible_psrp_protocol=http");
    guest("pinned", secure, pin);
    guest("trusted", secure, trust);
    guest("ignored", secure, "ansible_psrp_cert_validation=ignore");
    guest("wrong_password", plain, "ansible_psrp_protocol=http ansible_psrp_password=An0ther!");
    guest("wrong_user", secure, pin + " ansible_user=nobody");
    guest("wrong_pin", secure, "ansible_winrm_certificate_pin=" + "ab".repeat(32));
    guest("untrusted", secure, "");
    guest("other_name", foreign, trust);
    guest("expired", expired, trust);
    guest("https_to_http", plain, "");
    guest("http_to_https", secure, "ansible_winrm_scheme=http");
    guest("basic_in_the_clear", plain, "ansible_psrp_protocol=http ansible_psrp_auth=basic");
    guest("basic_refused", secure, pin + " ansible_winrm_transport=basic");
    guest(
        "basic_to_anybody",
        secure,
        "ansible_winrm_transport=ssl ansible_psrp_cert_validation=ignore");
    guest("kerberos", plain, "ansible_winrm_transport=kerberos");
    guest("no_password", plain, "ansible_psrp_protocol=http ansible_password=");
    guest("closed", plain, "ansible_psrp_protocol=http ansible_port=" + closedPort());
    guest("nowhere", plain, "ansible_host=nowhere.invalid");
    guest("became", plain, "ansible_psrp_protocol=http ansible_become=true");
    LINES.put("no_agent", "no_agent ansible_connection=guest_agent");
    told = new Site(folder).file("hosts", String.join("\n", LINES.values()) + "\n").run(PLAY);
  }

  private static void guest(String name, WindowsHost host, String more) {
    LINES.put(
        name,
        "%s ansible_connection=psrp ansible_host=127.0.0.1 ansible_port=%d ansible_user=gamer ansible_password=Sw0rdfish! %s"
            .formatted(name, host.port(), more));
  }

  private static int closedPort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @AfterAll
  static void stop() throws Exception {
    for (WindowsHost host : new WindowsHost[] {plain, secure, foreign, expired}) {
      host.close();
    }
  }

  @Test
  void theGoodOnesFinish() {
    for (String name : new String[] {"good", "pinned", "trusted", "ignored"}) {
      told.counts(name, "ok=1", "unreachable=0", "failed=0");
    }
  }

  @Test
  void noSecretIsTold() {
    told.hides("Sw0rdfish");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          wrong_password | the host refuses gamer: the name or the password is wrong
          wrong_user | the host refuses nobody
          wrong_pin | its certificate is not the pinned one but has the SHA-256
          untrusted | Pin it with ansible_winrm_certificate_pin
          other_name | its certificate is for another host
          expired | its certificate has expired
          https_to_http | does not speak TLS
          http_to_https | ansible_psrp_protocol to https
          basic_in_the_clear | basic over http would show the password
          basic_refused | does not take Basic
          basic_to_anybody | would tell the password to anybody
          kerberos | javaform knows ntlm, and basic over https
          no_password | set ansible_password
          closed | nothing listens there
          nowhere | has no address
          no_agent | set ansible_guest_host
          """)
  void saysWhyAndWhatToDo(String host, String words) {
    told.lost(host, "greet", "", words);
  }

  @Test
  void becomeIsForLinux() {
    told.says("become is for Linux hosts");
  }
}
