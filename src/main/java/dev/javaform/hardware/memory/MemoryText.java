package dev.javaform.hardware.memory;

import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.Longs;
import dev.javaform.hardware.HostTree;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The lines of {@code /proc/meminfo}, or of a NUMA node's {@code meminfo}, which begin with its
 * name (proc_meminfo(5)).
 *
 * @param values each value by its name, sizes in KiB
 */
public record MemoryText(ImmutableMap<String, Long> values) {

  private static final Pattern LINE =
      Pattern.compile("(?:Node \\d+ )?([^:]+):\\s*(\\d{1,18})(?: kB)?\\s*");

  /** What is said of the whole machine. */
  public static MemoryText of(HostTree tree) {
    return read(tree, "proc/meminfo");
  }

  /** What is said of a node. */
  public static MemoryText ofNode(HostTree tree, int node) {
    return read(tree, "sys/devices/system/node/node" + node + "/meminfo");
  }

  private static MemoryText read(HostTree tree, String path) {
    return new MemoryText(
        tree.lines(path).stream()
            .map(LINE::matcher)
            .filter(Matcher::matches)
            .collect(
                ImmutableMap.toImmutableMap(
                    line -> line.group(1), line -> Longs.tryParse(line.group(2)), (a, _) -> a)));
  }

  /** A size in KiB. */
  public Optional<Long> kib(String name) {
    return Optional.ofNullable(values.get(name));
  }
}
