package dev.javaform.remote.winrm.wsman;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;

/**
 * Carries the fragments of PowerShell's remoting protocol to one pool and back, and does not look
 * into them. For one thread.
 */
public interface PoolCarrier {

  /**
   * What has come.
   *
   * @param fragments bytes in their order, cut anywhere; none where there is nothing to tell yet
   * @param done whether nothing more comes from this pipeline
   */
  record Received(ImmutableList<byte[]> fragments, boolean done) {}

  /** How to ask a pipeline to stop, the gentlest first. */
  enum Stop {
    /** The way Windows spells it, in PowerShell's source and in MS-PSRP 3.1.5.3.9. */
    POWERSHELL("powershell/signal/crtl_c"),
    /** The way others spell it. */
    SPELT("powershell/signal/ctrl_c"),
    /** The host forgets the pipeline, whatever it does. */
    TERMINATE(CommandShell.TERMINATE);

    private final String code;

    Stop(String code) {
      this.code = code;
    }

    /** As WS-Management has it. */
    String code() {
      return code;
    }
  }

  /** Opens pools. */
  @FunctionalInterface
  interface Opening {

    /**
     * A carrier to a new pool.
     *
     * @param pool its id
     * @param creation its first messages
     */
    PoolCarrier open(UUID pool, byte[] creation) throws IOException;
  }

  /** How many bytes the command that begins a pipeline has room for. */
  int roomToBegin();

  /** How many bytes are sent to a pipeline at a time. */
  int roomToSend();

  /** Asks how much room there may be, and goes by that from now on, where that can be asked. */
  void learnRoom() throws IOException;

  /** Begins a pipeline with its first bytes. */
  void begin(UUID pipeline, byte[] fragments) throws IOException;

  /** Sends a pipeline more. */
  void send(UUID pipeline, byte[] fragments) throws IOException;

  /** What the pool says of itself, waiting for it a while. */
  Received receive() throws IOException;

  /**
   * What a pipeline says, waiting for it.
   *
   * @param most how long to wait
   */
  Received receive(UUID pipeline, Duration most) throws IOException;

  /** Asks a pipeline to stop. */
  void stop(UUID pipeline, Stop how) throws IOException;

  /** Whether the pool is still there. */
  boolean exists() throws IOException;

  /** Ends the pool and everything in it. */
  void delete() throws IOException;
}
