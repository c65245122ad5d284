package dev.javaform.hardware.preflight;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingLong;

import com.google.common.collect.ImmutableList;
import dev.javaform.hardware.owner.Use;
import dev.javaform.hardware.pci.Bar;
import dev.javaform.hardware.pci.PciFunction;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Finds what could be passed to a guest. */
final class Proposing {

  private final Case at;

  Proposing(Case at) {
    this.at = at;
  }

  Proposal proposal() {
    return new Proposal(cards(), controllers(), disks());
  }

  /** One card with outputs stays; where nothing tells which the host draws on, it is the least. */
  private ImmutableList<Candidate> cards() {
    List<PciFunction> all = inOrder();
    Optional<PciFunction> stays =
        all.stream()
            .filter(PciFunction::hasOutputs)
            .reduce((before, each) -> each.isKept() && !before.isKept() ? before : each);
    return all.stream()
        .filter(each -> stays.filter(each::equals).isEmpty())
        .filter(this::isCard)
        .filter(each -> isApart(at.verdicts().card(each)))
        .map(this::card)
        .collect(toImmutableList());
  }

  private List<PciFunction> inOrder() {
    return at.bus().displays().stream()
        .filter(each -> !each.isVirtual())
        .sorted(
            comparing(this::isForHost)
                .thenComparing(at.verdicts()::isIntegrated)
                .thenComparing(LARGEST)
                .thenComparing(ADDRESS))
        .toList();
  }

  /** Whether it is a card of its own, not a part of the processor or the board. */
  boolean isCard(PciFunction each) {
    return each.isDisplay()
        && !each.isVirtual()
        && !each.isOfBoard()
        && !at.verdicts().isIntegrated(each);
  }

  private Candidate card(PciFunction each) {
    return new Candidate(
        "gpu",
        each,
        at.verdicts().card(each).stream()
            .filter(other -> !other.equals(each))
            .collect(toImmutableList()),
        about(each),
        needs(each));
  }

  private ImmutableList<Rule> needs(PciFunction each) {
    var needs = ImmutableList.<Rule>builder();
    if (each.bootVga().orElse(false)) {
      needs.add(Rule.BOOT_DISPLAY);
    }
    if (carriesKeyboard(each)) {
      needs.add(Rule.HOST_KEYBOARD);
    }
    return needs.build();
  }

  /** Whether the host's only keyboard is plugged into a port of the card. */
  private boolean carriesKeyboard(PciFunction each) {
    return !at.keyboards(at.verdicts().card(each)).isEmpty();
  }

  private static final Comparator<PciFunction> LARGEST =
      comparingLong(each -> -each.bars().stream().mapToLong(Bar::size).max().orElse(0));

  private static final Comparator<PciFunction> ADDRESS = comparing(PciFunction::address);

  /** What the firmware or the console draws on, and graphics that are a part of the processor. */
  private boolean isForHost(PciFunction card) {
    boolean console =
        at.machine().owners().of(card.address()).stream()
            .anyMatch(use -> use.kind() == Use.Kind.CONSOLE);
    boolean drawnOn = card.bootVga().orElse(false) && !card.isKept();
    return drawnOn || console || at.verdicts().isIntegrated(card);
  }

  /** Whether what is to go shares a group with nothing else, and the host needs none of it. */
  private boolean isApart(List<PciFunction> going) {
    boolean free = going.stream().allMatch(each -> at.needs(each).isEmpty());
    return free
        && going.getFirst().group().isPresent()
        && going.stream()
            .flatMap(each -> at.iommu().membersWith(each).stream())
            .allMatch(each -> going.contains(each) || each.isBridge() || each.isHostBridge());
  }

  private ImmutableList<String> about(PciFunction each) {
    var about = ImmutableList.<String>builder();
    at.screens(each).forEach(screen -> about.add("screen at " + screen));
    if (carriesKeyboard(each)) {
      about.add("the host's only keyboard is plugged into it: plug it in elsewhere");
    }
    if (!each.hasOutputs()) {
      about.add("no screen can be plugged into it");
    }
    if (each.bootVga().orElse(false)) {
      about.add(
          "the firmware draws on it: make the other card the primary one in its set-up, or put"
              + " boot-display into preflight_accept");
    }
    return about.build();
  }

  private ImmutableList<Candidate> controllers() {
    return alone(PciFunction::isUsb)
        .filter(each -> !isOfCard(each) && !at.hasOnlyKeyboard(each))
        .map(each -> with("usb", each, plugged(each)))
        .sorted(
            comparing((Candidate each) -> each.about().isEmpty())
                .thenComparing(each -> each.function().address()))
        .collect(toImmutableList());
  }

  private ImmutableList<String> plugged(PciFunction each) {
    return at.tree().has("sys/bus/usb/devices")
        ? at.plugged(each)
        : ImmutableList.of("what is plugged in is unknown: it may be this host's keyboard");
  }

  private static Candidate with(String role, PciFunction each, ImmutableList<String> about) {
    return new Candidate(role, each, ImmutableList.of(), about, ImmutableList.of());
  }

  /** Whether it is on a graphics card, and goes with that anyway. */
  boolean isOfCard(PciFunction each) {
    return at.bus().displays().stream()
        .filter(card -> !card.equals(each))
        .anyMatch(card -> at.verdicts().card(card).contains(each));
  }

  private ImmutableList<Candidate> disks() {
    String about =
        at.machine().owners().isRootFound()
            ? "nothing of it is mounted: look at what is on it first"
            : "what disk this host runs on could not be found: it may be this one";
    return alone(PciFunction::isNvme)
        .map(each -> with("nvme", each, ImmutableList.of(about)))
        .collect(toImmutableList());
  }

  private Stream<PciFunction> alone(Predicate<PciFunction> kind) {
    return at.bus().all().stream()
        .filter(kind)
        .filter(each -> !each.isVirtual() && isApart(ImmutableList.of(each)));
  }
}
