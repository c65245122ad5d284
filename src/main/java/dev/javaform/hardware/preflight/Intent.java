package dev.javaform.hardware.preflight;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.Optional;

/**
 * What somebody wants of a machine.
 *
 * @param devices the devices to pass; none: only to know what could be
 * @param guestGib memory of the guest in GiB, where it is known
 * @param accepted rules that do not block, although they would
 */
public record Intent(
    ImmutableList<Wanted> devices, Optional<Long> guestGib, ImmutableSet<Rule> accepted) {

  /** Nothing but to know what could be. */
  public static final Intent NONE =
      new Intent(ImmutableList.of(), Optional.empty(), ImmutableSet.of());
}
