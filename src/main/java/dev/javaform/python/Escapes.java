package dev.javaform.python;

import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The backslash sequences of Python's string literals. A sequence that Python does not know stays
 * as it is, and so does a number that no character has.
 */
public final class Escapes {

  private static final Pattern SEQUENCE =
      Pattern.compile(
          "\\\\(?:(?<octal>[0-7]{1,3})|x(?<x>[0-9a-fA-F]{2})|u(?<u>[0-9a-fA-F]{4})"
              + "|U(?<long>[0-9a-fA-F]{8})|N\\{(?<name>[^}]+)}|(?<plain>(?s:.)))");

  private static final String LETTERS = "ntrabfv\\'\"";
  private static final String MEANINGS = "\n\t\r\u0007\b\f\u000b\\'\"";

  private Escapes() {}

  /** The text with what its sequences stand for; a line feed behind a backslash is left out. */
  public static String resolve(String text) {
    return SEQUENCE.matcher(text).replaceAll(found -> quoted(found, character(found)));
  }

  /**
   * The same for Ansible's {@code key=value} words, where octal numbers and line feeds behind a
   * backslash mean nothing (ansible/parsing/splitter.py).
   */
  public static String resolveInArguments(String text) {
    return SEQUENCE
        .matcher(text)
        .replaceAll(
            found ->
                quoted(
                    found,
                    found.group("octal") != null || isLineFeed(found)
                        ? Optional.empty()
                        : character(found)));
  }

  /** Whether no sequence begins like a coded or named character and is none. */
  static boolean areComplete(String text) {
    return SEQUENCE
        .matcher(text)
        .results()
        .noneMatch(
            found -> "xuUN".indexOf(found.group().charAt(1)) >= 0 && character(found).isEmpty());
  }

  private static String quoted(MatchResult found, Optional<String> character) {
    return Matcher.quoteReplacement(character.orElse(found.group()));
  }

  private static boolean isLineFeed(MatchResult found) {
    return "\n".equals(found.group("plain"));
  }

  private static Optional<String> character(MatchResult found) {
    if (found.group("name") != null) {
      return named(found.group("name"));
    }
    if (found.group("plain") != null) {
      return isLineFeed(found) ? Optional.of("") : letter(found.group("plain"));
    }
    return codePoint(number(found));
  }

  private static long number(MatchResult found) {
    String octal = found.group("octal");
    return octal != null
        ? Long.parseLong(octal, 8)
        : Long.parseLong(found.group().substring(2), 16);
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

  private static Optional<String> letter(String letter) {
    int known = LETTERS.indexOf(letter);
    return known < 0 ? Optional.empty() : Optional.of(MEANINGS.substring(known, known + 1));
  }
}
