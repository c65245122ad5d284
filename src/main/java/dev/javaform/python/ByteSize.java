package dev.javaform.python;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Amounts of memory as Ansible's {@code human_to_bytes} reads them: {@code 10M}, {@code 1 KB}. */
public final class ByteSize {

  /** The letters of the units, each 1024 of the one before. */
  public static final String UNITS = "BKMGTPEZY";

  private static final Pattern SIZE =
      Pattern.compile("\\s*(\\d*\\.?\\d*)\\s*([A-Za-z]+)?.*", Pattern.DOTALL);

  private ByteSize() {}

  /**
   * The amount; empty where the text is none.
   *
   * @param usual the unit of a bare number; nothing: that itself
   */
  public static Optional<Long> of(String text, String usual, boolean bits) {
    Matcher size = SIZE.matcher(text);
    if (!size.matches() || size.group(1).isEmpty() || size.group(1).equals(".")) {
      return Optional.empty();
    }
    double number = Double.parseDouble(size.group(1));
    String unit = size.group(2) == null ? usual : size.group(2);
    return unit.isEmpty()
        ? Optional.of(Math.round(Math.rint(number)))
        : factor(unit, bits).map(factor -> Math.round(Math.rint(number * factor)));
  }

  private static Optional<Double> factor(String unit, boolean bits) {
    int known = UNITS.indexOf(Character.toUpperCase(unit.charAt(0)));
    boolean fits =
        unit.length() == 1
            || unit.toLowerCase(Locale.ROOT).contains(bits ? "bit" : "byte")
            || unit.substring(1, 2).equals(bits ? "b" : "B");
    return known < 0 || !fits ? Optional.empty() : Optional.of(Math.pow(1024, known));
  }
}
