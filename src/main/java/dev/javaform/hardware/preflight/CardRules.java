package dev.javaform.hardware.preflight;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.javaform.hardware.pci.PciFunction;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What is known of the devices that are to go, or that could. */
final class CardRules {

  private static final String AMD = "1022";

  /** Matisse: the USB controller and the sound device of the processor and its X570. */
  private static final ImmutableSet<String> BROKEN_RESET =
      ImmutableSet.of(AMD + ":149c", AMD + ":1487", AMD + ":148c");

  private final Case at;
  private final ImmutableList<PciFunction> functions;
  private final ImmutableList<PciFunction> cards;

  CardRules(Case at) {
    this.at = at;
    this.functions = at.chosen().functions();
    this.cards = functions.stream().filter(PciFunction::isDisplay).collect(toImmutableList());
  }

  void tell(Consumer<Finding> to) {
    functions.forEach(each -> resets(each, to));
    cards.forEach(each -> card(each, to));
    companions(to);
    twins(to);
    functions.stream().filter(PciFunction::isVirtual).map(CardRules::virtual).forEach(to);
    hostGraphics(to);
  }

  private void resets(PciFunction each, Consumer<Finding> to) {
    if (each.isBridge() || each.isHostBridge()) {
      return;
    }
    Generation.startingOnce(each).ifPresent(name -> to.accept(startsOnce(each, name)));
    if (BROKEN_RESET.contains(each.id())) {
      to.accept(
          new Finding(
              Rule.BROKEN_RESET,
              "%s says it can be reset by itself (FLR), hangs when it is, and newer kernels know"
                      .formatted(Phrases.of(each))
                  + " better.",
              "Use a kernel of 5.8 or later, and start, stop and start the guest to see whether it"
                  + " comes back. Being alone in its group is not enough here."));
    } else if (each.resets().filter(ImmutableList::isEmpty).isPresent()) {
      to.accept(
          new Finding(
              Rule.NO_RESET,
              "The kernel knows no way to reset %s.".formatted(Phrases.of(each)),
              "It may work once for each boot of the host only: start, stop and start the guest to"
                  + " see whether it comes back."));
    } else if (each.resets().filter(CardRules::isOfBus).isPresent()) {
      together(each, to);
    }
  }

  private static boolean isOfBus(ImmutableList<String> ways) {
    return ways.stream().allMatch(way -> way.equals("bus") || way.equals("cxl_bus"));
  }

  /** A reset of the bus is fine where everything on it goes. */
  private void together(PciFunction each, Consumer<Finding> to) {
    ImmutableList<PciFunction> staying =
        at.bus().companions(each).stream()
            .filter(other -> !functions.contains(other))
            .collect(toImmutableList());
    if (!staying.isEmpty()) {
      to.accept(
          new Finding(
              Rule.BUS_RESET_ONLY,
              "%s can only be reset with its whole bus, and %s would stay with the host."
                  .formatted(Phrases.of(each), Phrases.all(staying)),
              "Pass all functions of the device, as the role \"gpu\" does."));
    }
  }

  private static Finding startsOnce(PciFunction card, String generation) {
    return new Finding(
        Rule.RESET_GENERATION,
        "%s is of AMD's generation %s.".formatted(Phrases.of(card), generation),
        "Such cards often do not come back when the guest is started a second time. Install the"
            + " kernel module vendor-reset, and try start, stop, start before you rely on it.");
  }

  private void card(PciFunction card, Consumer<Finding> to) {
    if (card.bars().stream().anyMatch(bar -> bar.size() > 256L << 20)) {
      to.accept(
          new Finding(
              Rule.LARGE_BAR,
              "%s has a window of %d MiB."
                  .formatted(
                      card.address(),
                      card.bars().stream().mapToLong(bar -> bar.size() >> 20).max().orElse(0)),
              "Recent OVMF places it by itself: set neither x-vga, display, ramfb nor"
                  + " X-PciMmio64Mb in the guest."));
    }
    if (card.vendor().equals("10de")) {
      to.accept(
          new Finding(
              Rule.NVIDIA,
              "%s is NVIDIA's.".formatted(card.address()),
              "Drivers since 465 (2021) start in a virtual machine that shows itself; older ones"
                  + " stop with code 43."));
    }
    if (at.verdicts().isIntegrated(card)) {
      to.accept(
          new Finding(
              Rule.INTEGRATED_DISPLAY,
              "%s is a part of the processor.".formatted(Phrases.of(card)),
              "Its outputs stay dark under OVMF without a ROM made for it, and the host loses them."
                  + " Pass a card of its own where you can."));
    }
    if (!card.hasOutputs()) {
      to.accept(
          new Finding(
              Rule.NO_OUTPUTS,
              "%s is a 3D controller: no screen can be plugged into it."
                  .formatted(Phrases.of(card)),
              "In a laptop its picture goes through the processor's graphics, which stays here."
                  + " Look at the guest over the network, or through memory that both share"
                  + " (Looking Glass)."));
    }
    boolean sound = at.bus().companions(card).stream().anyMatch(PciFunction::isAudio);
    if (!sound && !card.isVirtual() && isDiscrete(card)) {
      to.accept(
          new Finding(
              Rule.MISSING_COMPANION,
              "%s has no sound function beside it.".formatted(Phrases.of(card)),
              "Where the screen has loudspeakers they stay silent. A card usually has one: look"
                  + " whether it is switched off, or hidden from this listing."));
    }
  }

  private static boolean isDiscrete(PciFunction card) {
    return (card.vendor().equals("1002") || card.vendor().equals("10de"))
        && !card.address().startsWith("0000:00:");
  }

  private void companions(Consumer<Finding> to) {
    ImmutableList<PciFunction> along = at.chosen().companions();
    if (!along.isEmpty()) {
      to.accept(
          new Finding(
              Rule.COMPANIONS,
              "%s %s to a card that was named."
                  .formatted(Phrases.all(along), Phrases.number(along, "belongs", "belong")),
              "They go with it. What is in one slot here is in one slot of the guest, as a device"
                  + " with several functions."));
    }
  }

  private void twins(Consumer<Finding> to) {
    ImmutableList<PciFunction> twins =
        at.bus().all().stream()
            .filter(each -> !functions.contains(each))
            .filter(each -> functions.stream().anyMatch(one -> one.id().equals(each.id())))
            .collect(toImmutableList());
    if (!twins.isEmpty()) {
      to.accept(
          new Finding(
              Rule.SHARED_IDS,
              "%s %s the id of a device that is to go."
                  .formatted(Phrases.all(twins), Phrases.number(twins, "has", "have")),
              "What is to go is bound by its address, not by its id. Nothing to do."));
    }
  }

  private static Finding virtual(PciFunction each) {
    return new Finding(
        Rule.VIRTUAL_FUNCTION,
        "%s is a virtual function of %s."
            .formatted(Phrases.of(each), each.sriov().physicalFunction().orElse("a device")),
        "Its device stays with the host, whose driver makes it at each boot: make that lasting, or"
            + " the guest finds nothing there.");
  }

  private void hostGraphics(Consumer<Finding> to) {
    Stream<PciFunction> staying =
        at.bus().displays().stream()
            .filter(each -> !functions.contains(each) && each.vendor().equals("8086"));
    if (!cards.isEmpty()) {
      staying
          .map(
              each ->
                  new Finding(
                      Rule.INTEL_HOST_DISPLAY,
                      "%s stays with the host.".formatted(Phrases.of(each)),
                      "Its driver is never made to wait for vfio-pci."))
          .forEach(to);
    }
  }
}
