package dev.javaform.hardware.picture;

import com.google.common.base.Strings;

/** Lines that are folded at blanks where they are too long for the terminal. */
public final class Folded {

  /** No text is folded into less than this. */
  private static final int LEAST = 12;

  private final int width;
  private final StringBuilder text = new StringBuilder();

  /** Lines of at most so many letters. */
  public Folded(int width) {
    this.width = width;
  }

  /**
   * Adds a line.
   *
   * @param first what stands before it
   * @param rest what stands before what did not fit
   */
  public Folded line(String first, String rest, String words) {
    String left = words;
    String before = first;
    while (true) {
      int room = Math.max(LEAST, width - before.length());
      int end = end(left, room);
      text.append((before + left.substring(0, end)).stripTrailing()).append('\n');
      left = left.substring(end).stripLeading();
      before = rest;
      if (left.isEmpty()) {
        return this;
      }
    }
  }

  /** Adds lines, each with so many blanks before it. */
  public Folded lines(int indent, String words) {
    String blanks = Strings.repeat(" ", indent);
    words.lines().forEach(line -> line(blanks, blanks, line));
    return this;
  }

  /** Adds an empty line. */
  public Folded gap() {
    text.append('\n');
    return this;
  }

  private static int end(String words, int room) {
    if (words.length() <= room) {
      return words.length();
    }
    int blank = words.lastIndexOf(' ', room);
    return blank > 0 ? blank : wholeLetters(words, room);
  }

  private static int wholeLetters(String words, int room) {
    return Character.isLowSurrogate(words.charAt(room)) ? room - 1 : room;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
