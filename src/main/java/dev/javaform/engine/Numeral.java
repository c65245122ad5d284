package dev.javaform.engine;

import dev.javaform.source.Diagnostic;
import dev.javaform.source.Mark;
import dev.javaform.template.TemplateException;
import org.jspecify.annotations.Nullable;

/** Numbers as variables and keywords hold them: 5, 0.5, "5". */
final class Numeral {

  private Numeral() {}

  /**
   * @param what what takes the number: a keyword or a variable
   * @throws TemplateException where it is none
   */
  static double of(@Nullable Object value, String what, Mark place) {
    try {
      return Double.parseDouble(String.valueOf(value).strip());
    } catch (NumberFormatException _) {
      throw new TemplateException(
          Diagnostic.error(
              "Wrong number", "%s takes a number, not \"%s\".".formatted(what, value), place),
          false);
    }
  }
}
