package dev.javaform.remote.winrm.wsman;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;

/** Carries an envelope to a host that knows whose it is, and the answer back. */
public interface Transport extends Closeable {

  /**
   * The host's answer.
   *
   * @param patience how long the host may be silent
   * @throws RefusedException where the host does not accept who asks
   * @throws IOException where the connection breaks, or what comes back is no answer
   */
  Answer post(byte[] envelope, Duration patience) throws IOException;

  /**
   * An answer.
   *
   * @param status HTTP's; a fault counts whatever it is
   */
  @SuppressWarnings("ArrayRecordComponent") // an envelope, which is not copied; never compared
  record Answer(int status, byte[] envelope) {}
}
