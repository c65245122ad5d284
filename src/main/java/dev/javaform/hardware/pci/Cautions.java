package dev.javaform.hardware.pci;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static java.util.stream.Collectors.joining;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.javaform.hardware.owner.Owners;
import dev.javaform.hardware.owner.Use;
import dev.javaform.hardware.pci.Caution.Kind;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Finds what to know before a function is given away. */
record Cautions(PciBus bus, IommuGroups groups, Owners owners) {

  /** The makers of cards that always have a sound function. */
  private static final Set<String> SOUNDING = Set.of("1002", "10de");

  ImmutableList<Caution> on(PciFunction function, List<PciFunction> take) {
    return Stream.of(
            bridge(function),
            display(function, take),
            console(function),
            reset(function, take),
            virtual(function),
            hasVirtual(function),
            integrated(function),
            missing(function),
            claimed(),
            keyboard(take),
            mounted(take))
        .flatMap(Optional::stream)
        .collect(toImmutableList());
  }

  private static Optional<Caution> bridge(PciFunction function) {
    return when(
        function.isBridge() || function.isHostBridge(),
        Kind.BRIDGE,
        "%s is a bridge, which no guest can have.".formatted(function.address()));
  }

  private Optional<Caution> display(PciFunction function, List<PciFunction> take) {
    if (!function.hasOutputs()) {
      return Optional.empty();
    }
    boolean another =
        bus.displays().stream()
            .anyMatch(each -> each.hasOutputs() && !each.isKept() && !take.contains(each));
    if (!another) {
      return caution(
          Kind.LAST_DISPLAY,
          ("No other graphics card stays with the host: without %s it has no screen, and is reached"
                  + " over the network only.")
              .formatted(function.address()));
    }
    return when(
        function.bootVga().orElse(false),
        Kind.BOOT_DISPLAY,
        "The firmware draws on %s; make the other card the primary one in the firmware's set-up."
            .formatted(function.address()));
  }

  private Optional<Caution> console(PciFunction function) {
    return when(
        uses(List.of(function), Use.Kind.CONSOLE).findAny().isPresent(),
        Kind.CONSOLE,
        "The host's console is shown on %s and goes dark when a guest gets it."
            .formatted(function.address()));
  }

  private Optional<Caution> reset(PciFunction function, List<PciFunction> take) {
    boolean told = bus.all().stream().anyMatch(each -> each.resets().isPresent());
    ImmutableList<String> ways = function.resets().orElse(ImmutableList.of());
    if (!told || function.isBridge() || function.isHostBridge()) {
      return Optional.empty();
    }
    if (ways.isEmpty()) {
      return caution(
          Kind.NO_RESET,
          ("The kernel knows no way to reset %s: a guest may be able to start once only until the"
                  + " host boots again.")
              .formatted(function.address()));
    }
    List<String> others = ways.equals(List.of("bus")) ? resetWith(function, take) : List.of();
    return when(
        !others.isEmpty(),
        Kind.SHARED_RESET,
        "%s can be reset with its whole bus only, and %s stays in use there."
            .formatted(function.address(), String.join(", ", others)));
  }

  /** What is on the same bus, has a driver, and stays with the host. */
  private List<String> resetWith(PciFunction function, List<PciFunction> take) {
    return bus.all().stream()
        .filter(each -> each.parents().equals(function.parents()) && !take.contains(each))
        .filter(each -> sameBus(each, function))
        .filter(each -> each.driver().isPresent() && !each.isKept())
        .map(PciFunction::address)
        .toList();
  }

  private static boolean sameBus(PciFunction one, PciFunction other) {
    String bus = one.address().substring(0, one.address().lastIndexOf(':'));
    return other.address().startsWith(bus + ":");
  }

  private static Optional<Caution> virtual(PciFunction function) {
    return function
        .sriov()
        .physicalFunction()
        .flatMap(
            physical ->
                caution(
                    Kind.VIRTUAL,
                    ("%s is a virtual function of %s, which keeps its driver; it has to be made"
                            + " anew at every boot, before the guest starts.")
                        .formatted(function.address(), physical)));
  }

  private static Optional<Caution> hasVirtual(PciFunction function) {
    return when(
        !function.sriov().virtualFunctions().isEmpty(),
        Kind.HAS_VIRTUAL,
        "The virtual functions of %s are gone when its driver is: %s."
            .formatted(function.address(), String.join(", ", function.sriov().virtualFunctions())));
  }

  private Optional<Caution> integrated(PciFunction function) {
    return when(
        new Card(bus, groups).isIntegrated(function),
        Kind.INTEGRATED,
        "%s is part of the processor: guests rarely get on with it; leave it to the host."
            .formatted(function.address()));
  }

  private Optional<Caution> missing(PciFunction function) {
    boolean silent =
        function.type().startsWith("0300")
            && SOUNDING.contains(function.vendor())
            && !function.isVirtual()
            && bus.companions(function).stream().noneMatch(PciFunction::isAudio);
    return when(
        silent && !new Card(bus, groups).isIntegrated(function),
        Kind.MISSING_COMPANION,
        "The sound function of the card %s is not on the bus, though such cards have one."
            .formatted(function.address()));
  }

  private Optional<Caution> claimed() {
    return when(
        groups.claimed(),
        Kind.CLAIMED,
        "pcie_acs_override is on the running kernel's command line: the groups are not what the"
            + " hardware keeps apart, and a guest's device may reach the host's memory.");
  }

  private Optional<Caution> keyboard(List<PciFunction> take) {
    ImmutableSet<String> going =
        take.stream().map(PciFunction::address).collect(ImmutableSet.toImmutableSet());
    ImmutableList<String> with = owners.with(Use.Kind.KEYBOARD);
    return when(
        !with.isEmpty() && going.containsAll(with),
        Kind.LAST_KEYBOARD,
        "The host's only keyboard is plugged into %s.".formatted(String.join(", ", with)));
  }

  private Optional<Caution> mounted(List<PciFunction> take) {
    String disks = uses(take, Use.Kind.DATA_DISK).map(Use::told).distinct().collect(joining(", "));
    return when(
        !disks.isEmpty(),
        Kind.MOUNTED,
        ("%s on this host; unmount it, and take it out of /etc/fstab, before a guest gets the"
                + " controller.")
            .formatted(disks));
  }

  private Stream<Use> uses(List<PciFunction> functions, Use.Kind kind) {
    return functions.stream()
        .flatMap(each -> owners.of(each.address()).stream())
        .filter(use -> use.kind() == kind);
  }

  private static Optional<Caution> when(boolean condition, Kind kind, String text) {
    return condition ? caution(kind, text) : Optional.empty();
  }

  private static Optional<Caution> caution(Kind kind, String text) {
    return Optional.of(new Caution(kind, text));
  }
}
