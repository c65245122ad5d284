package dev.javaform.modules.windows.registry;

import com.google.common.base.Splitter;
import com.google.common.io.BaseEncoding;
import java.util.LinkedHashMap;
import java.util.Map;

/** Data of which only a part is wanted: the rest stays as it is. */
final class Merging {

  private static final BaseEncoding HEX = BaseEncoding.base16().lowerCase();

  private Merging() {}

  /** A text such as {@code a=1;b=2;} with some of its pairs set; new ones stand at its end. */
  static String pairs(String old, Map<String, Object> wanted) {
    Map<String, String> all = new LinkedHashMap<>();
    for (String pair : Splitter.on(';').omitEmptyStrings().split(old)) {
      int equals = pair.indexOf('=');
      all.put(equals < 0 ? pair : pair.substring(0, equals), pair);
    }
    Map<String, String> before = Map.copyOf(all);
    wanted.forEach((name, value) -> all.put(name, name + "=" + value));
    return all.equals(before) ? old : String.join(";", all.values()) + ";";
  }

  /** Bytes with those bits set as wanted that the mask has; what is missing at the end is 0. */
  static String bits(String old, String wanted, String mask) {
    byte[] bytes = HEX.decode(wanted);
    byte[] kept = HEX.decode(old);
    byte[] which = HEX.decode(mask);
    byte[] all = new byte[Math.max(kept.length, Math.max(bytes.length, which.length))];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) ((at(bytes, i) & at(which, i)) | (at(kept, i) & ~at(which, i)));
    }
    return HEX.encode(all);
  }

  private static byte at(byte[] bytes, int index) {
    return index < bytes.length ? bytes[index] : 0;
  }
}
