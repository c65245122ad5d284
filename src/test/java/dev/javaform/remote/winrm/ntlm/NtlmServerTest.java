package dev.javaform.remote.winrm.ntlm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableMap;
import dev.javaform.module.Secret;
import dev.javaform.remote.winrm.ntlm.NtlmServer.Hardening;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The double's side of NTLM, by the client's. */
class NtlmServerTest {

  private static final int OEM = 2;
  private static final int UNICODE = 1;

  private final NtlmServer server =
      new NtlmServer(
          new NtlmServer.Rules(
              "WIN11-KVM",
              ImmutableMap.of("gamer", "Sw0rdfish!"),
              Hardening.RELAXED,
              Optional.empty()));

  private Optional<NtlmServer.Guest> tried(String account, String password) throws NtlmException {
    return server.accept(token(account, password));
  }

  private byte[] token(String account, String password) throws NtlmException {
    Ntlm client = new Ntlm(Ntlm.Account.of(account, new Secret(password)), Optional.empty());
    return client.authenticate(server.challenge(client.negotiate())).token();
  }

  @ParameterizedTest
  @CsvSource({
    "gamer, Sw0rdfish!, true",
    "GAMER, Sw0rdfish!, true",
    ".\\gamer, Sw0rdfish!, true",
    "win11-kvm\\gamer, Sw0rdfish!, true",
    "OTHER\\gamer, Sw0rdfish!, false",
    "gamer, sw0rdfish!, false",
    "gamer, '', false",
    "nobody, Sw0rdfish!, false"
  })
  void whoKnowsThePasswordIsLetIn(String account, String password, boolean in)
      throws NtlmException {
    assertEquals(in, tried(account, password).isPresent());
  }

  @Test
  void bothSidesSealForEachOther() throws NtlmException {
    Ntlm client = new Ntlm(Ntlm.Account.of("gamer", new Secret("Sw0rdfish!")), Optional.empty());
    Ntlm.Authenticated end = client.authenticate(server.challenge(client.negotiate()));
    NtlmServer.Guest guest = server.accept(end.token()).orElseThrow();
    byte[] words = "from one to the other".getBytes(StandardCharsets.US_ASCII);
    assertArrayEquals(words, guest.received().open(end.sent().seal(words)));
    assertArrayEquals(words, end.received().open(guest.sent().seal(words)));
    assertArrayEquals(words, guest.received().open(end.sent().seal(words)));
  }

  /** As the client of Debian's requests-ntlm offers it. */
  @Test
  void whoOffersOtherNamesThanUnicodeGetsUnicode() {
    byte[] first =
        ByteBuffer.allocate(40)
            .order(ByteOrder.LITTLE_ENDIAN)
            .put(Challenge.SIGNATURE)
            .putInt(1)
            .putInt(0xe2889030 | OEM)
            .array();
    int flags = ByteBuffer.wrap(server.challenge(first)).order(ByteOrder.LITTLE_ENDIAN).getInt(20);
    assertEquals(UNICODE, flags & (UNICODE | OEM));
  }

  @ParameterizedTest
  @ValueSource(ints = {72, 87, 100, 130})
  void aTokenThatWasChangedProvesNothing(int at) throws NtlmException {
    byte[] token = token("gamer", "Sw0rdfish!");
    token[at] ^= 1;
    assertTrue(server.accept(token).isEmpty());
  }

  @Test
  void aTokenThatIsCutOffProvesNothing() throws NtlmException {
    byte[] token = token("gamer", "Sw0rdfish!");
    for (int length = 0; length < token.length; length++) {
      assertTrue(server.accept(Arrays.copyOf(token, length)).isEmpty(), "of " + length);
    }
  }

  @Test
  void aProofForAnotherChallengeProvesNothing() throws NtlmException {
    byte[] token = token("gamer", "Sw0rdfish!");
    NtlmServer other =
        new NtlmServer(
            new NtlmServer.Rules(
                "WIN11-KVM",
                ImmutableMap.of("gamer", "Sw0rdfish!"),
                Hardening.NONE,
                Optional.empty()));
    other.challenge(new byte[40]);
    assertTrue(other.accept(token).isEmpty());
  }
}
