package dev.javaform.remote.winrm.ntlm;

import com.google.common.collect.ImmutableMap;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a server says of itself, by number, in its order (MS-NLMP 2.2.2.1).
 *
 * @param pairs values by id, without the end
 */
record TargetInfo(ImmutableMap<Integer, byte[]> pairs) {

  static final int FLAGS = 6;
  static final int TIMESTAMP = 7;
  static final int CHANNEL_BINDINGS = 10;

  /** In {@link #FLAGS}: the last message carries a check of all three. */
  static final int HAS_MIC = 2;

  private static final int END = 0;
  private static final int HEAD = 4;

  static TargetInfo parse(byte[] bytes) throws NtlmException {
    ByteBuffer rest = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    Map<Integer, byte[]> pairs = new LinkedHashMap<>();
    while (rest.remaining() >= HEAD) {
      int id = Short.toUnsignedInt(rest.getShort());
      int length = Short.toUnsignedInt(rest.getShort());
      if (id == END) {
        break;
      }
      if (length > rest.remaining()) {
        throw new NtlmException(
            "The NTLM challenge is cut off: a value of %d bytes has only %d."
                .formatted(length, rest.remaining()));
      }
      byte[] value = new byte[length];
      rest.get(value);
      pairs.put(id, value);
    }
    return new TargetInfo(ImmutableMap.copyOf(pairs));
  }

  /** The same with another value, which comes last where it is new. */
  TargetInfo with(int id, byte[] value) {
    Map<Integer, byte[]> all = new LinkedHashMap<>(pairs);
    all.put(id, value);
    return new TargetInfo(ImmutableMap.copyOf(all));
  }

  byte[] bytes() {
    int size = pairs.values().stream().mapToInt(value -> HEAD + value.length).sum() + HEAD;
    ByteBuffer bytes = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    pairs.forEach(
        (id, value) -> bytes.putShort(id.shortValue()).putShort((short) value.length).put(value));
    return bytes.putInt(0).array();
  }
}
