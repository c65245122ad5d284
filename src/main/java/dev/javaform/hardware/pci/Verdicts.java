package dev.javaform.hardware.pci;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static java.util.stream.Collectors.joining;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import dev.javaform.hardware.owner.Owners;
import dev.javaform.hardware.owner.Use;
import dev.javaform.hardware.pci.Verdict.State;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Judges which functions of a machine a guest can have. */
public record Verdicts(PciBus bus, IommuGroups groups, Owners owners) {

  /** Whether a guest can have a function, what goes with it, and why. */
  public Verdict on(PciFunction function) {
    var card = new Card(bus, groups);
    ImmutableList<PciFunction> take = card.going(function);
    ImmutableList<PciFunction> rest = rest(take);
    State state = state(function, take, rest);
    return new Verdict(
        function,
        state,
        take,
        rest,
        new Cautions(bus, groups, owners).on(function, take),
        reason(function, state, take, rest));
  }

  /**
   * A function, and what is on the same graphics card where it is one. What shares a device with
   * graphics of the processor is no card.
   */
  public ImmutableList<PciFunction> card(PciFunction function) {
    return new Card(bus, groups).whole(function);
  }

  /** Whether it is graphics that are a part of the processor. */
  public boolean isIntegrated(PciFunction function) {
    return new Card(bus, groups).isIntegrated(function);
  }

  /** What else is in the groups; bridges and host bridges stay where they are. */
  private ImmutableList<PciFunction> rest(List<PciFunction> take) {
    return take.stream()
        .flatMap(each -> groups.membersWith(each).stream())
        .distinct()
        .filter(each -> !each.isBridge() && !each.isHostBridge() && !take.contains(each))
        .sorted(Comparator.comparing(PciFunction::address))
        .collect(toImmutableList());
  }

  private State state(PciFunction function, List<PciFunction> take, List<PciFunction> rest) {
    if (groups.membersWith(function).isEmpty()) {
      return State.OFF;
    }
    if (!vital(function, take, rest).isEmpty()) {
      return State.FATAL;
    }
    if (!rest.isEmpty()) {
      return State.SHARED;
    }
    return groups.claimed() ? State.CLAIMED : State.ISOLATED;
  }

  /**
   * What the host cannot do without among what would go. That a card shows the console is for its
   * owner to decide.
   */
  private ImmutableList<String> vital(
      PciFunction function, List<PciFunction> take, List<PciFunction> rest) {
    return Stream.concat(take.stream(), rest.stream())
        .flatMap(
            each ->
                owners.of(each.address()).stream()
                    .filter(use -> use.kind().isVital())
                    .filter(use -> use.kind() != Use.Kind.CONSOLE || !each.equals(function))
                    .map(use -> "%s: %s".formatted(each.address(), use.told())))
        .distinct()
        .collect(toImmutableList());
  }

  private String reason(
      PciFunction function, State state, List<PciFunction> take, List<PciFunction> rest) {
    return switch (state) {
      case OFF -> off(function);
      case ISOLATED -> together(function, take) + " nothing else is in " + where(take) + ".";
      case CLAIMED ->
          together(function, take)
              + " the kernel was told by pcie_acs_override to say that nothing else is in "
              + where(take)
              + ".";
      case SHARED ->
          "%s shares %s with %s; all of it goes, or nothing."
              .formatted(function.address(), where(rest), titles(rest));
      case FATAL ->
          "%s cannot go without what this host needs: %s."
              .formatted(function.address(), String.join("; ", vital(function, take, rest)));
    };
  }

  private String off(PciFunction function) {
    return groups.enabled()
        ? "%s has no IOMMU group although others have: no IOMMU translates for it."
            .formatted(function.address())
        : "There are no IOMMU groups: the IOMMU is off.";
  }

  private static String together(PciFunction function, List<PciFunction> take) {
    return take.size() == 1
        ? function.address() + " can go alone:"
        : take.stream().map(PciFunction::address).collect(joining(", ")) + " go together:";
  }

  private static String where(List<PciFunction> functions) {
    var numbers =
        functions.stream()
            .map(PciFunction::group)
            .flatMap(Optional::stream)
            .collect(ImmutableSortedSet.toImmutableSortedSet(Comparator.naturalOrder()));
    String named = numbers.stream().map(String::valueOf).collect(joining(", "));
    return numbers.size() == 1 ? "IOMMU group " + named : "IOMMU groups " + named;
  }

  private static String titles(List<PciFunction> functions) {
    return functions.stream()
        .map(each -> "%s %s".formatted(each.address(), each.title()))
        .collect(joining(", "));
  }
}
