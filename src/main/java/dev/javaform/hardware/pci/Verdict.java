package dev.javaform.hardware.pci;

import com.google.common.collect.ImmutableList;
import java.util.Locale;

/**
 * Whether a guest can have a function.
 *
 * @param take what goes together: the function itself and what cannot or should not be left behind
 * @param rest what else is in their groups, and would have to go along; bridges left out
 * @param cautions what else to know
 * @param reason the state in words
 */
public record Verdict(
    PciFunction function,
    State state,
    ImmutableList<PciFunction> take,
    ImmutableList<PciFunction> rest,
    ImmutableList<Caution> cautions,
    String reason) {

  /** How far the hardware keeps a function apart. */
  public enum State {
    /** There is no IOMMU group: the IOMMU is off, or not for this function. */
    OFF,
    /** It can go without anything else of the host. */
    ISOLATED,
    /** It can go together with the rest only. */
    SHARED,
    /** The host cannot do without what would go. */
    FATAL,
    /** It could go alone, by groups that the kernel was told to make. */
    CLAIMED;

    /** As playbooks see it. */
    public String told() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Whether a guest can have it without anything else of the host. */
  public boolean isFree() {
    return state == State.ISOLATED || state == State.CLAIMED;
  }

  /** Whether something is to be known of it. */
  public boolean has(Caution.Kind kind) {
    return cautions.stream().anyMatch(each -> each.kind() == kind);
  }
}
