package dev.javaform.hardware.preflight;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import dev.javaform.hardware.pci.PciFunction;
import dev.javaform.hardware.pci.Verdict;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Why nothing of a kind can be proposed, device by device. */
final class CandidateRules {

  private final Case at;
  private final Proposing proposing;
  private final Proposal proposal;

  CandidateRules(Case at) {
    this.at = at;
    this.proposing = new Proposing(at);
    this.proposal = proposing.proposal();
  }

  void tell(Consumer<Finding> to) {
    if (at.iommu().enabled()) {
      cards(to);
      controllers(to);
    }
  }

  private void cards(Consumer<Finding> to) {
    boolean ready = proposal.cards().stream().anyMatch(Candidate::isReady);
    if (!at.chosen().isEmpty() || ready || at.bus().displays().size() < 2) {
      return;
    }
    ImmutableList<PciFunction> cards =
        at.bus().displays().stream().filter(proposing::isCard).collect(toImmutableList());
    if (cards.isEmpty()) {
      to.accept(
          new Finding(
              Rule.NO_CARD_FREE,
              "%s belong to the processor or the board."
                  .formatted(Phrases.all(at.bus().displays())),
              "Put a graphics card in."));
    }
    cards.stream()
        .filter(each -> each.bootVga().orElse(false) || !isFree(each) || !keyboards(each).isEmpty())
        .map(this::card)
        .forEach(to);
  }

  private Finding card(PciFunction each) {
    Verdict verdict = at.verdicts().on(each);
    if (verdict.isFree() && each.bootVga().orElse(false)) {
      return new Finding(
          Rule.NO_CARD_FREE,
          "%s is kept apart from everything else, but the firmware draws on it."
              .formatted(Phrases.of(each)),
          "Make the other card the primary one in the firmware's set-up and plug the host's screen"
              + " in there; or name it all the same, and put boot-display into preflight_accept.");
    }
    if (verdict.isFree() && !keyboards(each).isEmpty()) {
      return new Finding(
          Rule.NO_CARD_FREE,
          "The host's only keyboard is plugged into %s.".formatted(Phrases.all(keyboards(each))),
          "Plug it in elsewhere.");
    }
    return new Finding(
        Rule.NO_CARD_FREE,
        verdict.reason(),
        verdict.state() == Verdict.State.SHARED
            ? "Put the card into another slot, or name what shares its group in passthrough_devices"
                + " as well, where the host can do without it."
            : "Put the card into another slot, or move what the host needs to another one.");
  }

  private ImmutableList<PciFunction> keyboards(PciFunction card) {
    return at.keyboards(at.verdicts().card(card));
  }

  private boolean isFree(PciFunction each) {
    return at.verdicts().on(each).isFree();
  }

  private void controllers(Consumer<Finding> to) {
    ImmutableList<PciFunction> all =
        at.bus().all().stream().filter(PciFunction::isUsb).collect(toImmutableList());
    if (!all.isEmpty() && proposal.controllers().isEmpty()) {
      to.accept(
          new Finding(
              Rule.NO_USB_CONTROLLER,
              all.stream().map(this::why).collect(Collectors.joining("; ")) + ".",
              "Give the guest single USB devices instead, or put in a card with a controller of its"
                  + " own. Overriding ACS is no way out: it only claims isolation."));
    }
  }

  private String why(PciFunction each) {
    String name = Phrases.of(each);
    if (proposing.isOfCard(each)) {
      return name + " is on a graphics card and goes with that";
    }
    if (at.hasOnlyKeyboard(each)) {
      return name + " carries the host's only keyboard";
    }
    if (!at.needs(each).isEmpty()) {
      return name + " carries what the host needs: " + String.join(", ", at.needs(each));
    }
    return each.group().isEmpty()
        ? name + " is in no IOMMU group"
        : "%s shares IOMMU group %d with %s"
            .formatted(name, each.group().get(), Phrases.all(others(each)));
  }

  private ImmutableList<PciFunction> others(PciFunction each) {
    return at.iommu().membersWith(each).stream()
        .filter(other -> !other.equals(each) && !other.isBridge() && !other.isHostBridge())
        .collect(toImmutableList());
  }
}
