package dev.javaform.hardware.preflight;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingLong;

import com.google.common.collect.ImmutableList;
import dev.javaform.hardware.pci.Bar;
import dev.javaform.hardware.pci.PciFunction;
import java.util.Comparator;
import java.util.List;
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

  /** One card stays; where nothing tells which the host draws on, it is the least. */
  private ImmutableList<Candidate> cards() {
    List<PciFunction> all =
        at.bus().displays().stream()
            .filter(each -> !each.isVirtual())
            .sorted(comparing(this::isForHost).thenComparing(LARGEST).thenComparing(ADDRESS))
            .toList();
    return all.stream()
        .limit(Math.max(0, all.size() - 1))
        .filter(each -> !isForHost(each) && isApart(each, card(each)))
        .map(each -> new Candidate("gpu", each, at.bus().companions(each), about(each)))
        .collect(toImmutableList());
  }

  private static final Comparator<PciFunction> LARGEST =
      comparingLong(each -> -each.bars().stream().mapToLong(Bar::size).max().orElse(0));

  private static final Comparator<PciFunction> ADDRESS = comparing(PciFunction::address);

  /** What the firmware draws on, and graphics that are a part of the processor. */
  private boolean isForHost(PciFunction card) {
    boolean withProcessor =
        at.bus().companions(card).stream().anyMatch(each -> each.type().startsWith("1080"));
    boolean intel = card.vendor().equals("8086") && card.address().startsWith("0000:00:");
    return card.bootVga().orElse(false) || withProcessor || intel;
  }

  private ImmutableList<PciFunction> card(PciFunction card) {
    return ImmutableList.<PciFunction>builder().add(card).addAll(at.bus().companions(card)).build();
  }

  /** Whether what is to go shares a group with nothing else, and the host needs none of it. */
  private boolean isApart(PciFunction one, List<PciFunction> going) {
    boolean free = going.stream().allMatch(each -> at.needs(each).isEmpty());
    return free
        && one.group().isPresent()
        && going.stream()
            .flatMap(each -> at.iommu().membersWith(each).stream())
            .allMatch(each -> going.contains(each) || each.isBridge() || each.isHostBridge());
  }

  private ImmutableList<String> about(PciFunction each) {
    return at.screens(each).stream().map("screen at "::concat).collect(toImmutableList());
  }

  private ImmutableList<Candidate> controllers() {
    return alone(PciFunction::isUsb)
        .filter(each -> !isOfCard(each) && !at.hasOnlyKeyboard(each))
        .map(each -> new Candidate("usb", each, ImmutableList.of(), at.plugged(each)))
        .sorted(
            comparing((Candidate each) -> each.about().isEmpty())
                .thenComparing(each -> each.function().address()))
        .collect(toImmutableList());
  }

  /** It goes with its card anyway. */
  private boolean isOfCard(PciFunction each) {
    return at.bus().companions(each).stream().anyMatch(PciFunction::isDisplay);
  }

  private ImmutableList<Candidate> disks() {
    return alone(PciFunction::isNvme)
        .map(
            each ->
                new Candidate(
                    "nvme",
                    each,
                    ImmutableList.of(),
                    ImmutableList.of("nothing of it is mounted: look at what is on it first")))
        .collect(toImmutableList());
  }

  private Stream<PciFunction> alone(java.util.function.Predicate<PciFunction> kind) {
    return at.bus().all().stream()
        .filter(kind)
        .filter(each -> !each.isVirtual() && isApart(each, ImmutableList.of(each)));
  }
}
