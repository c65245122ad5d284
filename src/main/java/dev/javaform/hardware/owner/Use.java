package dev.javaform.hardware.owner;

/**
 * Something that the host itself needs a device for.
 *
 * @param name the disk, interface or device by the host's own name: {@code nvme0n1p3}, {@code eth0}
 * @param reason in words, to be put after the name: {@code holds /}
 */
public record Use(Kind kind, String name, String reason) {

  /** What it is needed for. */
  public enum Kind {
    /** A disk without which the host does not run or not boot. */
    SYSTEM_DISK,
    /** Another disk with a mounted file system. */
    DATA_DISK,
    /** The interface that this very session came in by. */
    SESSION,
    /** An interface of the default route. */
    ROUTE,
    /** The card that the host's console is shown on. */
    CONSOLE,
    /** A keyboard is plugged in. */
    KEYBOARD;

    /** Whether the host is lost, or out of reach, without it. */
    public boolean isVital() {
      return this == SYSTEM_DISK || this == SESSION || this == ROUTE || this == CONSOLE;
    }
  }

  /** In words: {@code nvme0n1p3 holds /}. */
  public String told() {
    return name + " " + reason;
  }
}
