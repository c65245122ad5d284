package dev.javaform.remote.winrm;

import com.google.common.hash.Hashing;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** The value that binds NTLM to a TLS connection. */
final class ChannelBinding {

  private static final byte[] KIND = "tls-server-end-point:".getBytes(StandardCharsets.US_ASCII);

  /** Types and lengths of two addresses that are not there (RFC 2744, 3.11). */
  private static final int NO_ADDRESSES = 16;

  private ChannelBinding() {}

  /** MD5 of the structure around a certificate's hash (MS-NLMP 2.2.2.1, MsvAvChannelBindings). */
  @SuppressWarnings("deprecation") // the protocol asks for MD5
  static byte[] of(byte[] hash) {
    byte[] structure =
        ByteBuffer.allocate(NO_ADDRESSES + Integer.BYTES + KIND.length + hash.length)
            .order(ByteOrder.LITTLE_ENDIAN)
            .position(NO_ADDRESSES)
            .putInt(KIND.length + hash.length)
            .put(KIND)
            .put(hash)
            .array();
    return Hashing.md5().hashBytes(structure).asBytes();
  }
}
