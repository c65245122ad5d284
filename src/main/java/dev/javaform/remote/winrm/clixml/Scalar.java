package dev.javaform.remote.winrm.clixml;

import com.google.common.collect.ImmutableMap;
import java.util.Arrays;
import java.util.Optional;

/**
 * A value of a type that Java lacks, or names with other limits, as the text that it has in CLIXML
 * (MS-PSRP 2.2.5.1).
 */
public record Scalar(Kind kind, String text) {

  /** The types, each with its element. */
  public enum Kind {
    BYTE("By"),
    UNSIGNED_16("U16"),
    UNSIGNED_32("U32"),
    UNSIGNED_64("U64"),
    TIME("DT"),
    DURATION("TS"),
    URI("URI"),
    VERSION("Version"),
    DOCUMENT("XD"),
    SCRIPT("SBK"),
    SECURE("SS");

    private static final ImmutableMap<String, Kind> BY_TAG =
        Arrays.stream(values()).collect(ImmutableMap.toImmutableMap(Kind::tag, kind -> kind));

    private final String tag;

    Kind(String tag) {
      this.tag = tag;
    }

    String tag() {
      return tag;
    }

    static Optional<Kind> of(String tag) {
      return Optional.ofNullable(BY_TAG.get(tag));
    }
  }

  /** A version such as {@code 2.3}. */
  public static Scalar version(String text) {
    return new Scalar(Kind.VERSION, text);
  }
}
