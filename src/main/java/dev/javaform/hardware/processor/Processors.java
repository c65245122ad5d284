package dev.javaform.hardware.processor;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ImmutableSortedSet;
import dev.javaform.hardware.CpuSet;
import dev.javaform.hardware.HostTree;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The processors of a machine, as far as they are known. A CPU that is offline is in no core, group
 * or node. Of a machine of which only a text is known ({@code lscpu}, {@code dmidecode}) there are
 * counts, but no cores and groups.
 *
 * @param present the CPUs that the machine has
 * @param online the CPUs that are switched on
 * @param cores the cores, by their lowest CPU
 * @param groups the groups that share a cache of the highest level, by their lowest CPU
 * @param nodes the NUMA nodes that are online, by number
 * @param packages the CPUs of each package, by the kernel's number of it
 * @param vendor who made them
 * @param model their name, {@code AMD Ryzen 9 5950X 16-Core Processor}
 * @param flags what they can do, in the kernel's words; empty where unknown
 * @param hypervisor what the machine runs on where it is a virtual one; {@code unknown} where only
 *     that much is known
 * @param counts how many there are
 */
public record Processors(
    CpuSet present,
    CpuSet online,
    ImmutableList<Core> cores,
    ImmutableList<CacheGroup> groups,
    ImmutableList<Node> nodes,
    ImmutableSortedMap<Integer, CpuSet> packages,
    Vendor vendor,
    Optional<String> model,
    ImmutableSortedSet<String> flags,
    Optional<String> hypervisor,
    Counts counts) {

  /** What a tree tells of them. */
  public static Processors of(HostTree tree) {
    CpuInfo info = CpuInfo.of(tree);
    CpuTree cpus = CpuTree.of(tree);
    CoreReader reader = new CoreReader(tree, cpus);
    ImmutableList<Core> cores = reader.cores();
    return new Processors(
        cpus.present(),
        cpus.online(),
        cores,
        CacheReader.groups(tree, cpus, cores, reader.packages().values()),
        NodeReader.nodes(tree, cpus.online()),
        reader.packages(),
        info.vendor(),
        info.model(),
        info.flags(),
        Hypervisor.of(tree, info),
        CountReader.counts(tree, cores));
  }

  /** Whether there are cores of different kinds. */
  public boolean isHybrid() {
    return cores.stream().map(Core::kind).distinct().count() > 1;
  }

  /** Whether any core has more than one thread online. */
  public boolean hasThreads() {
    return cores.stream().anyMatch(core -> core.cpus().size() > 1);
  }

  /** The cores of one kind. */
  public Stream<Core> cores(CpuClass kind) {
    return cores.stream().filter(core -> core.kind() == kind);
  }

  /** The group in which a core is. */
  public Optional<CacheGroup> group(Core core) {
    return groups.stream().filter(group -> group.cpus().contains(core.first())).findFirst();
  }

  /** The node at which a core sits. */
  public Optional<Node> node(Core core) {
    return nodes.stream().filter(node -> node.cpus().contains(core.first())).findFirst();
  }

  /** The node of a number. */
  public Optional<Node> node(int number) {
    return nodes.stream().filter(node -> node.number() == number).findFirst();
  }
}
