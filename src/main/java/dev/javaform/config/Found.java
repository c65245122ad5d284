package dev.javaform.config;

/**
 * What was found for a setting.
 *
 * @param value a text, or a value that needs no reading
 */
public record Found(Object value, Origin origin) {

  /** The value as a text. */
  public String text() {
    return value.toString();
  }

  /** Whether it says anything. */
  public boolean hasText() {
    return !text().isEmpty();
  }
}
