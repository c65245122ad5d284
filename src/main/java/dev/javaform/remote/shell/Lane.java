package dev.javaform.remote.shell;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Cuts one byte stream at the marks in it. A mark is the byte 0x1E, a token that nobody can guess,
 * then {@code " kind number\n"}; all other bytes are data, kept up to a bound and counted no
 * further.
 */
final class Lane {
  /** How much of one script's stream is kept. */
  static final int BOUND = 8 << 20;

  /** ASCII's record separator, which starts a mark. */
  static final byte SEPARATOR = 0x1e;

  private static final int LONGEST_HEADER = 32;

  private final byte[] mark;
  private final Deque<Frame> frames = new ArrayDeque<>();
  private final StringBuilder header = new StringBuilder();
  private ByteArrayOutputStream data = new ByteArrayOutputStream(256);
  private boolean truncated;
  private int matched;

  Lane(String token) {
    byte[] letters = token.getBytes(StandardCharsets.US_ASCII);
    mark = new byte[letters.length + 1];
    mark[0] = SEPARATOR;
    System.arraycopy(letters, 0, mark, 1, letters.length);
  }

  /** The frames that are complete, oldest first; the caller takes them out. */
  Deque<Frame> frames() {
    return frames;
  }

  /** What has come since the last mark. */
  byte[] pending() {
    return data.toByteArray();
  }

  void accept(byte[] bytes, int from, int length) {
    int end = from + length;
    int at = from;
    while (at < end) {
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
    int number = Integer.parseInt(header, 3, header.length(), 10);
    frames.add(new Frame(header.charAt(1), number, data.toByteArray(), truncated));
    data = new ByteArrayOutputStream(256);
    truncated = false;
    matched = 0;
    header.setLength(0);
  }

  /** Whether the header reads {@code " kind number"}; a script may have printed the token. */
  private boolean isHeader() {
    if (header.length() < 4 || header.length() > 12) {
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
    int room = Math.min(length, BOUND - data.size());
    data.write(bytes, from, room);
    truncated |= room < length;
  }
}
