package dev.javaform.modules.linux.passthrough;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Memory as people write it: {@code 16G}, {@code 16384M}, {@code 16 GiB}. */
final class GuestMemory {

  private static final Pattern FORM = Pattern.compile("(\\d{1,9})\\s*([MGT])(?:i?B)?");
  private static final long STEP = 1024;

  private GuestMemory() {}

  /**
   * In GiB, begun ones counted.
   *
   * @throws IllegalArgumentException where it is no size
   */
  static long gib(String text) {
    Matcher form = FORM.matcher(text.strip());
    if (!form.matches()) {
      throw new IllegalArgumentException(
          "guest_memory is \"%s\"; it must be a size such as 16G.".formatted(text));
    }
    long number = Long.parseLong(form.group(1));
    return switch (form.group(2)) {
      case "M" -> (number + STEP - 1) / STEP;
      case "T" -> number * STEP;
      default -> number;
    };
  }
}
