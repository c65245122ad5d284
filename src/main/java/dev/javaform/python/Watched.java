package dev.javaform.python;

/**
 * A text that can be read up to a moment: java.util.regex knows no bounds, but reads every letter
 * through here. It also ends where its thread is interrupted.
 */
final class Watched implements CharSequence {

  /** Thrown instead of a letter, when the time is over. */
  static final class OverException extends RuntimeException {
    private static final long serialVersionUID = 1;

    OverException() {
      super("no more time", null, false, false);
    }
  }

  private static final int LETTERS_PER_LOOK = 1 << 12;

  private final CharSequence text;
  private final long end;
  private int letters;

  /**
   * @param end as {@link System#nanoTime} has it
   */
  Watched(CharSequence text, long end) {
    this.text = text;
    this.end = end;
  }

  @Override
  public char charAt(int at) {
    if (++letters == LETTERS_PER_LOOK) {
      look();
    }
    return text.charAt(at);
  }

  private void look() {
    letters = 0;
    if (System.nanoTime() - end > 0 || Thread.currentThread().isInterrupted()) {
      throw new OverException();
    }
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public CharSequence subSequence(int from, int to) {
    return text.subSequence(from, to);
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
