package dev.javaform.hardware.capture;

import java.util.HashMap;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Puts a number in place of each name of a kind, the same number wherever the same name stands, so
 * that a capture still tells which files speak of the same thing.
 */
final class Numbered {

  private final Pattern pattern;
  private final Predicate<String> keeps;
  private final IntFunction<String> instead;
  private final Map<String, Integer> numbers = new HashMap<>();

  /**
   * Names that match a pattern; the first group is replaced where there is one.
   *
   * @param keeps the names that tell nothing about a machine
   */
  Numbered(String pattern, Predicate<String> keeps, IntFunction<String> instead) {
    this.pattern = Pattern.compile(pattern);
    this.keeps = keeps;
    this.instead = instead;
  }

  Numbered(String pattern, IntFunction<String> instead) {
    this(pattern, _ -> false, instead);
  }

  String in(String text) {
    var found = pattern.matcher(text);
    var result = new StringBuilder();
    int end = 0;
    while (found.find()) {
      int group = found.groupCount() > 0 ? 1 : 0;
      if (!keeps.test(found.group(group))) {
        result.append(text, end, found.start(group)).append(name(found.group(group)));
        end = found.end(group);
      }
    }
    return result.append(text, end, text.length()).toString();
  }

  private String name(String original) {
    return instead.apply(numbers.computeIfAbsent(original, _ -> numbers.size() + 1));
  }
}
