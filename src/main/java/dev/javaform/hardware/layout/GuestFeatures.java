package dev.javaform.hardware.layout;

import dev.javaform.hardware.processor.Processors;
import dev.javaform.hardware.processor.Vendor;

/**
 * What a guest's processor needs beside the host's own model, by who made the processor.
 *
 * @param topoext the feature of AMD by which a guest sees the threads of a core; Intel has none
 * @param invtsc whether the guest may rely on its clock: the host's runs at one speed and never
 *     stops
 * @param cachePassthrough whether the guest sees the host's caches; only with the CPU mode {@code
 *     host-passthrough}
 */
public record GuestFeatures(boolean topoext, boolean invtsc, boolean cachePassthrough) {

  /**
   * The features for a guest with this layout.
   *
   * @param hostPassthrough whether its CPU mode is {@code host-passthrough}
   */
  public static GuestFeatures of(Processors processors, Layout layout, boolean hostPassthrough) {
    boolean clock =
        processors.flags().contains("constant_tsc") && processors.flags().contains("nonstop_tsc");
    return new GuestFeatures(
        processors.vendor() == Vendor.AMD && layout.topology().threads() > 1,
        clock,
        hostPassthrough);
  }
}
