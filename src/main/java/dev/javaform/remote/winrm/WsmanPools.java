package dev.javaform.remote.winrm;

import dev.javaform.remote.windows.Pools;
import dev.javaform.remote.winrm.psrp.RunspacePool;
import dev.javaform.remote.winrm.wsman.Wsman;
import java.io.IOException;

/** PowerShell over WS-Management. */
record WsmanPools(Endpoint endpoint, Wsman wsman) implements Pools {

  @Override
  public RunspacePool open() throws IOException {
    return RunspacePool.open(wsman);
  }

  @Override
  public String explain(IOException trouble) {
    return Explanation.of(trouble, endpoint);
  }

  @Override
  public int roundTrips() {
    return wsman.calls();
  }

  @Override
  public void close() throws IOException {
    wsman.close();
  }
}
