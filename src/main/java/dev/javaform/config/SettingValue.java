package dev.javaform.config;

import com.google.common.base.Ascii;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.primitives.Ints;
import dev.javaform.module.Secret;
import dev.javaform.python.Truth;
import dev.javaform.python.Words;
import dev.javaform.source.Diagnostic;
import dev.javaform.source.DiagnosticException;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Stream;

/** Reads what was found for a setting as the type that its component has. */
public final class SettingValue {

  /** A patience that nobody lives to see the end of: what a limit of 0 seconds means. */
  public static final Duration ENDLESS = Duration.ofDays(1);

  private static final String SUMMARY = "Wrong setting";

  private SettingValue() {}

  /** How long something may take that is limited to so many seconds; 0: as long as it takes. */
  public static Duration patience(int seconds) {
    return seconds <= 0 ? ENDLESS : Duration.ofSeconds(seconds);
  }

  /**
   * The value that {@code found} has for a setting of that type.
   *
   * @throws DiagnosticException where it is of the wrong kind
   */
  public static Object of(Found found, Class<?> type, Setting setting) {
    if (type.isInstance(found.value())) {
      return found.value();
    }
    if (type == String.class) {
      return found.text();
    }
    if (type == Secret.class) {
      return new Secret(found.text());
    }
    if (type == boolean.class || type == Boolean.class) {
      return truth(found);
    }
    if (type == Integer.class || type == int.class) {
      return number(found, setting.least(), setting.most());
    }
    if (type == Duration.class) {
      return patience(number(found, 0, (int) ENDLESS.toSeconds()));
    }
    if (type == ImmutableList.class) {
      return list(found, setting.separator());
    }
    return constant(found, type);
  }

  private static boolean truth(Found found) {
    return Truth.of(found.value()).orElseThrow(() -> mustBe(found, "yes or no"));
  }

  private static int number(Found found, int least, int most) {
    Integer number = Ints.tryParse(found.text());
    if (number == null || number < least || number > most) {
      throw mustBe(found, "a whole number from %d to %d".formatted(least, most));
    }
    return number;
  }

  private static ImmutableList<String> list(Found found, String separator) {
    return separator.isEmpty()
        ? words(found)
        : Splitter.on(separator)
            .trimResults()
            .omitEmptyStrings()
            .splitToStream(found.text())
            .collect(ImmutableList.toImmutableList());
  }

  private static ImmutableList<String> words(Found found) {
    try {
      return Words.of(found.text());
    } catch (IllegalArgumentException e) {
      String detail = "%s cannot be split into words. %s".formatted(found.origin(), e.getMessage());
      throw wrong(found, detail);
    }
  }

  private static Object constant(Found found, Class<?> type) {
    ImmutableList<String> names =
        Stream.of(type.getEnumConstants())
            .map(each -> Ascii.toLowerCase(each.toString()))
            .collect(ImmutableList.toImmutableList());
    int index = names.indexOf(found.text().strip().toLowerCase(Locale.ROOT));
    if (index < 0) {
      throw mustBe(found, "one of: " + String.join(", ", names));
    }
    return type.getEnumConstants()[index];
  }

  private static DiagnosticException mustBe(Found found, String what) {
    String detail = "%s is \"%s\"; it has to be %s.".formatted(found.origin(), found.text(), what);
    return wrong(found, detail);
  }

  private static DiagnosticException wrong(Found found, String detail) {
    return new DiagnosticException(
        found.origin() instanceof Origin.File file
            ? Diagnostic.error(SUMMARY, detail, file.mark())
            : Diagnostic.error(SUMMARY, detail));
  }
}
