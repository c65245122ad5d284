package dev.javaform.report;

import java.io.Writer;

/** The beginning of what is written to it, and how much more there was. */
final class BoundedText extends Writer {

  private final int longest;
  private final StringBuilder text = new StringBuilder();
  private long more;

  /**
   * @param longest how many characters are kept
   */
  BoundedText(int longest) {
    this.longest = longest;
  }

  @Override
  public void write(char[] characters, int from, int length) {
    int fitting = Math.min(length, longest - text.length());
    text.append(characters, from, fitting);
    more += length - fitting;
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}

  /** How many characters came beyond those that are kept. */
  long more() {
    return more;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
