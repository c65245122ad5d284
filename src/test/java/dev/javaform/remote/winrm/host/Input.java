package dev.javaform.remote.winrm.host;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Deque;

/** What is sent to a command; whoever reads it waits until there is more, or the end. */
final class Input extends InputStream {

  private final Deque<byte[]> waiting = new ArrayDeque<>();
  private int position;
  private boolean ended;

  synchronized void add(byte[] bytes, boolean last) {
    if (bytes.length > 0) {
      waiting.add(bytes);
    }
    ended |= last;
    notifyAll();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public synchronized int read(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    await();
    byte[] next = waiting.peek();
    if (next == null) {
      return -1;
    }
    int size = Math.min(length, next.length - position);
    System.arraycopy(next, position, bytes, offset, size);
    position += size;
    if (position == next.length) {
      waiting.poll();
      position = 0;
    }
    return size;
  }

  private void await() throws IOException {
    while (waiting.isEmpty() && !ended) {
      try {
        wait();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw (IOException) new InterruptedIOException().initCause(e);
      }
    }
  }
}
