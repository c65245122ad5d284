package dev.javaform.remote.windows;

import dev.javaform.remote.Become;
import dev.javaform.remote.BecomeException;
import dev.javaform.remote.Connection;
import dev.javaform.remote.Limit;
import dev.javaform.remote.Session;
import dev.javaform.remote.Tunnel;
import dev.javaform.remote.UnreachableException;
import java.time.Duration;

/** A connection to a Windows guest, whose one session is that of whoever is connected. */
public final class WindowsConnection implements Connection {

  private final Helper helper;
  private final WindowsSession session;

  /**
   * @param helper which this connection closes
   * @param patience how long what sets no limit of its own may take
   */
  public WindowsConnection(Helper helper, Duration patience) {
    this.helper = helper;
    this.session = new WindowsSession(helper, patience);
  }

  @Override
  public Session session(Become become) throws BecomeException {
    if (become.method().isPresent()) {
      throw new BecomeException(
          "become is for Linux hosts (%s cannot be used on Windows). Connect as an administrator, or"
                  .formatted(become.method().get())
              + " let winrm_run run as somebody else with run_as");
    }
    return session;
  }

  @Override
  public Tunnel forward(String host, int port, Limit limit) throws UnreachableException {
    throw new UnreachableException("no way leads through a Windows guest");
  }

  @Override
  public boolean isOpen() {
    return helper.isOpen();
  }

  @Override
  public int roundTrips() {
    return helper.roundTrips();
  }

  @Override
  public void close() {
    helper.close();
  }
}
