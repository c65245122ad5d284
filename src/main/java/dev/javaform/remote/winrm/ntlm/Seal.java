package dev.javaform.remote.winrm.ntlm;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Cipher;

/**
 * Seals what is said one way of a connection, with extended session security and 128 bits (MS-NLMP
 * 3.4.4.2, 3.4.5): messages are numbered, so that none can be left out, said twice or moved. Not
 * for several threads.
 */
public final class Seal {

  /** The bytes of a signature. */
  public static final int SIGNATURE = 16;

  private final byte[] signing;
  private final Cipher stream;
  private int number;

  private Seal(byte[] key, String way) {
    signing = Hashes.md5(key, magic(way, "signing"));
    stream = Hashes.rc4(Hashes.md5(key, magic(way, "sealing")));
  }

  /** What the client says. */
  static Seal ofClient(byte[] key) {
    return new Seal(key, "client-to-server");
  }

  /** What the server says. */
  static Seal ofServer(byte[] key) {
    return new Seal(key, "server-to-client");
  }

  private static byte[] magic(String way, String what) {
    return "session key to %s %s key magic constant\0"
        .formatted(way, what)
        .getBytes(StandardCharsets.US_ASCII);
  }

  /** The next message: its signature, then its sealed bytes. */
  public byte[] seal(byte[] plain) {
    byte[] sealed = stream.update(plain);
    byte[] body = sealed == null ? new byte[0] : sealed;
    return ByteBuffer.allocate(SIGNATURE + body.length).put(signature(plain)).put(body).array();
  }

  /**
   * The plain bytes of the next message.
   *
   * @param message its signature, then its sealed bytes
   * @throws NtlmException where it is not the next message of the one who knows the password
   */
  public byte[] open(byte[] message) throws NtlmException {
    if (message.length < SIGNATURE) {
      throw new NtlmException(
          "A sealed message of %d bytes is too short.".formatted(message.length));
    }
    byte[] opened = stream.update(message, SIGNATURE, message.length - SIGNATURE);
    byte[] plain = opened == null ? new byte[0] : opened;
    byte[] signature = Arrays.copyOf(message, SIGNATURE);
    if (!MessageDigest.isEqual(signature, signature(plain))) {
      throw new NtlmException(
          "The signature of a sealed message is wrong: it was changed on the way, or is not the next one.");
    }
    return plain;
  }

  private byte[] signature(byte[] plain) {
    byte[] at = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(number++).array();
    byte[] check = Arrays.copyOf(Hashes.hmacMd5(signing, at, plain), 8);
    return ByteBuffer.allocate(SIGNATURE)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(1)
        .put(stream.update(check))
        .put(at)
        .array();
  }
}
