package dev.javaform.remote.winrm.ntlm;

import dev.javaform.module.Secret;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntFunction;
import javax.crypto.Cipher;

/**
 * Proves a password by NTLMv2: {@link #negotiate} is the first message, {@link #authenticate} makes
 * the third of the server's answer. For one connection, once.
 *
 * @see <a href="https://learn.microsoft.com/openspecs/windows_protocols/ms-nlmp/">MS-NLMP</a>
 */
public final class Ntlm {

  /**
   * Whose password it is.
   *
   * @param domain empty for an account of the host itself
   */
  public record Account(String domain, String user, Secret password) {

    /** Takes {@code DOMAIN\\user} apart; other names, {@code user@domain} too, stay whole. */
    public static Account of(String name, Secret password) {
      int slash = name.indexOf('\\');
      return slash < 0
          ? new Account("", name, password)
          : new Account(name.substring(0, slash), name.substring(slash + 1), password);
    }
  }

  /**
   * The end of the handshake.
   *
   * @param token the third message
   * @param sent seals what the client says
   * @param received opens what the server says
   */
  @SuppressWarnings("ArrayRecordComponent") // sent once; never compared
  public record Authenticated(byte[] token, Seal sent, Seal received) {}

  private static final int UNICODE = 0x0000_0001;
  private static final int TARGET = 0x0000_0004;
  private static final int SIGN = 0x0000_0010;
  private static final int SEAL = 0x0000_0020;
  private static final int NTLM = 0x0000_0200;
  private static final int ALWAYS_SIGN = 0x0000_8000;
  private static final int EXTENDED_SESSION = 0x0008_0000;
  private static final int TARGET_INFO = 0x0080_0000;
  private static final int VERSION = 0x0200_0000;
  private static final int BITS_128 = 0x2000_0000;
  private static final int KEY_EXCHANGE = 0x4000_0000;
  private static final int BITS_56 = 0x8000_0000;

  private static final int WANTED =
      UNICODE
          | TARGET
          | SIGN
          | SEAL
          | NTLM
          | ALWAYS_SIGN
          | EXTENDED_SESSION
          | TARGET_INFO
          | VERSION
          | BITS_128
          | KEY_EXCHANGE
          | BITS_56;

  /** Without these there is no sealing that deserves the name. */
  private static final int NEEDED = UNICODE | SEAL | EXTENDED_SESSION | BITS_128 | KEY_EXCHANGE;

  /** Windows 10, NTLM revision 15 (MS-NLMP 2.2.2.10); nobody looks at it. */
  private static final byte[] CLIENT_VERSION = {10, 0, 0, 0, 0, 0, 0, 15};

  private static final int HEAD = 88;
  private static final int MIC = 72;

  /** Seconds from 1601, where Windows counts from, to 1970. */
  private static final long EPOCH = 11_644_473_600L;

  private final Account account;
  private final Optional<byte[]> channelBinding;
  private final IntFunction<byte[]> random;
  private final byte[] negotiate;

  /**
   * @param channelBinding the MD5 of what binds the proof to a TLS connection; empty without TLS
   */
  public Ntlm(Account account, Optional<byte[]> channelBinding) {
    this(account, channelBinding, Ntlm::random);
  }

  /**
   * @param random so many unforeseeable bytes: first of the client's challenge, then of the key
   */
  Ntlm(Account account, Optional<byte[]> channelBinding, IntFunction<byte[]> random) {
    this.account = account;
    this.channelBinding = channelBinding;
    this.random = random;
    this.negotiate =
        little(40)
            .put(Challenge.SIGNATURE)
            .putInt(1)
            .putInt(WANTED)
            .putLong(0)
            .putLong(0)
            .put(CLIENT_VERSION)
            .array();
  }

  private static byte[] random(int size) {
    byte[] bytes = new byte[size];
    new SecureRandom().nextBytes(bytes);
    return bytes;
  }

  /** The first message. */
  public byte[] negotiate() {
    return negotiate.clone();
  }

