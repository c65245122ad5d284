package dev.javaform.remote.windows;

import com.google.common.collect.ImmutableMap;
import dev.javaform.remote.winrm.psrp.ErrorRecord;
import dev.javaform.remote.winrm.psrp.Pipeline;
import dev.javaform.remote.winrm.psrp.PipelineResult;
import dev.javaform.remote.winrm.psrp.PoolGoneException;
import dev.javaform.remote.winrm.psrp.QuotaException;
import dev.javaform.remote.winrm.psrp.RunspacePool;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The helper in a runspace pool; a pool that is gone is followed by another. */
public final class PoolHelper implements Helper {

  /** What a file's part may be: with all that is around it, it fits into one envelope. */
  private static final int ROOM = 192 << 10;

  private final Pools pools;
  private Optional<RunspacePool> pool = Optional.empty();
  private boolean broken;

  /** Opens pools that way, which it closes in the end. */
  public PoolHelper(Pools pools) {
    this.pools = pools;
  }

  /**
   * Opens the pool.
   *
   * @throws IOException where the host is not reached or does not want us, in one clear line
   */
  public void open() throws IOException {
    try {
      pool = Optional.of(pools.open());
    } catch (IOException e) {
      throw new IOException(pools.explain(e), e);
    }
  }

  @Override
  public String call(String definitions, String request, Duration patience)
      throws IOException, InterruptedException {
    RunspacePool current = current();
    PipelineResult result;
    try {
      result = current.invoke(pipeline(definitions, request), patience);
    } catch (PoolGoneException e) {
      pool = Optional.empty();
      throw new GoneException(pools.explain(e), e.begun(), e);
    } catch (QuotaException e) {
      end();
      throw new GoneException(pools.explain(e), e.begun(), e);
    } catch (IOException e) {
      broken = true;
      throw new IOException(pools.explain(e), e);
    }
    return answer(result);
  }

  private RunspacePool current() throws IOException {
    if (pool.isEmpty()) {
      open(); // whoever was told that the last one is gone tells everything anew
    }
    return pool.get();
  }

  /** Functions that are defined in a script stay behind in the pool; what is told is a value. */
  private static Pipeline pipeline(String definitions, String request) {
    return definitions.isEmpty()
        ? Pipeline.command("Invoke-Jf", ImmutableMap.of("Json", request))
        : Pipeline.script(definitions + "Invoke-Jf $args[0]\n", request);
  }

  private static String answer(PipelineResult result) throws IOException {
    if (result.cut().isPresent()) {
      throw new TimeUpException(result.cut().get());
    }
    List<String> texts =
        result.outputs().stream()
            .filter(String.class::isInstance)
            .map(String.class::cast)
            .filter(text -> text.startsWith("{\"version\""))
            .toList();
    if (result.state() == PipelineResult.State.COMPLETED && texts.size() == 1) {
      return texts.getFirst();
    }
    throw new HelperException("PowerShell could not carry it out: " + complaint(result));
  }

  private static String complaint(PipelineResult result) {
    return result
        .terminating()
        .or(() -> result.errors().stream().findFirst())
        .map(ErrorRecord::message)
        .orElse("it says nothing (%s)".formatted(result.state()));
  }

  @Override
  public int room() {
    return ROOM;
  }

  @Override
  public int roundTrips() {
    return pools.roundTrips();
  }

  @Override
  public boolean isOpen() {
    return !broken;
  }

  private void end() {
    pool.ifPresent(
        each -> {
          try {
            each.close();
          } catch (IOException _) {
            // it is gone, and whoever asks next is told why
          }
        });
    pool = Optional.empty();
  }

  @Override
  public void close() {
    end();
    broken = true;
    try {
      pools.close();
    } catch (IOException _) {
      // nothing is left to be said on it
    }
  }
}
