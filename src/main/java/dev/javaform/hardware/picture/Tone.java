package dev.javaform.hardware.picture;

/** What a part of a picture is for, and with that its colour. The word is said as well. */
public enum Tone {
  /** It goes to the guest. */
  GUEST("#2f6fb5", "#ffffff"),
  /** It can go to the guest. */
  ABLE("#cfe3f7", "#12304f"),
  /** It stays with the host. */
  HOST("#e3e3e3", "#222222"),
  /** The emulator's own threads run there. */
  EMULATOR("#e8a33d", "#2b1a00"),
  /** The threads that read and write disks run there. */
  IO("#6aa84f", "#0c2202"),
  /** The host cannot do without it. */
  NEEDED("#b03a3a", "#ffffff");

  private final String fill;
  private final String ink;

  Tone(String fill, String ink) {
    this.fill = fill;
    this.ink = ink;
  }

  /** The colour of the area, as CSS has it. */
  String fill() {
    return fill;
  }

  /** The colour of text on it: a contrast of at least 4.5 to 1 (WCAG 2.1, 1.4.3). */
  String ink() {
    return ink;
  }
}
