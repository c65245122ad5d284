package dev.javaform.hardware.processor;

import com.google.common.collect.ImmutableSortedSet;
import dev.javaform.hardware.CpuSet;
import dev.javaform.hardware.HostTree;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Tells the fast cores of a hybrid processor from the others: by what the kernel says of them, else
 * by their base frequency, else because slower cores have one thread and share a second level cache
 * while others have two. The highest frequency tells nothing: single fast cores may run faster than
 * their equals.
 *
 * @param efficient the CPUs of the slower cores
 * @param lowPower those of the cores apart
 * @param fast the CPUs of the others
 */
record Classes(CpuSet fast, CpuSet efficient, CpuSet lowPower) {

  private static final String DEVICES = "sys/devices/";

  static Classes of(
      HostTree tree, CpuTree cpus, List<CpuSet> cores, UnaryOperator<CpuSet> cluster) {
    CpuSet slow =
        told(tree, cpus)
            .or(() -> byFrequency(tree, cores))
            .orElseGet(() -> byCluster(cores, cluster));
    CpuSet apart = kernels(tree, "cpu_lowpower").and(cpus.online()).or(apart(tree, cpus, slow));
    return new Classes(cpus.online().minus(slow).minus(apart), slow.minus(apart), apart);
  }

  /** What a core is; uniform where all are alike. */
  CpuClass of(CpuSet core) {
    boolean slowOnly = fast.isEmpty() && (efficient.isEmpty() || lowPower.isEmpty());
    boolean fastOnly = efficient.isEmpty() && lowPower.isEmpty();
    if (slowOnly || fastOnly) {
      return CpuClass.UNIFORM;
    }
    if (lowPower.meets(core)) {
      return CpuClass.LOW_POWER;
    }
    return efficient.meets(core) ? CpuClass.EFFICIENT : CpuClass.PERFORMANCE;
  }

  private static CpuSet kernels(HostTree tree, String unit) {
    return tree.value(DEVICES + unit + "/cpus").flatMap(CpuSet::parse).orElse(CpuSet.NONE);
  }

  /** The kernel's performance counters of a hybrid processor are apart for each kind of core. */
  private static Optional<CpuSet> told(HostTree tree, CpuTree cpus) {
    CpuSet atom = kernels(tree, "cpu_atom").or(kernels(tree, "cpu_lowpower"));
    return tree.has(DEVICES + "cpu_core") || !atom.isEmpty()
        ? Optional.of(atom.and(cpus.online()))
        : Optional.empty();
  }

  /** Slower ones with two threads are equals that were given less: not another kind of core. */
  private static Optional<CpuSet> byFrequency(HostTree tree, List<CpuSet> cores) {
    ImmutableSortedSet<Long> frequencies =
        cores.stream()
            .flatMap(core -> base(tree, core).stream())
            .collect(ImmutableSortedSet.toImmutableSortedSet(Comparator.naturalOrder()));
    if (frequencies.size() < 2) {
      return Optional.empty();
    }
    List<CpuSet> slower =
        cores.stream()
            .filter(core -> base(tree, core).filter(frequencies.last()::equals).isEmpty())
            .toList();
    boolean single = slower.stream().allMatch(core -> core.size() == 1);
    return single ? Optional.of(union(slower)) : Optional.empty();
  }

  private static Optional<Long> base(HostTree tree, CpuSet core) {
    return tree.number(CpuTree.folder(core.numbers().first()) + "cpufreq/base_frequency");
  }

  private static CpuSet byCluster(List<CpuSet> cores, UnaryOperator<CpuSet> cluster) {
    boolean threads = cores.stream().anyMatch(core -> core.size() > 1);
    return threads
        ? union(
            cores.stream()
                .filter(core -> core.size() == 1 && cluster.apply(core).size() > 1)
                .toList())
        : CpuSet.NONE;
  }

  /** Slower cores that cannot reach the cache of the highest level, which others share. */
  private static CpuSet apart(HostTree tree, CpuTree cpus, CpuSet slow) {
    int highest = cpus.online().stream().mapToInt(cpu -> level(tree, cpus, cpu)).max().orElse(0);
    return CpuSet.of(
        slow.stream()
            .filter(cpu -> level(tree, cpus, cpu) > 0 && level(tree, cpus, cpu) < highest)
            .toList());
  }

  private static int level(HostTree tree, CpuTree cpus, int cpu) {
    return CacheReader.unified(tree, cpus, cpu).stream()
        .mapToInt(CacheGroup::level)
        .max()
        .orElse(0);
  }

  private static CpuSet union(List<CpuSet> sets) {
    return sets.stream().reduce(CpuSet.NONE, CpuSet::or);
  }
}
