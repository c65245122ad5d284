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
final class Planner {

  private final Processors processors;
  private final CpuWish wish;
  private final Offers offers;
  private final Demand demand;
  private final ImmutableList<Core> guest;
  private final HostShare share;
  private final Memories memories;

  Planner(Processors processors, CpuWish wish) {
    this.processors = processors;
    this.wish = wish;
    offers = new Offers(processors, wish);
    demand = Demand.of(processors, wish, offers);
    guest = chosen();
    share = HostShare.of(processors, guest);
    memories = Memories.of(processors, guest);
  }

  HostShare share() {
    return share;
  }

  CpuSet memoryNodes() {
    return memories.nodes();
  }

  ImmutableList<String> reasons() {
    return new Reasons(processors, wish, offers, demand, guest, share, memories).sentences();
  }

  /** The first cores of the groups in order, after those that the host keeps of them. */
  private ImmutableList<Core> chosen() {
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

  ImmutableList<Integer> vcpus() {
    return guest.stream().flatMap(core -> core.cpus().stream()).collect(toImmutableList());
  }

  Topology topology() {
    int all = vcpus().size();
    int most =
        guest.stream().map(core -> core.cpus().size()).max(Comparator.naturalOrder()).orElse(1);
    int threads = most * guest.size() == all ? most : 1;
    return new Topology(1, 1, all / threads, threads);
  }

  /** The CPUs that no vCPU is pinned to. */
  CpuSet host() {
    return processors.online().minus(Core.cpus(guest));
  }

  /** CPU 0 has work of the kernel's that cannot go elsewhere; one CPU must be left in any case. */
  CpuSet tickless() {
    CpuSet tickless = Core.cpus(guest).minus(CpuSet.of(0));
    return tickless.containsAll(processors.online())
        ? tickless.minus(CpuSet.of(processors.online().numbers().first()))
        : tickless;
  }

  CpuSet housekeeping() {
    return processors.online().minus(tickless());
  }
}
