package dev.javaform.remote.winrm.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.javaform.module.Secret;
import dev.javaform.remote.winrm.ntlm.Ntlm;
import dev.javaform.remote.winrm.ntlm.NtlmServer.Hardening;
import dev.javaform.remote.winrm.wsman.BasicTransport;
import dev.javaform.remote.winrm.wsman.CommandShell;
import dev.javaform.remote.winrm.wsman.Dialling;
import dev.javaform.remote.winrm.wsman.NtlmTransport;
import dev.javaform.remote.winrm.wsman.RefusedException;
import dev.javaform.remote.winrm.wsman.Transport;
import dev.javaform.remote.winrm.wsman.Wsman;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** TLS: whose certificate it is, and what proofs are bound to. */
@Timeout(60)
class EncryptedHostTest {

  private static final Secret PASSWORD = new Secret(Settings.PASSWORD);

  @TempDir private static Path folder;
  private static Certificates.Pair right;
  private static Certificates.Pair foreign;
  private static Certificates.Pair expired;

  @BeforeAll
  static void make() throws IOException {
    Certificates certificates = new Certificates(folder);
    right = certificates.right();
    foreign = certificates.foreign();
    expired = certificates.expired();
  }

  @ParameterizedTest
  @CsvSource({"STRICT, false", "STRICT, true", "RELAXED, false", "NONE, true"})
  void aBoundProofIsTaken(Hardening hardening, boolean seals) throws IOException {
    try (WindowsHost host = host(hardening)) {
      assertEquals("hi\r\n", echo(host, ntlm(Wire.to(host, right), seals)));
    }
  }

  @ParameterizedTest
  @EnumSource(Hardening.class)
  void aProofThatIsBoundToNothing(Hardening hardening) throws IOException {
    try (WindowsHost host = host(hardening)) {
      Transport unbound = ntlm(Wire.to(host, right, Optional.empty()), false);
      if (hardening == Hardening.STRICT) {
        assertThrows(RefusedException.class, () -> echo(host, unbound));
      } else {
        assertEquals("hi\r\n", echo(host, unbound));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Hardening.class)
  void aProofThatIsBoundToAnotherCertificate(Hardening hardening) throws IOException {
    try (WindowsHost host = host(hardening)) {
      Transport other = ntlm(Wire.to(host, right, Optional.of(foreign.binding())), false);
      if (hardening == Hardening.NONE) {
        assertEquals("hi\r\n", echo(host, other));
      } else {
        assertThrows(RefusedException.class, () -> echo(host, other));
      }
    }
  }

  @Test
  void basicIsTakenWhereItIsSwitchedOn() throws IOException {
    try (WindowsHost host = WindowsHost.encrypted(new Settings().basic(), right)) {
      assertEquals("hi\r\n", echo(host, basic(Wire.to(host, right))));
    }
    try (WindowsHost host = WindowsHost.encrypted(new Settings(), right)) {
      assertThrows(RefusedException.class, () -> echo(host, basic(Wire.to(host, right))));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"foreign", "expired", "unknown"})
  void aClientThatLooksSeesWhatIsWrong(String what) throws IOException {
    Certificates.Pair served =
        switch (what) {
          case "foreign" -> foreign;
          case "expired" -> expired;
          default -> right;
        };
    Certificates.Pair trusted = what.equals("unknown") ? foreign : served;
    try (WindowsHost host = WindowsHost.encrypted(new Settings(), served)) {
      assertThrows(SSLException.class, () -> Wire.to(host, trusted).dial());
      assertEquals(0, host.traffic().posts());
    }
  }

  @Test
  void pinsAndBindingsAreOfTheCertificate() {
    assertEquals(32, right.pin().length);
    assertFalse(Arrays.equals(right.pin(), foreign.pin()));
    assertTrue(Arrays.equals(right.binding(), right.binding()));
    assertFalse(Arrays.equals(right.binding(), foreign.binding()));
  }

  private static WindowsHost host(Hardening hardening) throws IOException {
    return WindowsHost.encrypted(new Settings().hardening(hardening), right);
  }

  private static Transport ntlm(Dialling dialling, boolean seals) {
    return new NtlmTransport(dialling, Ntlm.Account.of(Settings.USER, PASSWORD), seals);
  }

  private static Transport basic(Dialling dialling) {
    return new BasicTransport(dialling, Settings.USER, PASSWORD);
  }

  private static String echo(WindowsHost host, Transport transport) throws IOException {
    try (Wsman wsman = new Wsman(transport, host.address(), Duration.ofSeconds(20));
        CommandShell shell = CommandShell.open(wsman)) {
      byte[] stdout = shell.run("echo", List.of("hi"), new byte[0]).stdout();
      return new String(stdout, StandardCharsets.UTF_8);
    }
  }
}
