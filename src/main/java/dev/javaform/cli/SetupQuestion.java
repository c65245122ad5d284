package dev.javaform.cli;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.Longs;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Something that a person has to decide.
 *
 * @param key its name in files of answers
 * @param text the question
 * @param choices what may be answered, each with what it is; empty where it is not one of a few
 * @param form what an answer looks like, where there are no choices
 * @param hint the form in words
 * @param preset what is proposed
 * @param onlyAfter the yes-or-no question that has to be answered with yes for this one to be asked
 */
record SetupQuestion(
    String key,
    String text,
    ImmutableMap<String, String> choices,
    Pattern form,
    String hint,
    String preset,
    Optional<String> onlyAfter) {

  static final String YES = "yes";
  static final String NO = "no";

  private static final ImmutableMap<String, String> EITHER = ImmutableMap.of(YES, "", NO, "");
  private static final Pattern ANY = Pattern.compile("\\P{Cntrl}*");

  /** A question to be answered with yes or no. */
  static SetupQuestion either(String key, String text, boolean preset) {
    return new SetupQuestion(
        key, text, EITHER, ANY, "yes or no", preset ? YES : NO, Optional.empty());
  }

  /** A question whose answer is one of a few. */
  static SetupQuestion among(
      String key, String text, ImmutableMap<String, String> choices, String preset) {
    return new SetupQuestion(
        key,
        text,
        choices,
        ANY,
        "one of " + String.join(", ", choices.keySet()),
        preset,
        Optional.empty());
  }

  /** A question whose answer has a form. */
  static SetupQuestion free(String key, String text, String form, String hint, String preset) {
    return new SetupQuestion(
        key, text, ImmutableMap.of(), Pattern.compile(form), hint, preset, Optional.empty());
  }

  /** The same, asked only after a yes to another. */
  SetupQuestion after(String other) {
    return new SetupQuestion(key, text, choices, form, hint, preset, Optional.of(other));
  }

  /**
   * What an answer means: a choice by its name or its number, {@code y} and {@code true} for yes.
   *
   * @return empty where it is no answer to this question
   */
  Optional<String> read(String answer) {
    String word = answer.strip();
    if (choices.isEmpty()) {
      return Optional.of(word).filter(it -> form.matcher(it).matches());
    }
    if (choices.equals(EITHER)) {
      return switch (Ascii.toLowerCase(word)) {
        case "y", "yes", "true", "on" -> Optional.of(YES);
        case "n", "no", "false", "off" -> Optional.of(NO);
        default -> Optional.empty();
      };
    }
    return Optional.of(word).filter(choices::containsKey).or(() -> numbered(word));
  }

  private Optional<String> numbered(String word) {
    return Optional.ofNullable(Longs.tryParse(word))
        .filter(number -> number >= 1 && number <= choices.size())
        .map(number -> choices.keySet().asList().get(number.intValue() - 1));
  }
}
