package dev.javaform.hardware.capture;

import com.google.common.collect.ImmutableMap;
import com.google.common.io.BaseEncoding;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** Knows by their first bytes what packs files and is not read (the formats' specifications). */
final class Packing {

  private static final int LONGEST = 6;

  private static final ImmutableMap<String, String> MAGIC =
      ImmutableMap.of(
          "fd377a585a00", "xz",
          "5d0000", "lzma",
          "28b52ffd", "zstd",
          "04224d18", "lz4",
          "504b0304", "zip",
          "377abcaf271c", "7-Zip",
          "1f9d", "compress");

  private Packing() {}

  static Optional<String> of(byte[] start) {
    byte[] first = Arrays.copyOf(start, Math.min(LONGEST, start.length));
    String digits = BaseEncoding.base16().lowerCase().encode(first);
    return MAGIC.entrySet().stream()
        .filter(each -> digits.startsWith(each.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }
}
