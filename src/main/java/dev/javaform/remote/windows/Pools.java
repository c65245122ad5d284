package dev.javaform.remote.windows;

import dev.javaform.remote.winrm.psrp.RunspacePool;
import java.io.IOException;

/** A way to have PowerShell in one guest. */
public interface Pools {

  /** A new pool. */
  RunspacePool open() throws IOException;

  /** What went wrong, in one clear line that says what to do. */
  String explain(IOException trouble);

  /** How many times anything was sent and waited for. */
  int roundTrips();

  /** Ends the way. */
  void close() throws IOException;
}
