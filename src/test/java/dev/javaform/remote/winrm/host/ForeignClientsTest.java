package dev.javaform.remote.winrm.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.common.collect.ImmutableMap;
import com.google.common.io.Resources;
import dev.javaform.lab.Tools;
import dev.javaform.remote.winrm.ntlm.NtlmServer.Hardening;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Clients that others have written take the double for a Windows host: Debian's pywinrm, and
 * Ansible, which uses it. What javaform's own client gets from the double is worth as much as this.
 */
@Tag("lab")
@Timeout(120)
class ForeignClientsTest {

  /** MD4 and RC4, which NTLM is made of, are in OpenSSL 3's legacy provider alone. */
  private static final String OPENSSL =
      """
      openssl_conf = all
      [all]
      providers = both
      [both]
      default = on
      legacy = on
      [on]
      activate = 1
      """;

  private static final String TOLD =
      """
      echo 0 aGVsbG8NCg== 0
      nonsense 1  99
      cmd.exe 7  0
      powershell 0 big
      """;

  @TempDir private Path folder;

  @BeforeEach
  void areThere() {
    Tools.need("ansible", "ansible-core");
    Tools.needPython("winrm", "python3-winrm");
    Tools.needPython("requests_ntlm", "python3-requests-ntlm");
  }

  @ParameterizedTest
  @CsvSource({"ntlm, false", "basic, true"})
  void pywinrmWithoutTls(String transport, boolean unencrypted) throws IOException {
    Settings settings = new Settings();
    try (WindowsHost host =
        WindowsHost.plain(unencrypted ? settings.basic().unencrypted() : settings)) {
      assertEquals(TOLD, pywinrm(host, transport, ""));
      assertEquals(4, host.traffic().operations().count("Create"));
      assertEquals(0, host.shells());
    }
  }

  @ParameterizedTest
  @CsvSource({"ntlm, STRICT", "basic, RELAXED"})
  void pywinrmWithTls(String transport, Hardening hardening) throws IOException {
    Certificates.Pair certificate = new Certificates(folder).right();
    Path trusted = folder.resolve("trusted.pem");
    Files.writeString(trusted, certificate.pem());
    Settings settings = new Settings().basic().hardening(hardening);
    try (WindowsHost host = WindowsHost.encrypted(settings, certificate)) {
      assertEquals(TOLD, pywinrm(host, transport, trusted.toString()));
    }
  }

  @ParameterizedTest
  @CsvSource({"ntlm, false", "basic, true"})
  void ansibleRunsCommandsAndSendsModules(String transport, boolean unencrypted)
      throws IOException {
    Settings settings = new Settings();
    try (WindowsHost host =
        WindowsHost.plain(unencrypted ? settings.basic().unencrypted() : settings)) {
      assertTrue(
          ansible(host, transport, "raw", "echo hello").contains("CHANGED | rc=0 >>\nhello"));
      AtomicReference<String> sent = new AtomicReference<>("");
      host.powershell(
          (_, console) -> {
            sent.set(new String(console.in().readAllBytes(), StandardCharsets.UTF_8));
            console.print(
                "{\"changed\": false, \"word\": \"pong\"}".getBytes(StandardCharsets.UTF_8));
            return 0;
          });
      String said = ansible(host, transport, "win_double", "word=pong");
      assertTrue(said.contains("SUCCESS") && said.contains("\"word\": \"pong\""), said);
      assertTrue(sent.get().length() > 50_000 && sent.get().contains("win_double"), sent::get);
    }
  }

  @Test
  void theyAreRefusedTheSameWay() throws IOException {
    try (WindowsHost host = WindowsHost.plain(new Settings().account(Settings.USER, "another"))) {
      String said = said(ansibleCommand(host, "ntlm", "raw", "echo hello"), 4);
      assertTrue(said.contains("the specified credentials were rejected by the server"), said);
    }
  }

  private String pywinrm(WindowsHost host, String transport, String trusted) throws IOException {
    Path script = folder.resolve("pywinrm.py");
    Files.writeString(script, resource("pywinrm.py"));
    return said(
        List.of("/usr/bin/python3", script.toString(), host.address(), transport, trusted), 0);
  }

  private String ansible(WindowsHost host, String transport, String module, String arguments)
      throws IOException {
    return said(ansibleCommand(host, transport, module, arguments), 0);
  }

  private List<String> ansibleCommand(
      WindowsHost host, String transport, String module, String arguments) throws IOException {
    Files.writeString(folder.resolve("win_double.ps1"), resource("win_double.ps1"));
    Path inventory = folder.resolve("inventory.json");
    Map<String, Object> variables =
        Map.of(
            "ansible_host",
            "127.0.0.1",
            "ansible_port",
            host.port(),
            "ansible_connection",
            "winrm",
            "ansible_winrm_scheme",
            "http",
            "ansible_winrm_transport",
            transport,
            "ansible_user",
            Settings.USER,
            "ansible_password",
            Settings.PASSWORD);
    Files.writeString(
        inventory,
        new JsonMapper()
            .writeValueAsString(Map.of("all", Map.of("hosts", Map.of("guest", variables)))));
    return List.of(
        "/usr/bin/ansible", "guest", "-i", inventory.toString(), "-m", module, "-a", arguments);
  }

  private String said(List<String> command, int status) throws IOException {
    ProcessBuilder process = new ProcessBuilder(command).redirectErrorStream(true);
    Path openssl = folder.resolve("openssl.cnf");
    Files.writeString(openssl, OPENSSL);
    process
        .environment()
        .putAll(
            ImmutableMap.of(
                "OPENSSL_CONF",
                openssl.toString(),
                "HOME",
                folder.toString(),
                "PYTHONWARNINGS",
                "ignore",
                "ANSIBLE_LIBRARY",
                folder.toString(),
                "ANSIBLE_NOCOLOR",
                "1",
                "DOUBLE_USER",
                Settings.USER,
                "DOUBLE_PASSWORD",
                Settings.PASSWORD));
    Process running = process.start();
    running.getOutputStream().close();
    String said = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(status, running.onExit().join().exitValue(), said);
    return said;
  }

  private static String resource(String name) throws IOException {
    return Resources.toString(
        Resources.getResource(ForeignClientsTest.class, name), StandardCharsets.UTF_8);
  }
}
