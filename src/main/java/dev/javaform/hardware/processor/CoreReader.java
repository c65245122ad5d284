package dev.javaform.hardware.processor;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import dev.javaform.hardware.CpuSet;
import dev.javaform.hardware.HostTree;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Reads the cores and packages from {@code topology/} of each CPU. */
record CoreReader(HostTree tree, CpuTree cpus) {

  /** The packages that have a CPU online. */
  ImmutableSortedMap<Integer, CpuSet> packages() {
    var packages = new TreeMap<Integer, CpuSet>();
    for (int cpu : cpus.online().numbers()) {
      if (siblings(cpu).isPresent()) {
        packages.merge(packageOf(cpu), CpuSet.of(cpu), CpuSet::or);
      }
    }
    return ImmutableSortedMap.copyOf(packages);
  }

  /** The cores, each CPU in one of them only. */
  ImmutableList<Core> cores() {
    List<CpuSet> threads = threads();
    Classes classes = Classes.of(tree, cpus, threads, this::cluster);
    return threads.stream()
        .map(core -> new Core(core, classes.of(core), packageOf(first(core)), cluster(core)))
        .sorted(Comparator.comparingInt(Core::first))
        .collect(ImmutableList.toImmutableList());
  }

  private List<CpuSet> threads() {
    List<CpuSet> cores = new ArrayList<>();
    CpuSet seen = CpuSet.NONE;
    for (int cpu : cpus.online().numbers()) {
      Optional<CpuSet> siblings = siblings(cpu);
      if (siblings.isPresent() && !seen.contains(cpu)) {
        CpuSet core = siblings.orElseThrow().or(CpuSet.of(cpu)).minus(seen);
        cores.add(core);
        seen = seen.or(core);
      }
    }
    return cores;
  }

  private Optional<CpuSet> siblings(int cpu) {
    String topology = CpuTree.folder(cpu) + "topology/";
    return cpus.online(topology + "core_cpus").or(() -> cpus.online(topology + "thread_siblings"));
  }

  private int packageOf(int cpu) {
    return tree.number(CpuTree.folder(cpu) + "topology/physical_package_id").orElse(0L).intValue();
  }

  /** The CPUs with which a core shares its second level cache. */
  private CpuSet cluster(CpuSet core) {
    return CacheReader.unified(tree, cpus, first(core)).stream()
        .filter(cache -> cache.level() == 2)
        .map(CacheGroup::cpus)
        .findFirst()
        .or(() -> cpus.online(CpuTree.folder(first(core)) + "topology/cluster_cpus"))
        .map(core::or)
        .orElse(core);
  }

  private static int first(CpuSet core) {
    return core.numbers().first();
  }
}
