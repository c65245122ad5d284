package dev.javaform.hardware.preflight;

import com.google.common.collect.ImmutableRangeMap;
import com.google.common.collect.Range;
import com.google.common.collect.RangeMap;
import dev.javaform.hardware.pci.PciFunction;
import java.util.Optional;

/**
 * What is known of graphics cards by their ids that no file of the kernel tells.
 *
 * <p>Source: the device ids of the kernel's amdgpu driver, and the table of the project
 * vendor-reset, which resets those that do not come back by themselves.
 */
final class Generation {

  private static final int HEX = 16;

  /** AMD's generations that often start only once, by device id. */
  private static final RangeMap<Integer, String> STARTING_ONCE =
      ImmutableRangeMap.<Integer, String>builder()
          .put(Range.closed(0x66a0, 0x66af), "Vega 20")
          .put(Range.closed(0x67c0, 0x67df), "Polaris 10")
          .put(Range.closed(0x67e0, 0x67ff), "Polaris 11")
          .put(Range.closed(0x6860, 0x687f), "Vega 10")
          .put(Range.closed(0x6980, 0x699f), "Polaris 12")
          .put(Range.closed(0x69a0, 0x69af), "Vega 12")
          .put(Range.singleton(0x6fdf), "Polaris 20")
          .put(Range.closed(0x7310, 0x731f), "Navi 10")
          .put(Range.closed(0x7340, 0x734f), "Navi 14")
          .put(Range.closed(0x7360, 0x7362), "Navi 12")
          .build();

  private Generation() {}

  /** The generation of a card that often starts only once. */
  static Optional<String> startingOnce(PciFunction card) {
    return card.isDisplay() && card.vendor().equals("1002")
        ? Optional.ofNullable(STARTING_ONCE.get(Integer.parseInt(card.device(), HEX)))
        : Optional.empty();
  }
}
