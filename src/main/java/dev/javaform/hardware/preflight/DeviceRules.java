package dev.javaform.hardware.preflight;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import dev.javaform.hardware.pci.PciFunction;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What speaks against the devices that are named: where they are, who else needs them. */
final class DeviceRules {

  private final Case at;
  private final Chosen chosen;

  DeviceRules(Case at) {
    this.at = at;
    this.chosen = at.chosen();
  }

  void tell(Consumer<Finding> to) {
    if (chosen.isEmpty()) {
      to.accept(
          new Finding(
              Rule.NO_DEVICE_NAMED,
              "passthrough_devices is empty.",
              "Nothing is bound to vfio, and the guest gets no device, until passthrough_devices"
                  + " names some."));
      return;
    }
    addresses(to);
    owned(to, Rule.HOST_DISK, at::disks);
    owned(to, Rule.HOST_NETWORK, at::session);
    owned(to, Rule.DEFAULT_ROUTE, at::route);
    bridges(to);
    groups(to);
    keyboard(to);
  }

  private void addresses(Consumer<Finding> to) {
    for (Wanted each : chosen.wanted()) {
      address(each).ifPresent(to);
    }
  }

  private Optional<Finding> address(Wanted each) {
    if (each.place().isEmpty()) {
      return Optional.of(
          new Finding(
              Rule.NOT_AN_ADDRESS,
              "\"%s\" in passthrough_devices is not the address of a PCI device."
                  .formatted(each.address()),
              "Write it as in \"0000:0b:00.0\", in quotes: without them YAML reads 11:00.3 as a"
                  + " number in base 60."));
    }
    Optional<PciFunction> found = chosen.found(each);
    if (found.isEmpty()) {
      return Optional.of(
          new Finding(
              Rule.NO_SUCH_DEVICE,
              "Nothing is at %s.".formatted(each.place().get()),
              "Correct passthrough_devices. Addresses move when a card is added or taken out."));
    }
    return each.id().filter(id -> !id.equals(found.get().id())).map(id -> moved(id, found.get()));
  }

  private static Finding moved(String id, PciFunction found) {
    return new Finding(
        Rule.OTHER_DEVICE,
        "%s has the id %s, not %s.".formatted(found.address(), found.id(), id),
        "Correct passthrough_devices: addresses move when a card is added or taken out.");
  }

  /** What this very host runs on, or is reached by. */
  private void owned(
      Consumer<Finding> to, Rule rule, Function<PciFunction, ? extends Set<String>> uses) {
    for (PciFunction each : chosen.functions()) {
      Set<String> names = uses.apply(each);
      if (!names.isEmpty()) {
        to.accept(
            new Finding(
                rule,
                "This host needs %s: %s.".formatted(each.address(), String.join(", ", names)),
                "Take it out of passthrough_devices, or move what is on it elsewhere first."));
      }
    }
  }

  private void bridges(Consumer<Finding> to) {
    chosen.functions().stream()
        .filter(each -> each.isBridge() || each.isHostBridge())
        .map(
            each ->
                new Finding(
                    Rule.BRIDGE,
                    "%s is a bridge between buses.".formatted(Phrases.of(each)),
                    "Name the devices behind it; bridges stay with the host."))
        .forEach(to);
  }

  private void groups(Consumer<Finding> to) {
    ImmutableList<PciFunction> rest =
        chosen.functions().stream()
            .flatMap(each -> at.iommu().membersWith(each).stream())
            .distinct()
            .filter(each -> !each.isBridge() && !each.isHostBridge() && !chosen.takes(each))
            .collect(toImmutableList());
    ImmutableList<PciFunction> needed =
        rest.stream().filter(each -> !at.needs(each).isEmpty()).collect(toImmutableList());
    if (!needed.isEmpty()) {
      to.accept(
          new Finding(
              Rule.SHARED_WITH_HOST,
              "%s would go along, and this host needs %s: %s."
                  .formatted(
                      Phrases.all(needed),
                      Phrases.number(needed, "it", "them"),
                      String.join(", ", needs(needed))),
              "Put the card into another slot: what is in one group can only go as a whole."));
    } else if (!rest.isEmpty()) {
      to.accept(
          new Finding(
              Rule.SHARED_GROUP,
              "The group can only go as a whole, and %s would go along."
                  .formatted(Phrases.all(rest)),
              "Name %s in passthrough_devices if the host can do without, or put the card into"
                      .formatted(Phrases.number(rest, "it", "them"))
                  + " another slot."));
    }
  }

  private ImmutableList<String> needs(ImmutableList<PciFunction> of) {
    return of.stream()
        .flatMap(each -> at.needs(each).stream())
        .distinct()
        .collect(toImmutableList());
  }

  private void keyboard(Consumer<Finding> to) {
    ImmutableList<PciFunction> with = at.keyboards(chosen.functions());
    if (!with.isEmpty()) {
      to.accept(
          new Finding(
              Rule.HOST_KEYBOARD,
              "%s %s the only %s of this host."
                  .formatted(
                      with.stream().map(PciFunction::address).collect(Collectors.joining(", ")),
                      Phrases.number(with, "carries", "carry"),
                      Phrases.number(with, "keyboard", "keyboards")),
              "Plug a keyboard into another controller, or accept it where the host is reached over"
                  + " the network only."));
    }
  }
}
