package dev.javaform.modules.linux.vfio;

import java.util.Locale;

/** How vfio-pci comes before every other driver. */
public enum VfioStrategy {
  /** By ids where that is certain to take the right functions, else by address. */
  AUTO,
  /** By vendor and device, told to vfio-pci as it is loaded; it takes every function like that. */
  IDS,
  /** By address, told to the kernel before any driver is loaded ({@code driver_override}). */
  ADDRESS;

  /** As tasks and reports name it. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
