package dev.javaform.hardware.layout;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import dev.javaform.hardware.CpuSet;
import dev.javaform.hardware.processor.Core;
import dev.javaform.hardware.processor.Processors;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Chooses the cores of a guest, and derives everything else from that. */
record Planner(Processors processors, Wish wish, Offers offers) {

  Planner(Processors processors, Wish wish) {
    this(processors, wish, new Offers(processors, wish));
  }

  Layout layout() {
    Demand demand = Demand.of(processors, wish, offers);
    ImmutableList<Core> guest = chosen(demand);
    CpuSet cpus = Core.cpus(guest);
    HostShare share = HostShare.of(processors, guest);
    CpuSet tickless = tickless(cpus);
    Memories memories = Memories.of(processors, guest);
    return new Layout(
        vcpus(guest),
        topology(guest),
        share.emulator(),
        ImmutableList.of(share.ioThreads(), share.ioThreads()),
        processors.online().minus(cpus),
        tickless,
        processors.online().minus(tickless),
        memories.nodes(),
        new Reasons(processors, wish, offers, demand, guest, share, memories).sentences());
  }

  /** The first cores of the groups in order, after those that the host keeps of them. */
  private ImmutableList<Core> chosen(Demand demand) {
    Set<Core> kept = new HashSet<>(demand.kept());
    List<Core> free =
        demand.groups().stream()
            .flatMap(group -> group.cores().stream())
            .filter(core -> !kept.contains(core))
            .limit(demand.cores())
            .toList();
    return offers.inOrder(demand.groups()).stream()
        .flatMap(group -> group.cores().stream())
        .filter(free::contains)
        .collect(toImmutableList());
  }

  private static ImmutableList<Integer> vcpus(List<Core> cores) {
    return cores.stream().flatMap(core -> core.cpus().stream()).collect(toImmutableList());
  }

  private static Topology topology(List<Core> cores) {
    int all = vcpus(cores).size();
    int most =
        cores.stream().map(core -> core.cpus().size()).max(Comparator.naturalOrder()).orElse(1);
    int threads = most * cores.size() == all ? most : 1;
    return new Topology(1, 1, all / threads, threads);
  }

  /**
   * CPU 0 has work of the kernel's that cannot go elsewhere, and one CPU must be left in any case.
   */
  private CpuSet tickless(CpuSet guest) {
    CpuSet tickless = guest.minus(CpuSet.of(0));
    return tickless.containsAll(processors.online())
        ? tickless.minus(CpuSet.of(processors.online().numbers().first()))
        : tickless;
  }
}
