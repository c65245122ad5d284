package dev.javaform.module;

/** The SHA-256 of a file's content as 64 lower-case hexadecimal digits, or {@link #ABSENT}. */
public record Digest(String sha256) {

  /** There is no file. */
  public static final Digest ABSENT = new Digest("absent");

  @Override
  public String toString() {
    return sha256;
  }
}