  /**
   * The third message, for the server's.
   *
   * @throws NtlmException where that is no challenge, or one that would leave the connection open
   */
  public Authenticated authenticate(byte[] message) throws NtlmException {
    Challenge challenge = Challenge.parse(message);
    if ((challenge.flags() & NEEDED) != NEEDED) {
      throw new NtlmException(
          "The server does not agree to NTLMv2 with 128-bit sealing (its flags are 0x%08x). Use HTTPS with Basic, or mend the server's security policy."
              .formatted(challenge.flags()));
    }
    boolean checked = challenge.target().pairs().containsKey(TargetInfo.TIMESTAMP);
    TargetInfo target = target(challenge.target(), checked);
    byte[] clientNonce = random.apply(8);
    byte[] temp = temp(time(challenge.target()), clientNonce, target);
    byte[] hash = hash();
    byte[] proof = Hashes.hmacMd5(hash, challenge.nonce(), temp);
    byte[] base = Hashes.hmacMd5(hash, proof);
    byte[] key = random.apply(16);
    byte[] token =
        token(
            challenge.flags() & WANTED,
            checked ? new byte[24] : lanManager(hash, challenge.nonce(), clientNonce),
            joined(proof, temp),
            update(Hashes.rc4(base), key));
    if (checked) {
      byte[] check = Hashes.hmacMd5(key, negotiate, message, token);
      System.arraycopy(check, 0, token, MIC, check.length);
    }
    return new Authenticated(token, Seal.ofClient(key), Seal.ofServer(key));
  }

  private TargetInfo target(TargetInfo told, boolean checked) {
    TargetInfo target =
        checked ? told.with(TargetInfo.FLAGS, little(4).putInt(TargetInfo.HAS_MIC).array()) : told;
    return channelBinding
        .map(binding -> target.with(TargetInfo.CHANNEL_BINDINGS, binding))
        .orElse(target);
  }

  /** In steps of 100 ns since 1601, of the server where it tells. */
  private static byte[] time(TargetInfo target) {
    byte[] told = target.pairs().get(TargetInfo.TIMESTAMP);
    if (told != null && told.length == 8) {
      return told;
    }
    Instant now = Instant.now();
    long ticks = (now.getEpochSecond() + EPOCH) * 10_000_000 + now.getNano() / 100;
    return little(8).putLong(ticks).array();
  }

  static byte[] temp(byte[] time, byte[] clientNonce, TargetInfo target) {
    byte[] info = target.bytes();
    return little(32 + info.length)
        .putShort((short) 0x0101)
        .putShort((short) 0)
        .putInt(0)
        .put(time)
        .put(clientNonce)
        .putInt(0)
        .put(info)
        .putInt(0)
        .array();
  }

  /** NTOWFv2 (MS-NLMP 3.3.2). */
  byte[] hash() {
    byte[] password = Md4.digest(unicode(account.password().reveal()));
    return Hashes.hmacMd5(
        password, unicode(account.user().toUpperCase(Locale.ROOT)), unicode(account.domain()));
  }

  private static byte[] lanManager(byte[] hash, byte[] nonce, byte[] clientNonce) {
    return joined(Hashes.hmacMd5(hash, nonce, clientNonce), clientNonce);
  }

  private byte[] token(int flags, byte[] lanManager, byte[] proof, byte[] key) {
    byte[] domain = unicode(account.domain());
    byte[] user = unicode(account.user());
    byte[][] fields = {lanManager, proof, domain, user, new byte[0], key};
    int size = HEAD;
    for (byte[] field : fields) {
      size += field.length;
    }
    byte[] bytes = new byte[size];
    ByteBuffer token = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    token.put(Challenge.SIGNATURE).putInt(3);
    int offset = HEAD;
    for (byte[] field : fields) {
      token.putShort((short) field.length).putShort((short) field.length).putInt(offset);
      offset += field.length;
    }
    token.putInt(flags).put(CLIENT_VERSION).position(HEAD);
    for (byte[] field : fields) {
      token.put(field);
    }
    return bytes;
  }

  private static byte[] update(Cipher cipher, byte[] bytes) {
    return cipher.update(bytes);
  }

  private static byte[] joined(byte[] one, byte[] other) {
    return ByteBuffer.allocate(one.length + other.length).put(one).put(other).array();
  }

  private static byte[] unicode(String text) {
    return text.getBytes(StandardCharsets.UTF_16LE);
  }

  private static ByteBuffer little(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }
}
