package dev.javaform.modules.linux.memory;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An amount of memory in KiB. */
public record Size(long kib) {

  private static final Pattern FORM = Pattern.compile("(\\d{1,9})\\s*([KMGT])(I?B)?");

  /**
   * Reads {@code 64G}, {@code 64GiB} or {@code 65536M}: always powers of 1024.
   *
   * @throws IllegalArgumentException where it is none of these
   */
  public static Size of(String text) {
    Matcher form = FORM.matcher(text.strip().toUpperCase(Locale.ROOT));
    if (!form.matches()) {
      throw new IllegalArgumentException(
          "\"%s\" is not an amount of memory: write a number and a unit, like 64G or 512M."
              .formatted(text));
    }
    long factor = 1L << (10 * "KMGT".indexOf(form.group(2)));
    return new Size(Long.parseLong(form.group(1)) * factor);
  }

  @Override
  public String toString() {
    if (kib >= 1 << 20 && kib % (1 << 20) == 0) {
      return (kib >> 20) + " GiB";
    }
    return kib >= 1 << 10 ? (kib >> 10) + " MiB" : kib + " KiB";
  }
}
