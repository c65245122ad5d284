package dev.javaform.template.document;

import dev.javaform.template.expression.Limits;
import dev.javaform.template.expression.Text;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Takes what a template prints, in the order of printing. */
public interface Printer {

  /** Text of the template itself. */
  void plain(String text);

  /** A value that it worked out. */
  void value(@Nullable Object value);

  /** The value as a template prints it: nothing for none. */
  static String shown(@Nullable Object value) {
    return value == null ? "" : Text.str(value);
  }

  /** All that {@code work} prints, as one text. */
  static String text(Consumer<Printer> work) {
    StringBuilder text = new StringBuilder();
    work.accept(
        new Printer() {
          @Override
          public void plain(String more) {
            Limits.requireText((long) text.length() + more.length());
            text.append(more);
          }

          @Override
          public void value(@Nullable Object value) {
            plain(shown(value));
          }
        });
    return text.toString();
  }
}
