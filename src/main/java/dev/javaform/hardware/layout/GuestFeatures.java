package dev.javaform.hardware.layout;

import com.google.common.collect.ImmutableSet;
import dev.javaform.hardware.processor.Processors;
import dev.javaform.hardware.processor.Vendor;

/**
 * What a guest's processor needs, or may have, beside the host's own model.
 *
 * @param topoext the feature of AMD by which a guest sees siblings as threads of one core; Intel
 *     has none
 * @param stableClock whether the guest may rely on the clock of the host's CPUs, as {@code invtsc}
 *     has it: it never stops, and always has one speed (arch/x86, cpufeatures)
 */
public record GuestFeatures(boolean topoext, boolean stableClock) {

  private static final ImmutableSet<String> STABLE = ImmutableSet.of("constant_tsc", "nonstop_tsc");

  /**
   * The features of a guest on these processors.
   *
   * @param threads how many threads its cores have
   */
  public static GuestFeatures of(Processors processors, int threads) {
    return new GuestFeatures(
        processors.vendor() == Vendor.AMD && threads > 1, processors.flags().containsAll(STABLE));
  }
}
