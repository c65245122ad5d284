package dev.javaform.modules.linux.facts;

import com.google.common.collect.ImmutableMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Huge pages by size, from /sys/kernel/mm/hugepages and /proc/meminfo. */
final class HugePages {

  private static final String FOLDER = "sys/kernel/mm/hugepages/hugepages-";

  static final String SCRIPT =
      """
      for d in sys/kernel/mm/hugepages/*; do value "$d/nr_hugepages" "$d/free_hugepages"; done
      text proc/meminfo
      """;

  private HugePages() {}

  /** The default size in KiB, and per size (KiB as text) {@code total} and {@code free}. */
  static ImmutableMap<String, Object> read(FactText text) {
    Map<String, Long> memory = MemoryFacts.kib(text.block("proc/meminfo"));
    var sizes = new LinkedHashMap<String, Object>();
    for (String path : text.values().keySet()) {
      if (path.startsWith(FOLDER) && path.endsWith("/nr_hugepages")) {
        String folder = path.substring(0, path.lastIndexOf('/'));
        sizes.put(
            folder.substring(FOLDER.length()).replaceFirst("kB$", ""),
            ImmutableMap.of(
                "total", text.number(path).orElse(0L),
                "free", text.number(folder + "/free_hugepages").orElse(0L)));
      }
    }
    return ImmutableMap.of(
        "default_kb", memory.getOrDefault("Hugepagesize", 0L), "sizes", ImmutableMap.copyOf(sizes));
  }
}
