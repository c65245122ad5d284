package dev.javaform.hardware.layout;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import dev.javaform.hardware.CpuSet;
import dev.javaform.hardware.processor.Core;
import dev.javaform.hardware.processor.Node;
import dev.javaform.hardware.processor.Processors;
import java.util.List;
import java.util.Optional;

/** Says why a layout is as it is, in sentences for people. */
record Reasons(
    Processors processors,
    CpuWish wish,
    Offers offers,
    Demand demand,
    List<Core> guest,
    HostShare share,
    Memories memories) {

  private static final long KIB_IN_MIB = 1024;

  ImmutableList<String> sentences() {
    var sentences = ImmutableList.<String>builder();
    sentences.add(cores());
    kind().ifPresent(sentences::add);
    groups().ifPresent(sentences::add);
    near().ifPresent(sentences::add);
    sentences.add(host()).add(helpers());
    threads().ifPresent(sentences::add);
    memory().ifPresent(sentences::add);
    return sentences.build();
  }

  private String cores() {
    CpuSet cpus = Core.cpus(guest);
    return "The guest gets %s, CPUs %s: %s."
        .formatted(
            UnmetReasons.cores(guest.size()),
            cpus,
            wish.cores().isPresent() ? "as many as were asked for" : "as many as suit");
  }

  private Optional<String> kind() {
    return processors.isHybrid()
        ? Optional.of(
            "These are the fast cores of a processor that has slower ones, too; the slower ones"
                + " stay with the host.")
        : Optional.empty();
  }

  private Optional<String> groups() {
    List<Offer> used = used();
    if (used.size() > 1) {
      return Optional.of(
          "They come from %d groups (%s): data that two groups share goes the long way."
              .formatted(used.size(), String.join("; ", used.stream().map(this::named).toList())));
    }
    return processors.groups().size() > 1 && !processors.isHybrid()
        ? Optional.of(
            "They share %s; %s.".formatted(named(used.getFirst()), choice(used.getFirst())))
        : Optional.empty();
  }

  private ImmutableList<Offer> used() {
    return demand.groups().stream()
        .filter(group -> group.cores().stream().anyMatch(guest::contains))
        .collect(toImmutableList());
  }

  private String named(Offer offer) {
    String size = offer.group().kib().map(kib -> size(kib) + " of ").orElse("");
    return offer.group().level() == 0
        ? "a package, CPUs " + offer.group().cpus()
        : "%sL%d, CPUs %s".formatted(size, offer.group().level(), offer.group().cpus());
  }

  private static String size(long kib) {
    return kib % KIB_IN_MIB == 0 ? kib / KIB_IN_MIB + " MiB" : kib + " KiB";
  }

  private String choice(Offer chosen) {
    boolean larger = offers.best().stream().anyMatch(other -> other.cacheKib() < chosen.cacheKib());
    boolean boot = chosen.cpus().contains(processors.online().numbers().first());
    if (larger) {
      return "that is the largest cache" + (boot ? ", so that the boot CPU is given away" : "");
    }
    return boot ? "no other group suits better" : "the group of the boot CPU stays with the host";
  }

  private Optional<String> near() {
    if (processors.nodes().size() < 2) {
      return Optional.empty();
    }
    if (wish.gpuNode().isEmpty()) {
      return Optional.of(
          "At which NUMA node the graphics card sits is unknown, so that it was not looked at.");
    }
    boolean all = used().stream().allMatch(offers::isNearCard);
    return Optional.of(
        "The graphics card sits at NUMA node %d; %s."
            .formatted(
                wish.gpuNode().orElseThrow(),
                all ? "so do all of them" : "not all of them do, for there are not enough"));
  }

  private String host() {
    CpuSet host = processors.online().minus(Core.cpus(guest));
    return host.isEmpty()
        ? "The host keeps nothing for itself: it works on what the guest leaves it."
        : "The host keeps CPUs %s (at least %s were to stay)."
            .formatted(host, UnmetReasons.cores(wish.reserve()));
  }

  private String helpers() {
    return share.emulator().equals(share.ioThreads())
        ? "The emulator and the I/O threads run on CPUs %s.".formatted(share.emulator())
        : "The emulator runs on CPUs %s, the I/O threads on CPUs %s, near the guest and not on its"
                .formatted(share.emulator(), share.ioThreads())
            + " cores.";
  }

  private Optional<String> threads() {
    boolean unequal = guest.stream().map(core -> core.cpus().size()).distinct().count() > 1;
    return unequal
        ? Optional.of(
            "Some of the cores have more threads online than others, so that the guest sees cores"
                + " without threads.")
        : Optional.empty();
  }

  private Optional<String> memory() {
    if (!memories.replaced().isEmpty()) {
      return Optional.of(
          "NUMA node %s has no memory of its own: the guest's comes from node %s, the nearest."
              .formatted(memories.replaced(), memories.nodes()));
    }
    boolean several = processors.nodes().stream().filter(Node::hasMemory).count() > 1;
    return several
        ? Optional.of("The guest's memory comes from NUMA node %s.".formatted(memories.nodes()))
        : Optional.empty();
  }
}
