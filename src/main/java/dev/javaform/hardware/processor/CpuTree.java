package dev.javaform.hardware.processor;

import com.google.common.primitives.Ints;
import dev.javaform.hardware.CpuSet;
import dev.javaform.hardware.HostTree;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The CPUs below {@code /sys/devices/system/cpu} and their attributes (Linux,
 * Documentation/admin-guide/cputopology). Lists that older kernels tell as masks only are read from
 * these.
 */
record CpuTree(HostTree tree, CpuSet present, CpuSet online) {

  private static final String ROOT = "sys/devices/system/cpu/";
  private static final int PREFIX = "cpu".length();

  static CpuTree of(HostTree tree) {
    CpuSet present =
        tree.value(ROOT + "present").flatMap(CpuSet::parse).orElseGet(() -> named(tree));
    CpuSet online =
        tree.value(ROOT + "online")
            .flatMap(CpuSet::parse)
            .orElseGet(() -> matching(present, cpu -> isOn(tree, cpu)));
    return new CpuTree(tree, present.or(online), online);
  }

  /** The CPUs that have a folder, or a block of {@code /proc/cpuinfo} where no folder is known. */
  private static CpuSet named(HostTree tree) {
    CpuSet folders =
        numbers(
            tree.names("sys/devices/system/cpu").stream()
                .filter(name -> name.startsWith("cpu"))
                .map(name -> name.substring(PREFIX)));
    return folders.isEmpty()
        ? numbers(
            tree.lines("proc/cpuinfo").stream()
                .filter(line -> line.startsWith("processor"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip()))
        : folders;
  }

  private static CpuSet numbers(Stream<String> names) {
    return CpuSet.of(names.map(Ints::tryParse).filter(number -> number != null).toList());
  }

  private static boolean isOn(HostTree tree, int cpu) {
    return tree.number(folder(cpu) + "online").orElse(1L) == 1;
  }

  private static CpuSet matching(CpuSet cpus, Predicate<Integer> wanted) {
    return CpuSet.of(cpus.stream().filter(wanted).toList());
  }

  static String folder(int cpu) {
    return ROOT + "cpu" + cpu + "/";
  }

  /** The CPUs of a list, else those of the mask; of them those that are online. */
  Optional<CpuSet> online(String list, String mask) {
    return tree.value(list)
        .flatMap(CpuSet::parse)
        .or(() -> tree.value(mask).flatMap(CpuSet::ofMask))
        .map(cpus -> cpus.and(online));
  }

  /** The CPUs of {@code PATH_list}, else those of the mask {@code PATH}. */
  Optional<CpuSet> online(String path) {
    return online(path + "_list", path);
  }
}
