package dev.javaform.hardware.processor;

import static java.util.Comparator.comparingInt;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.Longs;
import dev.javaform.hardware.CpuSet;
import dev.javaform.hardware.HostTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the caches from {@code cache/index*} of each CPU. */
final class CacheReader {

  private static final Pattern SIZE = Pattern.compile("(\\d{1,9})([KM])");
  private static final long KIB_IN_MIB = 1024;
  private static final int SHARED_BY_DESIGN = 3;
  private static final int DEEPEST = 9;

  private CacheReader() {}

  /** The unified caches of a CPU, in the order of their index. */
  static List<CacheGroup> unified(HostTree tree, CpuTree cpus, int cpu) {
    String folder = CpuTree.folder(cpu) + "cache";
    return tree.names(folder).stream()
        .filter(name -> name.startsWith("index"))
        .map(name -> folder + "/" + name + "/")
        .filter(cache -> tree.value(cache + "type").filter("Unified"::equals).isPresent())
        .map(cache -> read(tree, cpus, cpu, cache))
        .filter(cache -> cache.level() > 0 && cache.level() <= DEEPEST)
        .toList();
  }

  private static CacheGroup read(HostTree tree, CpuTree cpus, int cpu, String cache) {
    CpuSet self = CpuSet.of(cpu);
    return new CacheGroup(
        cpus.online(cache + "shared_cpu_list", cache + "shared_cpu_map").orElse(self).or(self),
        tree.number(cache + "level").orElse(0L).intValue(),
        tree.value(cache + "size").flatMap(CacheReader::kib));
  }

  private static Optional<Long> kib(String text) {
    Matcher size = SIZE.matcher(text);
    return size.matches()
        ? Optional.ofNullable(Longs.tryParse(size.group(1)))
            .map(number -> size.group(2).equals("M") ? number * KIB_IN_MIB : number)
        : Optional.empty();
  }

  /** The groups that share a cache of the highest level, each CPU in one of them only. */
  static ImmutableList<CacheGroup> groups(
      HostTree tree, CpuTree cpus, ImmutableList<Core> cores, Iterable<CpuSet> packages) {
    List<CacheGroup> groups = new ArrayList<>();
    CpuSet seen = CpuSet.NONE;
    for (Core core : cores) {
      Optional<CacheGroup> last = last(tree, cpus, core.first());
      if (last.isPresent() && !seen.contains(core.first())) {
        CacheGroup group = last.orElseThrow();
        CpuSet mine = group.cpus().minus(seen);
        groups.add(new CacheGroup(mine, group.level(), group.kib()));
        seen = seen.or(mine);
      }
    }
    return isShared(groups, cores) ? withRest(groups, seen, packages) : whole(packages);
  }

  private static Optional<CacheGroup> last(HostTree tree, CpuTree cpus, int cpu) {
    return unified(tree, cpus, cpu).stream().max(comparingInt(CacheGroup::level));
  }

  /** Second level caches of one core each are no groups: the machine has nothing that is shared. */
  private static boolean isShared(List<CacheGroup> groups, List<Core> cores) {
    return groups.stream().anyMatch(group -> group.level() >= SHARED_BY_DESIGN)
        || groups.size() < cores.size();
  }

  private static ImmutableList<CacheGroup> withRest(
      List<CacheGroup> groups, CpuSet seen, Iterable<CpuSet> packages) {
    var all = ImmutableList.<CacheGroup>builder().addAll(groups);
    for (CpuSet cpus : packages) {
      CpuSet rest = cpus.minus(seen);
      if (!rest.isEmpty()) {
        all.add(new CacheGroup(rest, 0, Optional.empty()));
      }
    }
    return ImmutableList.sortedCopyOf(
        comparingInt(group -> group.cpus().numbers().first()), all.build());
  }

  private static ImmutableList<CacheGroup> whole(Iterable<CpuSet> packages) {
    return withRest(List.of(), CpuSet.NONE, packages);
  }
}
