package dev.javaform.hardware;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** A machine that a test makes up, file by file. */
public final class Built {

  private static final String CPU = "sys/devices/system/cpu/";

  private final Map<String, String> files = new TreeMap<>();

  /** A machine with these CPUs online. */
  public static Built online(String cpus) {
    return new Built().file(CPU + "online", cpus).file(CPU + "present", cpus);
  }

  /** Writes a file. */
  public Built file(String path, String content) {
    files.put(path, content + "\n");
    return this;
  }

  /** Cores of a package, each a list of its threads. */
  public Built cores(int packageId, String... cores) {
    for (String core : cores) {
      each(
          core,
          topology -> {
            file(CPU + topology + "/topology/core_cpus_list", core);
            file(CPU + topology + "/topology/physical_package_id", Integer.toString(packageId));
          });
    }
    return this;
  }

  /** Caches of a level and a size in KiB, each shared by a list of CPUs. */
  public Built caches(int level, long kib, String... groups) {
    for (String group : groups) {
      each(
          group,
          cpu -> {
            String cache = CPU + cpu + "/cache/index" + level + "/";
            file(cache + "type", "Unified");
            file(cache + "level", Integer.toString(level));
            file(cache + "size", kib + "K");
            file(cache + "shared_cpu_list", group);
          });
    }
    return this;
  }

  /** A NUMA node with these CPUs (perhaps none) and this memory. */
  public Built node(int number, String cpus, long kib, String distances) {
    String folder = "sys/devices/system/node/node" + number + "/";
    return file(folder + "cpulist", cpus)
        .file(folder + "meminfo", "Node %d MemTotal:  %d kB".formatted(number, kib))
        .file(folder + "distance", distances);
  }

  /** Some lines of the first block of /proc/cpuinfo. */
  public Built cpuInfo(String vendor, String flags) {
    return file("proc/cpuinfo", "vendor_id\t: " + vendor + "\nflags\t\t: " + flags);
  }

  /** The machine. */
  public HostTree tree() {
    return HostTree.of(files, Map.of());
  }

  private static void each(String cpus, Consumer<String> action) {
    CpuSet.parse(cpus).orElseThrow().stream().map(cpu -> "cpu" + cpu).forEach(action);
  }
}
