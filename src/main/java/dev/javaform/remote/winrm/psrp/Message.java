package dev.javaform.remote.winrm.psrp;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * A message (MS-PSRP 2.2.1).
 *
 * @param code its type's, which may be one that is not known here
 * @param pipeline that it is about; zeros where it is about the pool
 * @param data CLIXML; nothing where there is no value
 */
@SuppressWarnings("ArrayRecordComponent") // data that are not copied; never compared
record Message(int code, UUID pool, UUID pipeline, byte[] data) {

  /** What stands before the data. */
  static final int HEAD = 40;

  static final UUID NOBODY = new UUID(0, 0);

  private static final int TO_SERVER = 2;

  static Message of(MessageType type, UUID pool, UUID pipeline, String clixml) {
    return new Message(type.code(), pool, pipeline, clixml.getBytes(StandardCharsets.UTF_8));
  }

  /** Its bytes, for the host. */
  byte[] bytes() {
    ByteBuffer bytes =
        ByteBuffer.allocate(HEAD + data.length).order(ByteOrder.LITTLE_ENDIAN).putInt(TO_SERVER);
    put(pool, bytes.putInt(code));
    put(pipeline, bytes);
    return bytes.put(data).array();
  }

  static Message parse(byte[] bytes) throws PsrpException {
    if (bytes.length < HEAD) {
      throw new PsrpException("a message of %d bytes is too short".formatted(bytes.length));
    }
    ByteBuffer all = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int code = all.position(4).getInt();
    UUID pool = guid(all);
    UUID pipeline = guid(all);
    byte[] data = new byte[all.remaining()];
    all.get(data);
    return new Message(code, pool, pipeline, data);
  }

  /** GUIDs travel as .NET has them in memory: three numbers, then eight bytes. */
  private static void put(UUID id, ByteBuffer bytes) {
    long high = id.getMostSignificantBits();
    bytes.putInt((int) (high >>> 32)).putShort((short) (high >>> 16)).putShort((short) high);
    bytes.putLong(Long.reverseBytes(id.getLeastSignificantBits()));
  }

  private static UUID guid(ByteBuffer bytes) {
    long high = Integer.toUnsignedLong(bytes.getInt()) << 32;
    high |= Short.toUnsignedLong(bytes.getShort()) << 16;
    high |= Short.toUnsignedLong(bytes.getShort());
    return new UUID(high, Long.reverseBytes(bytes.getLong()));
  }
}
