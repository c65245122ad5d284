package dev.javaform.hardware.picture;

import java.util.Optional;

/**
 * What a CPU of the host is for. One may be for several: where nothing is kept for the host, the
 * emulator runs beside the guest.
 *
 * @param vcpu the guest's CPU that is pinned to it
 * @param emulator whether the emulator's own threads run there
 * @param io whether the I/O threads run there
 */
public record CpuUse(Optional<Integer> vcpu, boolean emulator, boolean io) {

  /** One that stays with the host. */
  public static final CpuUse HOST = new CpuUse(Optional.empty(), false, false);

  /** In a few letters: {@code v5}, {@code em}, {@code io}, {@code v0+em}, {@code host}. */
  String word() {
    String words = vcpu.map("v%d"::formatted).orElse("");
    words += emulator ? "+em" : "";
    words += io ? "+io" : "";
    return words.isEmpty() ? "host" : words.replaceFirst("^\\+", "");
  }

  Tone tone() {
    if (vcpu.isPresent()) {
      return Tone.GUEST;
    }
    return emulator ? Tone.EMULATOR : io ? Tone.IO : Tone.HOST;
  }
}
