package dev.javaform.modules.linux.facts;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.List;
import java.util.Map;

/** Memory and swap in MiB, from /proc/meminfo. */
final class MemoryFacts implements FactReader {

  private static final Splitter WORDS = Splitter.onPattern("[: \t]+").omitEmptyStrings();

  @Override
  public String name() {
    return "memory";
  }

  @Override
  public ImmutableSet<String> subsets() {
    return ImmutableSet.of("hardware");
  }

  @Override
  public String script() {
    return "text proc/meminfo\n";
  }

  @Override
  public Map<String, Object> read(FactText text) {
    Map<String, Long> kib = kib(text.block("proc/meminfo"));
    if (!kib.containsKey("MemTotal")) {
      return Map.of();
    }
    long total = mib(kib, "MemTotal");
    long free = mib(kib, "MemFree");
    long idle =
        (kib.getOrDefault("MemFree", 0L)
                + kib.getOrDefault("Cached", 0L)
                + kib.getOrDefault("Buffers", 0L))
            / 1024;
    return ImmutableMap.of(
        "ansible_memtotal_mb", total,
        "ansible_memfree_mb", free,
        "ansible_swaptotal_mb", mib(kib, "SwapTotal"),
        "ansible_swapfree_mb", mib(kib, "SwapFree"),
        "ansible_memory_mb",
            ImmutableMap.of(
                "real", ImmutableMap.of("total", total, "used", total - free, "free", free),
                "nocache", ImmutableMap.of("free", idle, "used", total - idle),
                "swap", swap(kib)));
  }

  private static ImmutableMap<String, Object> swap(Map<String, Long> kib) {
    long total = mib(kib, "SwapTotal");
    long free = mib(kib, "SwapFree");
    return ImmutableMap.of(
        "total", total, "free", free, "used", total - free, "cached", mib(kib, "SwapCached"));
  }

  private static long mib(Map<String, Long> kib, String field) {
    return kib.getOrDefault(field, 0L) / 1024;
  }

  /** The numbers of meminfo as they stand: KiB, but for the counts of huge pages. */
  static ImmutableMap<String, Long> kib(List<String> lines) {
    var numbers = ImmutableMap.<String, Long>builder();
    for (String line : lines) {
      List<String> words = WORDS.splitToList(line);
      if (words.size() > 1 && words.get(1).matches("\\d{1,18}")) {
        numbers.put(words.get(0), Long.valueOf(words.get(1)));
      }
    }
    return numbers.buildKeepingLast();
  }
}
