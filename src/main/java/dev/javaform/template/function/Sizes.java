package dev.javaform.template.function;

import dev.javaform.python.ByteSize;
import dev.javaform.template.expression.Bound;
import dev.javaform.template.expression.ExpressionException;
import dev.javaform.template.expression.Numbers;
import dev.javaform.template.expression.Text;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Amounts of memory as people write them; Ansible's units are powers of 1024. */
final class Sizes {

  private static final String UNITS = ByteSize.UNITS;

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
    String text = Text.str(value);
    return ByteSize.of(text, call.text("default_unit", ""), call.flag("isbits"))
        .orElseThrow(
            () ->
                ExpressionException.failed(
                    "human_to_bytes() can't interpret following string: %s", text));
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
