package dev.javaform.modules.linux.facts;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Processors, from /proc/cpuinfo, counted as Ansible counts them. */
final class ProcessorFacts implements FactReader {

  @Override
  public String name() {
    return "processor";
  }

  @Override
  public ImmutableSet<String> subsets() {
    return ImmutableSet.of("hardware", "cpu");
  }

  @Override
  public String script() {
    return "text proc/cpuinfo\nrun nproc nproc\n";
  }

  @Override
  public Map<String, Object> read(FactText text) {
    List<Map<String, String>> cpus = cpus(text.block("proc/cpuinfo"));
    if (cpus.isEmpty()) {
      return Map.of();
    }
    long sockets = cpus.stream().flatMap(each -> number(each, "physical id")).distinct().count();
    long count = sockets > 0 ? sockets : cpus.size();
    long cores = number(cpus.getFirst(), "cpu cores").findFirst().orElse(1L);
    long siblings = number(cpus.getFirst(), "siblings").findFirst().orElse(1L);
    long threads = Math.max(1, siblings / cores);
    var facts = ImmutableMap.<String, Object>builder();
    facts.put("ansible_processor", described(cpus));
    facts.put("ansible_processor_count", count);
    facts.put("ansible_processor_cores", cores);
    facts.put("ansible_processor_threads_per_core", threads);
    facts.put("ansible_processor_vcpus", count * cores * threads);
    facts.put("ansible_processor_nproc", usable(text).orElse((long) cpus.size()));
    return facts.buildOrThrow();
  }

  private static Optional<Long> usable(FactText text) {
    return text.first("nproc").filter(each -> each.matches("\\d+")).map(Long::valueOf);
  }

  /** The fields of each processor's paragraph. */
  static ImmutableList<Map<String, String>> cpus(List<String> lines) {
    var cpus = ImmutableList.<Map<String, String>>builder();
    var current = new LinkedHashMap<String, String>();
    for (String line : lines) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        current.put(line.substring(0, colon).strip(), line.substring(colon + 1).strip());
      } else if (current.containsKey("processor")) {
        cpus.add(ImmutableMap.copyOf(current));
        current.clear();
      }
    }
    return current.containsKey("processor")
        ? cpus.add(ImmutableMap.copyOf(current)).build()
        : cpus.build();
  }

  private static Stream<Long> number(Map<String, String> cpu, String field) {
    return Splitter.on(' ')
        .splitToStream(cpu.getOrDefault(field, ""))
        .filter(each -> each.matches("\\d+"))
        .map(Long::valueOf)
        .limit(1);
  }

  private static ImmutableList<String> described(List<Map<String, String>> cpus) {
    var all = ImmutableList.<String>builder();
    for (Map<String, String> cpu : cpus) {
      for (String field : List.of("processor", "vendor_id", "model name", "Processor")) {
        Optional.ofNullable(cpu.get(field)).ifPresent(all::add);
      }
    }
    return all.build();
  }
}
