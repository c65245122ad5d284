package dev.javaform.python;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableSet;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Yes and no as Ansible's modules and keywords take them ({@code boolean} of {@code
 * module_utils.parsing.convert_bool}): a truth, 1 or 0, or one of a few words. What a template
 * holds true is another matter.
 */
public final class Truth {

  private static final ImmutableSet<String> YES =
      ImmutableSet.of("y", "yes", "on", "1", "true", "t");
  private static final ImmutableSet<String> NO =
      ImmutableSet.of("n", "no", "off", "0", "false", "f");

  private Truth() {}

  /** Whether it says yes or no; empty where it says neither. */
  public static Optional<Boolean> of(@Nullable Object value) {
    return switch (value) {
      case Boolean truth -> Optional.of(truth);
      case Number number -> one(number.doubleValue());
      case String text -> word(Ascii.toLowerCase(text.strip()));
      case null, default -> Optional.empty();
    };
  }

  /** Whether it says yes; what says neither does not. */
  public static boolean isYes(@Nullable Object value) {
    return of(value).orElse(false);
  }

  private static Optional<Boolean> one(double number) {
    return number == 1 || number == 0 ? Optional.of(number == 1) : Optional.empty();
  }

  private static Optional<Boolean> word(String word) {
    return YES.contains(word) || NO.contains(word)
        ? Optional.of(YES.contains(word))
        : Optional.empty();
  }
}
