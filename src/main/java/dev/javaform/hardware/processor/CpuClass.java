package dev.javaform.hardware.processor;

/** What kind of core a CPU is part of. */
public enum CpuClass {
  /** The machine has one kind of core only. */
  UNIFORM,
  /** The fast cores of a machine that has others, too: Intel's P cores. */
  PERFORMANCE,
  /** The slower cores of such a machine: Intel's E cores. */
  EFFICIENT,
  /** Cores apart from the others that save power while the machine is idle: LP-E cores. */
  LOW_POWER;

  /** As Intel calls them; nothing where there is one kind only. */
  public String word() {
    return switch (this) {
      case UNIFORM -> "";
      case PERFORMANCE -> "P";
      case EFFICIENT -> "E";
      case LOW_POWER -> "LP-E";
    };
  }
}
