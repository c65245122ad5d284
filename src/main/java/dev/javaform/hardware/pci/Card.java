package dev.javaform.hardware.pci;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Which functions go to a guest together with one that is wanted. */
record Card(PciBus bus, IommuGroups groups) {

  /** AMD's own vendor id, which what belongs to its processors has, and no graphics card. */
  private static final String PROCESSOR_MAKER = "1022";

  /** Where Intel's processors, and older ones of AMD, have their graphics. */
  private static final ImmutableMap<String, String> PLACES =
      ImmutableMap.of("8086", "0000:00:02", "1002", "0000:00:01");

  private static final Comparator<PciFunction> ORDER = Comparator.comparing(PciFunction::address);

  /**
   * The function, all functions of its card where it is one, and their companions in the groups; in
   * the order of their addresses.
   */
  ImmutableList<PciFunction> going(PciFunction function) {
    if (isIntegrated(function)) {
      return ImmutableList.of(function);
    }
    List<PciFunction> wanted =
        Stream.concat(Stream.of(function), functions(function).stream()).toList();
    return Stream.concat(wanted.stream(), wanted.stream().flatMap(this::bound))
        .distinct()
        .sorted(ORDER)
        .collect(toImmutableList());
  }

  /** The function and, of a graphics card, everything that is on it. */
  ImmutableList<PciFunction> whole(PciFunction function) {
    boolean card = function.isDisplay() && !isIntegrated(function);
    return Stream.concat(
            Stream.of(function),
            card
                ? Stream.concat(bus.companions(function).stream(), functions(function).stream())
                : Stream.of())
        .distinct()
        .sorted(ORDER)
        .collect(toImmutableList());
  }

  /** Companions that cannot stay, because they are in the same group. */
  private Stream<PciFunction> bound(PciFunction function) {
    return bus.companions(function).stream()
        .filter(each -> !each.isBridge() && !each.isHostBridge())
        .filter(each -> each.group().isPresent() && each.group().equals(function.group()));
  }

  /** The other functions of a graphics card: sound, USB, the controller of its USB-C port. */
  ImmutableList<PciFunction> functions(PciFunction function) {
    if (!function.isDisplay() || function.isVirtual()) {
      return ImmutableList.of();
    }
    return Stream.concat(bus.companions(function).stream(), behindItsSwitch(function))
        .filter(each -> each.vendor().equals(function.vendor()))
        .filter(Card::belongsToCards)
        .distinct()
        .collect(toImmutableList());
  }

  private static boolean belongsToCards(PciFunction function) {
    return function.isDisplay()
        || function.isAudio()
        || function.type().startsWith("0c03")
        || function.type().startsWith("0c80");
  }

  /** Intel's cards have a switch of their own, with the sound behind another port of it. */
  private Stream<PciFunction> behindItsSwitch(PciFunction function) {
    int depth = function.parents().size();
    if (depth < 2) {
      return Stream.empty();
    }
    String upstream = function.parents().get(depth - 2);
    boolean own =
        bus.at(upstream).filter(each -> each.vendor().equals(function.vendor())).isPresent();
    return own
        ? bus.behind(upstream).stream()
            .filter(each -> each.isAudio() && each.parents().size() == depth)
        : Stream.empty();
  }

  /**
   * Graphics in the processor: at its usual place, or in one device with parts of the processor.
   */
  boolean isIntegrated(PciFunction function) {
    return function.isDisplay()
        && (function.slot().equals(PLACES.get(function.vendor()))
            || bus.companions(function).stream()
                .anyMatch(each -> each.vendor().equals(PROCESSOR_MAKER)));
  }
}
