package dev.javaform.lab;

import java.nio.file.Path;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;

/**
 * A throw-away machine that {@code src/test/lab/machine} emulates, with a firmware, a boot loader
 * and a kernel of its own, and devices to pass through.
 *
 * <p>Tests get it with {@link WithLab}: booted and as built, within seconds. A test method has one
 * of its own, unless a method that runs before all others of the class takes one: then they share
 * that.
 */
public final class Machine implements AutoCloseable {
  private static final TreeSet<Integer> TAKEN = new TreeSet<>();

  /**
   * More of them at once would only make each other late: an emulated processor takes a real one.
   */
  private static final Semaphore ROOM = new Semaphore(3, true);

  private final int number;
  private final LabScript script;

  private Machine(int number) {
    this.number = number;
    this.script = new LabScript("machine", number);
  }

  static Machine start() {
    ROOM.acquireUninterruptibly();
    var machine = new Machine(take());
    try {
      machine.script.run("up");
      return machine;
    } catch (RuntimeException e) {
      machine.close();
      throw e;
    }
  }

  /** The lowest number from the lab's own onwards that no other machine of this run has. */
  private static synchronized int take() {
    int number = LabScript.NUMBER;
    while (!TAKEN.add(number)) {
      number++;
    }
    return number;
  }

  private static synchronized void giveBack(int number) {
    TAKEN.remove(number);
  }

  /** The inventory that the script wrote: the machine in its group, with port, key and host key. */
  public Path inventory() {
    return LabScript.home().resolve("machine").resolve("" + number).resolve("inventory");
  }

  /** What a command prints as root, through OpenSSH's own client; a failure of either throws. */
  public String ssh(String command) {
    return script.run("ssh", command);
  }

  /** What firmware, boot loader and kernels wrote to its serial line. */
  public String log() {
    return script.run("log");
  }

  /** Ends it as a power failure would, and boots it from its disk. */
  public void losePower() {
    script.run("kill");
    script.run("start");
  }

  @Override
  public void close() {
    script.run("down");
    giveBack(number);
    ROOM.release();
  }
}
