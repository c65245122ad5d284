package dev.javaform.modules.linux.devices;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One part of a line of udev(7): {@code ATTR{queue/rotational}=="0"}.
 *
 * @param name what it is about: ATTR
 * @param attribute what stands in braces; empty where there are none
 * @param operator one of {@code == != = += -= :=}
 * @param value without its quotes
 */
record RuleKey(String name, String attribute, String operator, String value) {

  /** The keys of udev(7). */
  private static final ImmutableSet<String> NAMES =
      ImmutableSet.of(
          "ACTION",
          "DEVPATH",
          "KERNEL",
          "KERNELS",
          "NAME",
          "SYMLINK",
          "SUBSYSTEM",
          "SUBSYSTEMS",
          "DRIVER",
          "DRIVERS",
          "ATTR",
          "ATTRS",
          "SYSCTL",
          "ENV",
          "CONST",
          "TAG",
          "TAGS",
          "TEST",
          "PROGRAM",
          "RESULT",
          "OWNER",
          "GROUP",
          "MODE",
          "SECLABEL",
          "RUN",
          "LABEL",
          "GOTO",
          "IMPORT",
          "OPTIONS");

  private static final Pattern FORM =
      Pattern.compile(
          "\\s*([A-Z]+)(?:\\{([^}\"]*)})?\\s*(==|!=|\\+=|-=|:=|=)\\s*[ei]?\"((?:[^\"\\\\]|\\\\.)*)\"\\s*(,?)");

  /**
   * The parts of a line.
   *
   * @throws IllegalArgumentException where it is none, with what is wrong
   */
  static ImmutableList<RuleKey> of(String line) {
    var keys = ImmutableList.<RuleKey>builder();
    Matcher form = FORM.matcher(line);
    int at = 0;
    while (at < line.length()) {
      if (!form.region(at, line.length()).lookingAt()) {
        throw new IllegalArgumentException(wrong(line, at));
      }
      String attribute = Optional.ofNullable(form.group(2)).orElse("");
      keys.add(known(new RuleKey(form.group(1), attribute, form.group(3), form.group(4))));
      at = form.end();
    }
    return keys.build();
  }

  private static RuleKey known(RuleKey key) {
    if (!NAMES.contains(key.name())) {
      throw new IllegalArgumentException(
          "\"%s\" is not a key of udev's rules; they are %s."
              .formatted(key.name(), String.join(", ", NAMES)));
    }
    return key;
  }

  private static String wrong(String line, int at) {
    String rest = line.substring(at).strip();
    boolean odd = rest.chars().filter(letter -> letter == '"').count() % 2 != 0;
    String why =
        odd
            ? "a quotation mark is missing"
            : "each part has to be KEY==\"value\" or KEY{attribute}=\"value\", with commas between";
    return "The rule cannot be read from \"%s\" on: %s.".formatted(rest, why);
  }

  boolean isMatch() {
    return operator.equals("==") || operator.equals("!=");
  }

  /** Whether a text is as this key wants it; udev's patterns are those of the shell. */
  boolean agrees(String text) {
    return glob(value).matcher(text).matches() == operator.equals("==");
  }

  private static Pattern glob(String pattern) {
    StringBuilder regex = new StringBuilder();
    for (int at = 0; at < pattern.length(); at++) {
      char letter = pattern.charAt(at);
      switch (letter) {
        case '*' -> regex.append(".*");
        case '?' -> regex.append('.');
        case '|', '[', ']', '-' -> regex.append(letter);
        default -> regex.append(Pattern.quote(String.valueOf(letter)));
      }
    }
    return Pattern.compile("(?:" + regex.toString().replace("[!", "[^") + ")");
  }
}
