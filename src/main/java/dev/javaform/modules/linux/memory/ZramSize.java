package dev.javaform.modules.linux.memory;

import com.google.common.base.CharMatcher;
import java.util.Locale;

/**
 * An expression for the size of a device in MiB, as zram-generator.conf(5) has it: numbers, {@code
 * ram}, {@code min(a, b)}, {@code max(a, b)}, the four operations, brackets.
 */
final class ZramSize {

  private final String text;
  private final double ram;
  private int at;

  private ZramSize(String text, double ram) {
    this.text = text;
    this.ram = ram;
  }

  /**
   * What it comes to in MiB.
   *
   * @param ram the memory of the host in MiB
   * @throws IllegalArgumentException where it is no expression
   */
  static double of(String expression, double ram) {
    String text = CharMatcher.whitespace().removeFrom(expression).toLowerCase(Locale.ROOT);
    ZramSize size = new ZramSize(text, ram);
    double value = size.sum();
    if (size.at < text.length() || Double.isNaN(value) || value < 0) {
      throw wrong(expression);
    }
    return value;
  }

  private static IllegalArgumentException wrong(String expression) {
    return new IllegalArgumentException(
        "\"%s\" is not a size for zram: write MiB, such as min(ram / 2, 4096)."
            .formatted(expression));
  }

  private double sum() {
    double value = product();
    while (true) {
      if (eats("+")) {
        value += product();
      } else if (eats("-")) {
        value -= product();
      } else {
        return value;
      }
    }
  }

  private double product() {
    double value = term();
    while (true) {
      if (eats("*")) {
        value *= term();
      } else if (eats("/")) {
        value /= term();
      } else {
        return value;
      }
    }
  }

  private double term() {
    if (eats("min(")) {
      return bounded(true);
    }
    if (eats("max(")) {
      return bounded(false);
    }
    if (eats("ram")) {
      return ram;
    }
    if (eats("(")) {
      double value = sum();
      need(")");
      return value;
    }
    return number();
  }

  private double bounded(boolean least) {
    double value = sum();
    while (eats(",")) {
      double other = sum();
      value = least ? Math.min(value, other) : Math.max(value, other);
    }
    need(")");
    return value;
  }

  private double number() {
    int from = at;
    while (at < text.length() && (Character.isDigit(text.charAt(at)) || text.charAt(at) == '.')) {
      at++;
    }
    if (from == at) {
      throw wrong(text);
    }
    return Double.parseDouble(text.substring(from, at));
  }

  private void need(String word) {
    if (!eats(word)) {
      throw wrong(text);
    }
  }

  private boolean eats(String word) {
    boolean next = text.startsWith(word, at);
    at += next ? word.length() : 0;
    return next;
  }
}
