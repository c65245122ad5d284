package dev.javaform.remote.winrm.ntlm;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The second message, which the server sends (MS-NLMP 2.2.1.2).
 *
 * @param flags what it agrees to
 * @param nonce the eight bytes to be answered
 * @param target what it says of itself
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Challenge(int flags, byte[] nonce, TargetInfo target) {

  static final byte[] SIGNATURE = "NTLMSSP\0".getBytes(StandardCharsets.US_ASCII);

  private static final int KIND = 2;
  private static final int SMALLEST = 48;
  private static final int TARGET_INFO = 40;

  static Challenge parse(byte[] message) throws NtlmException {
    ByteBuffer bytes = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
    boolean signed =
        message.length >= SMALLEST
            && Arrays.equals(message, 0, SIGNATURE.length, SIGNATURE, 0, SIGNATURE.length);
    if (!signed || bytes.getInt(8) != KIND) {
      throw new NtlmException("The server's answer is no NTLM challenge.");
    }
    byte[] nonce = Arrays.copyOfRange(message, 24, 32);
    return new Challenge(bytes.getInt(20), nonce, TargetInfo.parse(targetInfo(message, bytes)));
  }

  private static byte[] targetInfo(byte[] message, ByteBuffer bytes) throws NtlmException {
    int length = Short.toUnsignedInt(bytes.getShort(TARGET_INFO));
    int offset = bytes.getInt(TARGET_INFO + 4);
    if (length > 0 && (offset < 0 || offset > message.length - length)) {
      throw new NtlmException(
          "The NTLM challenge is cut off: it has %d bytes, and names %d from byte %d on."
              .formatted(message.length, length, offset));
    }
    return length == 0 ? new byte[0] : Arrays.copyOfRange(message, offset, offset + length);
  }
}
