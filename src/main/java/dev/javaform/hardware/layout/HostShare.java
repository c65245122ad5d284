package dev.javaform.hardware.layout;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingInt;

import dev.javaform.hardware.CpuSet;
import dev.javaform.hardware.processor.Core;
import dev.javaform.hardware.processor.CpuClass;
import dev.javaform.hardware.processor.Node;
import dev.javaform.hardware.processor.Processors;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The CPUs on which the guest's helpers run: cores of the host's, near the guest; slower ones where
 * there are any, as many as share a second level cache.
 *
 * @param emulator the CPUs of the emulator's own threads
 * @param ioThreads the CPUs of the I/O threads: others, where the host has more than one place
 */
record HostShare(CpuSet emulator, CpuSet ioThreads) {

  static HostShare of(Processors processors, List<Core> guest) {
    CpuSet taken = Core.cpus(guest);
    CpuSet near = near(processors, guest);
    List<CpuSet> places =
        processors.cores().stream()
            .filter(core -> !taken.meets(core.cpus()))
            .sorted(order(near))
            .map(core -> place(core).minus(taken))
            .distinct()
            .limit(2)
            .toList();
    CpuSet emulator = places.isEmpty() ? guest.getFirst().cpus() : places.getFirst();
    return new HostShare(emulator, places.isEmpty() ? emulator : places.getLast());
  }

  private static Comparator<Core> order(CpuSet near) {
    return comparingInt((Core core) -> rank(core.kind()))
        .thenComparing(comparing(core -> !near.meets(core.cpus())))
        .thenComparing(comparingInt(Core::first));
  }

  private static int rank(CpuClass kind) {
    return switch (kind) {
      case EFFICIENT -> 0;
      case LOW_POWER -> 1;
      case UNIFORM, PERFORMANCE -> 2;
    };
  }

  private static CpuSet place(Core core) {
    return rank(core.kind()) < rank(CpuClass.UNIFORM) ? core.cluster() : core.cpus();
  }

  /** The CPUs at the nodes at which the guest runs. */
  private static CpuSet near(Processors processors, List<Core> guest) {
    return guest.stream()
        .map(processors::node)
        .flatMap(Optional::stream)
        .map(Node::cpus)
        .reduce(CpuSet.NONE, CpuSet::or);
  }
}
