package dev.javaform.remote.winrm.ntlm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.io.BaseEncoding;
import dev.javaform.module.Secret;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The values of RFC 1320, A.5, and of MS-NLMP, 4.2.1 and 4.2.4. */
class NtlmTest {

  private static final BaseEncoding HEX = BaseEncoding.base16().lowerCase();
  private static final byte[] KEY = HEX.decode("55".repeat(16));
  private static final byte[] NONCE = HEX.decode("0123456789abcdef");
  private static final byte[] CLIENT_NONCE = HEX.decode("aa".repeat(8));
  private static final byte[] TARGET =
      HEX.decode("02000c0044006f006d00610069006e0001000c0053006500720076006500720000000000");

  @ParameterizedTest
  @CsvSource({
    "'', 31d6cfe0d16ae931b73c59d7e0c089c0",
    "a, bde52cb31de33e46245e05fbdbd6fb24",
    "abc, a448017aaf21d8525fc10ae87aa6729d",
    "message digest, d9130a8164549fe818874806e1c7014b",
    "abcdefghijklmnopqrstuvwxyz, d79e1c308aa5bbcdeea8ed63df412da9",
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789, 043f8582f241db351ce627e153e7f0e4",
    "12345678901234567890123456789012345678901234567890123456789012345678901234567890,"
        + " e33b4ddc9c38f2199c3e7b164fcc0536"
  })
  void md4(String message, String digest) {
    assertEquals(digest, HEX.encode(Md4.digest(message.getBytes(StandardCharsets.US_ASCII))));
  }

  @Test
  void thePasswordAndWhoseItIs() {
    assertEquals("0c868a403bfd7a93a3001ef22ef02e3f", HEX.encode(ntlm(Optional.empty()).hash()));
  }

  @Test
  void whatIsAnsweredWithoutATimestamp() throws NtlmException {
    byte[] temp = Ntlm.temp(new byte[8], CLIENT_NONCE, TargetInfo.parse(TARGET));
    byte[] hash = ntlm(Optional.empty()).hash();
    byte[] proof = Hashes.hmacMd5(hash, NONCE, temp);
    assertEquals("68cd0ab851e51c96aabc927bebef6a1c", HEX.encode(proof));
    byte[] base = Hashes.hmacMd5(hash, proof);
    assertEquals("8de40ccadbc14a82f15cb0ad0de95ca3", HEX.encode(base));
    assertEquals("c5dad2544fc9799094ce1ce90bc9d03e", HEX.encode(Hashes.rc4(base).update(KEY)));
    byte[] token = ntlm(Optional.empty()).authenticate(challenge(TARGET)).token();
    assertEquals("86c35097ac9cec102554764a57cccc19aaaaaaaaaaaaaaaa", HEX.encode(field(token, 12)));
  }

  @Test
  void whatIsSealedFirst() {
    byte[] plain = "Plaintext".getBytes(StandardCharsets.UTF_16LE);
    assertEquals(
        "010000007fb38ec5c55d497600000000" + "54e50165bf1936dc996020c1811b0f06fb5f",
        HEX.encode(Seal.ofClient(KEY).seal(plain)));
  }

  @Test
  void sealedMessagesAreOpenedInTheirOrderOnly() throws NtlmException {
    Seal sent = Seal.ofClient(KEY);
    List<byte[]> sealed = List.of(sent.seal(new byte[0]), sent.seal(NONCE), sent.seal(KEY));
    Seal received = Seal.ofClient(KEY);
    assertEquals(0, received.open(sealed.get(0)).length);
    assertArrayEquals(NONCE, received.open(sealed.get(1)));
    assertArrayEquals(KEY, received.open(sealed.get(2)));
    Seal other = Seal.ofClient(KEY);
    assertThrows(NtlmException.class, () -> other.open(sealed.get(1)));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 4, 12, 16, 20})
  void aBitThatWasChangedIsSeen(int at) {
    byte[] sealed = Seal.ofServer(KEY).seal(NONCE);
    sealed[at] ^= 1;
    assertThrows(NtlmException.class, () -> Seal.ofServer(KEY).open(sealed));
    assertThrows(NtlmException.class, () -> Seal.ofServer(KEY).open(Arrays.copyOf(sealed, 15)));
  }

  @Test
  void aTimestampBringsACheckOfAllThreeMessages() throws NtlmException {
    byte[] time = HEX.decode("4e09c90c427add01");
    byte[] told = TargetInfo.parse(TARGET).with(TargetInfo.TIMESTAMP, time).bytes();
    Ntlm ntlm = ntlm(Optional.of(KEY));
    byte[] challenge = challenge(told);
    byte[] token = ntlm.authenticate(challenge).token();
    byte[] without = token.clone();
    Arrays.fill(without, 72, 88, (byte) 0);
    assertArrayEquals(
        Hashes.hmacMd5(KEY, ntlm.negotiate(), challenge, without),
        Arrays.copyOfRange(token, 72, 88));
    byte[] proof = field(token, 20);
    TargetInfo sent = TargetInfo.parse(Arrays.copyOfRange(proof, 16 + 28, proof.length));
    assertArrayEquals(time, Arrays.copyOfRange(proof, 16 + 8, 16 + 16));
    assertArrayEquals(KEY, sent.pairs().get(TargetInfo.CHANNEL_BINDINGS));
    assertEquals(TargetInfo.HAS_MIC, sent.pairs().get(TargetInfo.FLAGS)[0]);
    assertArrayEquals(new byte[24], field(token, 12));
  }

  @Test
  void anAccountMayNameItsDomain() {
    Secret password = new Secret("x");
    assertEquals("LAB", Ntlm.Account.of("LAB\\me", password).domain());
    assertEquals("me", Ntlm.Account.of("LAB\\me", password).user());
    assertEquals("me@lab", Ntlm.Account.of("me@lab", password).user());
    assertFalse(Ntlm.Account.of("me", password).toString().contains("x]"));
  }

  @Test
  void aServerThatDoesNotSealIsRefused() {
    byte[] open = challenge(TARGET);
    open[20] &= ~0x20;
    NtlmException refused =
        assertThrows(NtlmException.class, () -> ntlm(Optional.empty()).authenticate(open));
    assertTrue(refused.getMessage().startsWith("The server does not agree"), refused::toString);
  }

  @Test
  void whatIsNoChallengeIsTold() {
    byte[] whole = challenge(TARGET);
    for (int length = 0; length < whole.length; length++) {
      byte[] part = Arrays.copyOf(whole, length);
      assertThrows(NtlmException.class, () -> ntlm(Optional.empty()).authenticate(part));
    }
  }

  private static Ntlm ntlm(Optional<byte[]> binding) {
    Iterator<byte[]> random = List.of(CLIENT_NONCE, KEY).iterator();
    var account = new Ntlm.Account("Domain", "User", new Secret("Password"));
    return new Ntlm(account, binding, _ -> random.next());
  }

  /** One of the fields of the third message, by the place of its length. */
  private static byte[] field(byte[] token, int at) {
    ByteBuffer bytes = ByteBuffer.wrap(token).order(ByteOrder.LITTLE_ENDIAN);
    int offset = bytes.getInt(at + 4);
    return Arrays.copyOfRange(token, offset, offset + bytes.getShort(at));
  }

  private static byte[] challenge(byte[] target) {
    return ByteBuffer.allocate(48 + target.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(Challenge.SIGNATURE)
        .putInt(2)
        .putLong(0)
        .putInt(0xe28a8235)
        .put(NONCE)
        .putLong(0)
        .putShort((short) target.length)
        .putShort((short) target.length)
        .putInt(48)
        .put(target)
        .array();
  }
}
