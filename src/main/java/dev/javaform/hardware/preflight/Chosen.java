package dev.javaform.hardware.preflight;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static com.google.common.collect.ImmutableSet.toImmutableSet;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.javaform.hardware.pci.PciFunction;
import dev.javaform.hardware.pci.Verdicts;
import java.util.List;
import java.util.Optional;

/**
 * The devices that somebody wants to pass, as they are found on a machine.
 *
 * @param wanted in the order written
 * @param functions all that would go, each once, in the order of their addresses
 * @param slots the slots of the cards among them: {@code 0000:0a:00}
 */
record Chosen(
    ImmutableList<Wanted> wanted,
    ImmutableList<PciFunction> functions,
    ImmutableSet<String> slots) {

  static Chosen of(Verdicts verdicts, List<Wanted> wanted) {
    ImmutableSet<String> named =
        wanted.stream().flatMap(each -> each.place().stream()).collect(toImmutableSet());
    ImmutableSet<PciFunction> cards =
        wanted.stream()
            .filter(Wanted::isCard)
            .flatMap(each -> each.place().flatMap(verdicts.bus()::at).stream())
            .flatMap(each -> verdicts.card(each).stream())
            .collect(toImmutableSet());
    return new Chosen(
        ImmutableList.copyOf(wanted),
        verdicts.bus().all().stream()
            .filter(each -> named.contains(each.address()) || cards.contains(each))
            .collect(toImmutableList()),
        cards.stream().map(PciFunction::slot).collect(toImmutableSet()));
  }

  boolean isEmpty() {
    return wanted.isEmpty();
  }

  /** Whether the function at an address would go. */
  boolean takes(PciFunction function) {
    return functions.contains(function);
  }

  /** Those that would go though nobody named them. */
  ImmutableList<PciFunction> companions() {
    List<String> named = wanted.stream().flatMap(each -> each.place().stream()).toList();
    return functions.stream()
        .filter(each -> !named.contains(each.address()))
        .collect(toImmutableList());
  }

  /** What was named and is a device of the machine. */
  Optional<PciFunction> found(Wanted each) {
    return each.place()
        .flatMap(place -> functions.stream().filter(it -> it.address().equals(place)).findFirst());
  }
}
