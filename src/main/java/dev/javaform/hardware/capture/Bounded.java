package dev.javaform.hardware.capture;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream that refuses to go on for ever: what is packed well may be very long. */
final class Bounded extends FilterInputStream {

  private final long most;
  private long seen;

  Bounded(InputStream in, long most) {
    super(in);
    this.most = most;
  }

  @Override
  public int read() throws IOException {
    int value = super.read();
    count(value < 0 ? 0 : 1);
    return value;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int count = super.read(bytes, offset, length);
    count(Math.max(0, count));
    return count;
  }

  @Override
  public long skip(long length) throws IOException {
    long skipped = super.skip(length);
    count(skipped);
    return skipped;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  private void count(long more) {
    seen += more;
    if (seen > most) {
      throw new BadCapture(
          "The archive is longer than %d MiB when it is unpacked: that is no capture of one"
                  .formatted(most >> 20)
              + " machine.");
    }
  }
}
