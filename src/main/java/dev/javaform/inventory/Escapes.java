package dev.javaform.inventory;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The backslash sequences of Python's strings. */
final class Escapes {

  static final Pattern PATTERN =
      Pattern.compile(
          "\\\\(?:(?<octal>[0-7]{1,3})|x(?<x>[0-9a-fA-F]{2})|u(?<u>[0-9a-fA-F]{4})"
              + "|U(?<long>[0-9a-fA-F]{8})|N\\{(?<name>[^}]+)}|(?<plain>(?s:.)))");

  private Escapes() {}

  /** What a match of the pattern stands for; empty where Python knows no such sequence. */
  static Optional<String> resolve(Matcher escape) {
    if (escape.group("name") != null) {
      return named(escape.group("name"));
    }
    if (escape.group("plain") != null) {
      return letter(escape.group("plain").charAt(0));
    }
    return codePoint(number(escape));
  }

  private static long number(Matcher escape) {
    if (escape.group("octal") != null) {
      return Long.parseLong(escape.group("octal"), 8);
    }
    for (String group : new String[] {"x", "u", "long"}) {
      if (escape.group(group) != null) {
        return Long.parseLong(escape.group(group), 16);
      }
    }
    throw new IllegalStateException("no group matched: " + escape.group());
  }

  private static Optional<String> codePoint(long value) {
    return value > Character.MAX_CODE_POINT
        ? Optional.empty()
        : Optional.of(Character.toString((int) value));
  }

  private static Optional<String> named(String name) {
    try {
      return Optional.of(Character.toString(Character.codePointOf(name)));
    } catch (IllegalArgumentException _) {
      return Optional.empty(); // no character has that name
    }
  }

  private static Optional<String> letter(char letter) {
    int known = "ntrabfv\\'\"".indexOf(letter);
    return known < 0
        ? Optional.empty()
        : Optional.of("\n\t\r\u0007\b\f\u000b\\'\"".substring(known, known + 1));
  }
}
