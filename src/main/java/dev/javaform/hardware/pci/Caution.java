package dev.javaform.hardware.pci;

/**
 * Something to know before a function is given to a guest, besides what its IOMMU group says.
 *
 * @param text a full sentence, with what to do
 */
public record Caution(Kind kind, String text) {

  /** What it is about. */
  public enum Kind {
    /** It is a bridge, which no guest can have. */
    BRIDGE,
    /** The firmware drew on it, and another display stays. */
    BOOT_DISPLAY,
    /** No other display stays with the host. */
    LAST_DISPLAY,
    /** The host's console is shown on it. */
    CONSOLE,
    /** The kernel knows no way to reset it. */
    NO_RESET,
    /** Resetting it resets others that are in use. */
    SHARED_RESET,
    /** It is a virtual function. */
    VIRTUAL,
    /** It has virtual functions that go with its driver. */
    HAS_VIRTUAL,
    /** It is part of the processor. */
    INTEGRATED,
    /** A function that such a card should have is not there. */
    MISSING_COMPANION,
    /** The groups are what the kernel was told, not what the hardware keeps apart. */
    CLAIMED,
    /** The only keyboard of the host goes with it. */
    LAST_KEYBOARD,
    /** A file system is mounted from it. */
    MOUNTED
  }
}
