package dev.javaform.remote.winrm.process;

import com.google.common.collect.ImmutableMap;
import dev.javaform.remote.shell.Carrier;
import dev.javaform.remote.windows.Pools;
import dev.javaform.remote.winrm.psrp.RunspacePool;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** PowerShell as a process of its own on a host that is reached by SSH. */
public final class ProcessPools implements Pools {

  /** Server mode: packets in, packets out; there in Windows PowerShell since version 2. */
  private static final String OPTIONS = " -s -NoLogo -NoProfile";

  private final Carrier carrier;
  private final String program;
  private final Duration patience;
  private final List<ProcessCarrier> opened = new ArrayList<>();

  /**
   * @param carrier starts it; closed with this
   * @param program what PowerShell is called there
   * @param patience how long it may take to answer
   */
  public ProcessPools(Carrier carrier, String program, Duration patience) {
    this.carrier = carrier;
    this.program = program;
    this.patience = patience;
  }

  @Override
  public RunspacePool open() throws IOException {
    return RunspacePool.open((_, creation) -> start(creation), UUID::randomUUID, ImmutableMap.of());
  }

  private ProcessCarrier start(byte[] creation) throws IOException {
    try {
      PowerShellProcess process = PowerShellProcess.start(carrier, program + OPTIONS);
      ProcessCarrier started = ProcessCarrier.open(process, creation, patience);
      carrier.greeted();
      opened.add(started);
      return started;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException("interrupted").initCause(e);
    }
  }

  @Override
  public String explain(IOException trouble) {
    return "%s: %s".formatted(carrier.place(), trouble.getMessage());
  }

  @Override
  public int roundTrips() {
    return opened.stream().mapToInt(ProcessCarrier::turns).sum();
  }

  @Override
  public void close() {
    carrier.close();
  }
}
