package dev.javaform.modules.linux.power;

import dev.javaform.module.Script;
import dev.javaform.module.Step;
import java.time.Duration;
import java.util.Optional;

/** The steps of a boot that several modules make: to go down, and to be there as another boot. */
public final class Booting {

  /** The kernel makes one for each boot (proc_sys_kernel(5), random/boot_id). */
  public static final String BOOT_ID = "/proc/sys/kernel/random/boot_id";

  /** How long between tries to connect. */
  private static final Duration INTERVAL = Duration.ofSeconds(2);

  private Booting() {}

  /**
   * Ends the host's work a moment later, so that the session can still say that it was told to.
   *
   * @param order the command line that does
   */
  public static Script.Sh down(Script.Sh order) {
    return Script.sh("( trap '' HUP; sleep 1; ")
        .then(order)
        .then(Script.sh(") < /dev/null > /dev/null 2>&1 &"));
  }

  /** Waits for a boot that a proof tells from the one before. */
  public static Step back(
      String purpose, Duration delay, Duration patience, String question, Script proof) {
    return new Step.Reconnect(
        purpose, delay, INTERVAL, patience, Optional.of(new Step.Run(question, proof)));
  }
}
