package dev.javaform.hardware.processor;

/** Who made a processor. */
public enum Vendor {
  /** {@code AuthenticAMD}, and Hygon's processors of the same design. */
  AMD,
  /** {@code GenuineIntel}. */
  INTEL,
  /** Anyone else, or unknown. */
  OTHER;

  static Vendor of(String id) {
    return switch (id) {
      case "AuthenticAMD", "HygonGenuine" -> AMD;
      case "GenuineIntel" -> INTEL;
      default -> OTHER;
    };
  }
}
