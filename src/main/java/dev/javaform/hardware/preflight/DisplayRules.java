package dev.javaform.hardware.preflight;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import dev.javaform.hardware.pci.PciFunction;
import java.util.function.Consumer;

/** What the host itself draws on. */
final class DisplayRules {

  private static final String NETWORK_ONLY =
      "accept it where the host is reached over the network only";

  private final Case at;
  private final ImmutableList<PciFunction> cards;
  private final ImmutableList<PciFunction> left;
  private final boolean headless;

  DisplayRules(Case at) {
    this.at = at;
    this.cards = at.bus().displays();
    this.left =
        cards.stream()
            .filter(each -> !at.chosen().takes(each) && !each.isVirtual())
            .filter(PciFunction::hasOutputs)
            .collect(toImmutableList());
    this.headless = cards.stream().noneMatch(PciFunction::hasOutputs);
  }

  void tell(Consumer<Finding> to) {
    if (!at.knowsBus()) {
      to.accept(
          new Finding(
              Rule.UNKNOWN_DEVICES,
              "Nothing was read of its PCI bus.",
              "Look at the machine itself, or at a capture made with \"javaform facts HOST --save"
                  + " FILE\"."));
    } else if (cards.isEmpty()) {
      to.accept(
          new Finding(
              Rule.NO_GRAPHICS_CARD,
              "No display controller is on the PCI bus.",
              "There is none to pass: put one in."));
    } else if (left.isEmpty() && !headless) {
      to.accept(
          new Finding(
              Rule.NO_DISPLAY_LEFT,
              "passthrough_devices takes %s.".formatted(Phrases.all(taken())),
              "Leave a card to the host, or %s.".formatted(NETWORK_ONLY)));
    } else if (cards.size() == 1 && !headless) {
      to.accept(
          new Finding(
              Rule.ONLY_GRAPHICS_CARD,
              "The host draws on %s itself.".formatted(Phrases.all(cards)),
              "Add a second one (any cheap card does for the host), or %s."
                  .formatted(NETWORK_ONLY)));
    }
    drawnOn(to);
  }

  private ImmutableList<PciFunction> taken() {
    return cards.stream().filter(each -> at.chosen().takes(each)).collect(toImmutableList());
  }

  private void drawnOn(Consumer<Finding> to) {
    for (PciFunction each : at.chosen().functions()) {
      if (each.bootVga().orElse(false)) {
        to.accept(boot(each));
      } else if (!at.screens(each).isEmpty() && !left.isEmpty()) {
        to.accept(
            new Finding(
                Rule.CONSOLE_DISPLAY,
                "A screen is plugged into %s: %s."
                    .formatted(each.address(), String.join(", ", at.screens(each))),
                "It shows the guest once that runs. Plug the host's screen into the other card."));
      }
    }
  }

  private static Finding boot(PciFunction card) {
    return new Finding(
        Rule.BOOT_DISPLAY,
        "The firmware and the boot loader draw on %s.".formatted(Phrases.of(card)),
        "This host's screen goes dark early in boot, and the firmware's framebuffer may hold the"
            + " card. Make the other card the primary one in the firmware's set-up, or accept it;"
            + " the guest then may need the kernel argument initcall_blacklist=sysfb_init and a"
            + " file of the card's ROM.");
  }
}
