package dev.javaform.remote.winrm.clixml;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.Arrays;
import java.util.Optional;

/** What a collection holds, in its order (MS-PSRP 2.2.5.2.6). */
public record Items(Kind kind, ImmutableList<Object> values) {

  /** The kinds of collections, each with its element. */
  public enum Kind {
    LIST("LST"),
    ENUMERABLE("IE"),
    QUEUE("QUE"),
    STACK("STK");

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
}
