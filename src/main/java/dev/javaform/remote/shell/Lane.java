package dev.javaform.remote.shell;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Cuts one byte stream at the marks in it. A mark is the byte 0x1E, a token that nobody can guess,
 * then {@code " kind number\n"}; all other bytes are data, kept up to a bound and counted no
 * further. It takes no more marks than it was told to expect: after that it is {@link #isBroken
 * broken} and takes nothing any more.
 */
final class Lane {
  /**
   * How much of one script's stream is kept: with little memory less of it, because its text and
   * its lines take several times as much, and other hosts may print as much at the same time.
   */
  static final int BOUND = (int) Math.min(8 << 20, Runtime.getRuntime().maxMemory() / 128);

  /** How much of all the scripts of one exchange is kept together. */
  static final int TOGETHER = 2 * BOUND;

  /** ASCII's record separator, which starts a mark. */
  static final byte SEPARATOR = 0x1e;

  private static final int LONGEST_HEADER = 32;

  private final byte[] mark;
  private final Deque<StreamMark> frames = new ArrayDeque<>();
  private final StringBuilder header = new StringBuilder();
  private final Room room;
  private Kept data;
  private int matched;
  private int expected;
  private int left = TOGETHER;
  private boolean broken;

  Lane(String token, Room room) {
    this.room = room;
    this.data = new Kept(room, BOUND);
    byte[] letters = token.getBytes(StandardCharsets.US_ASCII);
    mark = new byte[letters.length + 1];
    mark[0] = SEPARATOR;
    System.arraycopy(letters, 0, mark, 1, letters.length);
  }

  /** Allows so many more marks, and as much data as an exchange may have. */
  void expect(int marks) {
    expected += marks;
    left = TOGETHER;
    if (data.size() == 0) {
      data = new Kept(room, BOUND);
    }
  }

  /** Whether more marks came than were to be expected. */
  boolean isBroken() {
    return broken;
  }

  boolean isEmpty() {
    return frames.isEmpty();
  }

  /** Takes out the oldest frame. */
  StreamMark next() {
    StreamMark next = frames.remove();
    room.give(Kept.taken(next.bytes().length));
    return next;
  }

  /** The bytes of all frames that were not taken yet, and what has come since the last mark. */
  byte[] all() {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    frames.forEach(frame -> all.writeBytes(frame.bytes()));
    all.writeBytes(data.bytes());
    return all.toByteArray();
  }

  /** What has come since the last mark. */
  byte[] pending() {
    return data.bytes();
  }

  /** Forgets everything, and gives back the room that it took. */
  void clear() {
    while (!frames.isEmpty()) {
      next();
    }
    room.give(Kept.taken(data.size()));
    data = new Kept(room, 0);
    left = 0;
  }

  void accept(byte[] bytes, int from, int length) {
    int end = from + length;
    int at = from;
    while (at < end && !broken) {
      at = matched == 0 ? skipData(bytes, at, end) : step(bytes[at], at);
    }
  }

  private int skipData(byte[] bytes, int from, int end) {
    int at = from;
    while (at < end && bytes[at] != SEPARATOR) {
      at++;
    }
    keep(bytes, from, at - from);
    if (at < end) {
      matched = 1;
      at++;
    }
    return at;
  }

  /** One byte inside what may be a mark; returns where to go on. */
  private int step(byte next, int at) {
    if (matched == mark.length) {
      return inHeader(next, at);
    }
    if (next == mark[matched]) {
      matched++;
      return at + 1;
    }
    keep(mark, 0, matched);
    matched = 0;
    return at;
  }

  private int inHeader(byte next, int at) {
    if (next == '\n') {
      endHeader();
    } else if (header.length() < LONGEST_HEADER && next >= ' ') {
      header.append((char) next);
    } else {
      noHeader();
      return at;
    }
    return at + 1;
  }

  private void endHeader() {
    if (!isHeader()) {
      noHeader();
      keep(new byte[] {'\n'}, 0, 1);
      return;
    }
    matched = 0;
    if (expected == 0) {
      broken = true;
      return;
    }
    expected--;
    int number = Integer.parseInt(header, 3, header.length(), 10);
    frames.add(new StreamMark(header.charAt(1), number, data.bytes(), data.isTruncated()));
    left -= data.size();
    data = new Kept(room, Math.min(BOUND, left));
    header.setLength(0);
  }

  /** Whether the header reads {@code " kind number"}; a script may have printed the token. */
  private boolean isHeader() {
    if (header.length() < 4 || header.length() > 12 || !StreamMark.isKind(header.charAt(1))) {
      return false;
    }
    boolean digits = true;
    for (int i = 3; i < header.length(); i++) {
      digits &= Character.isDigit(header.charAt(i));
    }
    return digits && header.charAt(0) == ' ' && header.charAt(2) == ' ';
  }

  private void noHeader() {
    keep(mark, 0, mark.length);
    byte[] text = header.toString().getBytes(StandardCharsets.ISO_8859_1);
    keep(text, 0, text.length);
    header.setLength(0);
    matched = 0;
  }

  private void keep(byte[] bytes, int from, int length) {
    data.add(bytes, from, length);
  }
}
