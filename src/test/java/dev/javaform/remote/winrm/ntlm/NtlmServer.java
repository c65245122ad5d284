package dev.javaform.remote.winrm.ntlm;

import com.google.common.collect.ImmutableMap;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The other side of NTLMv2, for one connection: {@link #challenge} answers the first message,
 * {@link #accept} judges the third (MS-NLMP 3.2.5.1).
 */
public final class NtlmServer {

  /** How a service judges what binds a proof to TLS (CbtHardeningLevel of WinRM's service). */
  public enum Hardening {
    NONE,
    RELAXED,
    STRICT
  }

  /**
   * Whom the service lets in.
   *
   * @param computer the host's name, which is the domain of its own accounts
   * @param passwords by account
   * @param binding the MD5 of what binds proofs to this TLS connection; empty without TLS
   */
  public record Rules(
      String computer,
      ImmutableMap<String, String> passwords,
      Hardening hardening,
      Optional<byte[]> binding) {}

  /**
   * Somebody who knows a password.
   *
   * @param received opens what the client says
   * @param sent seals what the server says
   */
  public record Guest(String user, Seal received, Seal sent) {}

  /** Unicode, sealing with 128 bits, key exchange, target info, whatever the client asks for. */
  private static final int FLAGS = 0xe28a8235;

  private static final long EPOCH = 11_644_473_600L;
  private static final int HAS_KEY_EXCHANGE = 0x4000_0000;
  private static final int MIC = 72;

  private final Rules rules;
  private final byte[] nonce = new byte[8];
  private byte[] negotiate = {};
  private byte[] challenge = {};

  public NtlmServer(Rules rules) {
    this.rules = rules;
    new SecureRandom().nextBytes(nonce);
  }

  /** The second message. */
  public byte[] challenge(byte[] first) {
    byte[] name = rules.computer().getBytes(StandardCharsets.UTF_16LE);
    byte[] info =
        new TargetInfo(
                ImmutableMap.of(
                    2, name, 1, name, 4, name, 3, name, TargetInfo.TIMESTAMP, time(Instant.now())))
            .bytes();
    negotiate = first.clone();
    challenge =
        little(56 + name.length + info.length)
            .put(Challenge.SIGNATURE)
            .putInt(2)
            .putShort((short) name.length)
            .putShort((short) name.length)
            .putInt(56)
            .putInt(FLAGS)
            .put(nonce)
            .putLong(0)
            .putShort((short) info.length)
            .putShort((short) info.length)
            .putInt(56 + name.length)
            .put(new byte[] {10, 0, 0x65, 0x4a, 0, 0, 0, 15})
            .put(name)
            .put(info)
            .array();
    return challenge.clone();
  }

  private static byte[] time(Instant now) {
    return little(8)
        .putLong((now.getEpochSecond() + EPOCH) * 10_000_000 + now.getNano() / 100)
        .array();
  }

  /** Who sent the third message; empty where it proves nothing. */
  public Optional<Guest> accept(byte[] message) {
    try {
      return judged(message);
    } catch (NtlmException | RuntimeException _) {
      return Optional.empty(); // it is not even a third message
    }
  }

  private Optional<Guest> judged(byte[] message) throws NtlmException {
    byte[] proof = field(message, 20);
    String domain = text(message, 28);
    String user = text(message, 36);
    Optional<String> password = password(domain, user);
    if (password.isEmpty() || proof.length <= 44) {
      return Optional.empty();
    }
    byte[] hash = hash(password.get(), user, domain);
    byte[] temp = Arrays.copyOfRange(proof, 16, proof.length);
    byte[] expected = Hashes.hmacMd5(hash, nonce, temp);
    if (!MessageDigest.isEqual(expected, Arrays.copyOf(proof, 16))) {
      return Optional.empty();
    }
    TargetInfo told = TargetInfo.parse(Arrays.copyOfRange(temp, 28, temp.length));
    byte[] key = key(message, Hashes.hmacMd5(hash, expected));
    return whole(message, told, key) && bound(told)
        ? Optional.of(new Guest(user, Seal.ofClient(key), Seal.ofServer(key)))
        : Optional.empty();
  }

  private Optional<String> password(String domain, String user) {
    boolean ours =
        domain.isEmpty() || domain.equals(".") || domain.equalsIgnoreCase(rules.computer());
    return rules.passwords().entrySet().stream()
        .filter(account -> ours && account.getKey().equalsIgnoreCase(user))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  private static byte[] hash(String password, String user, String domain) {
    return Hashes.hmacMd5(
        Md4.digest(password.getBytes(StandardCharsets.UTF_16LE)),
        user.toUpperCase(Locale.ROOT).getBytes(StandardCharsets.UTF_16LE),
        domain.getBytes(StandardCharsets.UTF_16LE));
  }

  private static byte[] key(byte[] message, byte[] base) {
    int flags = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN).getInt(60);
    return (flags & HAS_KEY_EXCHANGE) == 0 ? base : Hashes.rc4(base).update(field(message, 52));
  }

  /** All three messages are as they were sent, where the client says how to see it. */
  private boolean whole(byte[] message, TargetInfo told, byte[] key) {
    byte[] flags = told.pairs().getOrDefault(TargetInfo.FLAGS, new byte[1]);
    if ((flags[0] & TargetInfo.HAS_MIC) == 0) {
      return true;
    }
    byte[] without = message.clone();
    Arrays.fill(without, MIC, MIC + 16, (byte) 0);
    byte[] check = Hashes.hmacMd5(key, negotiate, challenge, without);
    return MessageDigest.isEqual(check, Arrays.copyOfRange(message, MIC, MIC + 16));
  }

  private boolean bound(TargetInfo told) {
    byte[] none = new byte[16];
    byte[] binding = told.pairs().getOrDefault(TargetInfo.CHANNEL_BINDINGS, none);
    boolean silent = Arrays.equals(binding, none);
    if (rules.binding().isEmpty() || rules.hardening() == Hardening.NONE) {
      return true;
    }
    return silent
        ? rules.hardening() == Hardening.RELAXED
        : MessageDigest.isEqual(binding, rules.binding().get());
  }

  private static byte[] field(byte[] message, int at) {
    ByteBuffer bytes = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
    int offset = bytes.getInt(at + 4);
    return Arrays.copyOfRange(message, offset, offset + Short.toUnsignedInt(bytes.getShort(at)));
  }

  private static String text(byte[] message, int at) {
    return new String(field(message, at), StandardCharsets.UTF_16LE);
  }

  private static ByteBuffer little(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }
}
