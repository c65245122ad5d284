package dev.javaform.hardware.capture;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableMap;
import dev.javaform.hardware.CpuSet;
import dev.javaform.hardware.HostTree;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts what {@code lscpu} printed where the kernel tells the same. It does not say which CPUs are
 * threads of one core, nor which share a cache, so that these stay unknown.
 */
final class LscpuOutput {

  private static final Pattern NODE = Pattern.compile("NUMA node(\\d{1,4}) CPU\\(s\\)");
  private static final String VULNERABILITY = "Vulnerability ";

  /** What {@code /proc/cpuinfo} calls the same. */
  private static final ImmutableMap<String, String> CPUINFO =
      ImmutableMap.of(
          "Vendor ID", "vendor_id",
          "CPU family", "cpu family",
          "Model", "model",
          "Model name", "model name",
          "Stepping", "stepping",
          "Flags", "flags");

  private LscpuOutput() {}

  static HostTree tree(String text) {
    Map<String, String> files = new TreeMap<>();
    files.put("commands/lscpu", text);
    ImmutableListMultimap<String, String> values = values(text);
    files.put("proc/cpuinfo", cpuInfo(values));
    value(values, "On-line CPU(s) list").ifPresent(list -> put(files, "cpu/online", list));
    values.forEach((name, value) -> known(files, name, value));
    nodes(values).ifPresent(list -> put(files, "node/online", list));
    return HostTree.of(files, Map.of());
  }

  private static ImmutableListMultimap<String, String> values(String text) {
    return text.lines()
        .map(line -> Splitter.on(':').limit(2).trimResults().splitToList(line))
        .filter(pair -> pair.size() == 2)
        .collect(ImmutableListMultimap.toImmutableListMultimap(List::getFirst, List::getLast));
  }

  private static Optional<String> value(ImmutableListMultimap<String, String> values, String name) {
    return values.get(name).stream().findFirst();
  }

  private static String cpuInfo(ImmutableListMultimap<String, String> values) {
    StringBuilder info = new StringBuilder();
    CPUINFO.forEach(
        (theirs, kernels) ->
            value(values, theirs)
                .ifPresent(
                    value -> info.append(kernels).append("\t: ").append(value).append('\n')));
    return info.toString();
  }

  private static void known(Map<String, String> files, String name, String value) {
    Matcher node = NODE.matcher(name);
    if (node.matches()) {
      put(files, "node/node" + node.group(1) + "/cpulist", list(value));
    } else if (name.startsWith(VULNERABILITY)) {
      String kernels = name.substring(VULNERABILITY.length()).toLowerCase(Locale.ROOT);
      put(files, "cpu/vulnerabilities/" + kernels.replace(' ', '_'), value.replace("; ", ": "));
    }
  }

  /** Newer versions print steps, {@code 0-62:2}, which the kernel never does. */
  private static String list(String value) {
    return CpuSet.parse(value).map(CpuSet::toString).orElse(value);
  }

  private static Optional<String> nodes(ImmutableListMultimap<String, String> values) {
    List<Integer> numbers =
        values.keySet().stream()
            .map(NODE::matcher)
            .filter(Matcher::matches)
            .map(node -> Integer.valueOf(node.group(1)))
            .toList();
    return numbers.isEmpty() ? Optional.empty() : Optional.of(CpuSet.of(numbers).toString());
  }

  private static void put(Map<String, String> files, String path, String value) {
    files.put("sys/devices/system/" + path, value + "\n");
  }
}
