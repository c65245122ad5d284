package dev.javaform.hardware.preflight;

import com.google.common.collect.ImmutableList;
import dev.javaform.hardware.pci.PciFunction;

/**
 * A device that could be passed.
 *
 * @param role {@code gpu}, {@code usb} or {@code nvme}
 * @param function what is to be named
 * @param along the other functions that go with it
 * @param about what to know of it: what is plugged in, what draws on it
 * @param needs the rules that somebody has to accept first; none for what may go as it is
 */
public record Candidate(
    String role,
    PciFunction function,
    ImmutableList<PciFunction> along,
    ImmutableList<String> about,
    ImmutableList<Rule> needs) {

  /** Whether it may go without anybody's word. */
  public boolean isReady() {
    return needs.isEmpty();
  }
}
