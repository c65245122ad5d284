package dev.javaform.module;

/**
 * What a text was, by its checksum: states are compared by it, and differences tell only that it
 * was another text.
 *
 * @param sum the checksum, or another word for what is known of the text; empty where there is none
 */
public record Checksum(String sum) {

  /** There is no text. */
  public static final Checksum NONE = new Checksum("");

  /** The checksum of {@code text}: its SHA-256 in hexadecimal digits. */
  public static Checksum of(String text) {
    return new Checksum(Content.of(text).digest().sha256());
  }

  /** Whether there is no text. */
  public boolean isNone() {
    return sum.isEmpty();
  }

  @Override
  public String toString() {
    return sum;
  }
}
