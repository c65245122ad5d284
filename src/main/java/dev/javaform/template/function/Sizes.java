package dev.javaform.template.function;

import dev.javaform.template.expression.Bound;
import dev.javaform.template.expression.ExpressionException;
import dev.javaform.template.expression.Numbers;
import dev.javaform.template.expression.Text;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Amounts of memory as people write them; Ansible's units are powers of 1024. */
final class Sizes {

  private static final String UNITS = "BKMGTPEZY";
  private static final Pattern SIZE =
      Pattern.compile("\\s*(\\d*\\.?\\d*)\\s*([A-Za-z]+)?.*", Pattern.DOTALL);

  private Sizes() {}

  private static double limit(int unit) {
    return Math.pow(1024, unit);
  }

  static Object shown(@Nullable Object value, Bound call) {
    double size = Numbers.real(value);
    String base = call.flag("isbits") ? "bits" : "Bytes";
    int unit = call.has("unit") ? wanted(call.text("unit")) : largest(size);
    String suffix = unit == 0 ? base : UNITS.charAt(unit) + base.substring(0, 1);
    return String.format(Locale.ROOT, "%.2f %s", size / limit(unit), suffix);
  }

  private static int wanted(String unit) {
    int known = UNITS.indexOf(unit.toUpperCase(Locale.ROOT));
    return unit.length() == 1 && known > 0 ? known : 0;
  }

  private static int largest(double size) {
    int unit = UNITS.length() - 1;
    while (unit > 0 && size < limit(unit)) {
      unit--;
    }
    return unit;
  }

  static Object bytes(@Nullable Object value, Bound call) {
    Matcher size = SIZE.matcher(Text.str(value));
    if (!size.matches() || size.group(1).isEmpty() || size.group(1).equals(".")) {
      throw refused(value);
    }
    double number = Double.parseDouble(size.group(1));
    String unit = size.group(2) == null ? call.text("default_unit", "") : size.group(2);
    double factor = unit.isEmpty() ? 1 : factor(unit, call.flag("isbits"), value);
    return Math.round(Math.rint(number * factor));
  }

  private static double factor(String unit, boolean bits, @Nullable Object value) {
    int known = UNITS.indexOf(Character.toUpperCase(unit.charAt(0)));
    String letter = bits ? "b" : "B";
    boolean fits =
        unit.length() == 1
            || unit.toLowerCase(Locale.ROOT).contains(bits ? "bit" : "byte")
            || unit.substring(1, 2).equals(letter);
    if (known < 0 || !fits) {
      throw refused(value);
    }
    return limit(known);
  }

  private static ExpressionException refused(@Nullable Object value) {
    return ExpressionException.failed(
        "human_to_bytes() can't interpret following string: %s", Text.str(value));
  }

  static Object fileSize(@Nullable Object value, Bound call) {
    double size = Double.parseDouble(Text.str(value));
    boolean binary = call.flag("binary");
    int base = binary ? 1024 : 1000;
    if (size < base) {
      return size == 1 ? "1 Byte" : "%d Bytes".formatted((long) size);
    }
    int unit = (int) Math.min(8, Math.floor(Math.log(size) / Math.log(base)));
    String letter =
        binary ? UNITS.charAt(unit) + "iB" : (unit == 1 ? "k" : UNITS.charAt(unit)) + "B";
    return String.format(Locale.ROOT, "%.1f %s", size / Math.pow(base, unit), letter);
  }
}
