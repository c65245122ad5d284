package dev.javaform.remote.agent;

import dev.javaform.remote.windows.Helper;
import dev.javaform.remote.windows.OneShot;
import java.io.IOException;
import java.time.Duration;

/** The helper by the guest agent: a PowerShell of its own for each call, as SYSTEM. */
final class AgentHelper implements Helper {

  /** With all that is around it, it stays below what libvirt passes on (4 MiB). */
  private static final int ROOM = 1 << 20;

  private final GuestAgent agent;
  private int calls;

  AgentHelper(GuestAgent agent) {
    this.agent = agent;
  }

  @Override
  public String call(String definitions, String request, Duration patience)
      throws IOException, InterruptedException {
    calls++;
    OneShot call = new OneShot(definitions, request);
    GuestAgent.Ended ended = agent.run(OneShot.command(), call.input(), patience);
    if (ended.truncated()) {
      throw new HelperException("the answer is longer than the guest agent passes on");
    }
    return call.answer(ended.stdout(), ended.stderr());
  }

  @Override
  public boolean forgets() {
    return true;
  }

  @Override
  public int room() {
    return ROOM;
  }

  @Override
  public int roundTrips() {
    return calls;
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  @Override
  public void close() {
    // nothing is kept open: each call ends by itself
  }
}
