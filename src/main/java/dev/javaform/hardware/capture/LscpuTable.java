package dev.javaform.hardware.capture;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.Ints;
import dev.javaform.hardware.CpuSet;
import dev.javaform.hardware.HostTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Puts the table of {@code lscpu -p} or {@code lscpu -e} where the kernel tells the same: which
 * CPUs are threads of one core, share a cache, and sit at one node (lscpu(1)).
 */
final class LscpuTable {

  private static final String CPUS = "sys/devices/system/cpu/";
  private static final String NODES = "sys/devices/system/node/";
  private static final ImmutableList<Integer> SHARED = ImmutableList.of(2, 3, 4);

  private final List<Map<String, String>> rows;
  private final Map<String, String> files = new TreeMap<>();

  private LscpuTable(List<Map<String, String>> rows) {
    this.rows = rows;
  }

  /** The table's tree; empty where a text is no such table. */
  static Optional<HostTree> tree(String text) {
    List<String> lines = text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    Optional<String> header = lines.stream().filter(LscpuTable::isHeader).findFirst();
    return header
        .map(head -> new LscpuTable(rows(columns(head), lines)))
        .filter(table -> !table.rows.isEmpty())
        .map(LscpuTable::tree);
  }

  private static boolean isHeader(String line) {
    String upper = line.toUpperCase(Locale.ROOT);
    return upper.matches("(# ?)?CPU[, ].*\\bCORE\\b.*");
  }

  private static ImmutableList<String> columns(String header) {
    String names = header.replaceFirst("^# ?", "").toUpperCase(Locale.ROOT);
    return split(names).collect(toImmutableList());
  }

  /** Commas stand between columns of -p, blanks between those of -e, colons within its caches. */
  private static Stream<String> split(String line) {
    return line.contains(",")
        ? Splitter.on(',').trimResults().splitToStream(line)
        : Splitter.onPattern("[\\s:]+").splitToStream(line);
  }

  private static List<Map<String, String>> rows(List<String> columns, List<String> lines) {
    List<Map<String, String>> rows = new ArrayList<>();
    for (String line : lines) {
      List<String> cells = split(line).toList();
      if (Ints.tryParse(cells.getFirst()) != null) {
        Map<String, String> row = new TreeMap<>();
        for (int i = 0; i < Math.min(columns.size(), cells.size()); i++) {
          row.putIfAbsent(columns.get(i), cells.get(i));
        }
        rows.add(row);
      }
    }
    return rows;
  }

  private HostTree tree() {
    put(CPUS + "present", cpus(rows));
    put(CPUS + "online", cpus(online()));
    for (Map<String, String> row : online()) {
      String folder = CPUS + "cpu" + row.get("CPU") + "/";
      put(folder + "topology/core_cpus_list", like(row, "CORE", "SOCKET"));
      value(row, "SOCKET").ifPresent(id -> put(folder + "topology/physical_package_id", id));
      SHARED.forEach(level -> cache(row, folder + "cache/index" + level + "/", level));
      value(row, "NODE").ifPresent(id -> put(NODES + "node" + id + "/cpulist", like(row, "NODE")));
    }
    return HostTree.of(files, ImmutableMap.of());
  }

  private void cache(Map<String, String> row, String folder, int level) {
    if (value(row, "L" + level).isPresent()) {
      put(folder + "level", Integer.toString(level));
      put(folder + "type", "Unified");
      put(folder + "shared_cpu_list", like(row, "L" + level));
    }
  }

  /** What is switched off has no core. */
  private List<Map<String, String>> online() {
    return rows.stream().filter(row -> value(row, "CORE").isPresent()).toList();
  }

  /** The CPUs that have the same in these columns. */
  private String like(Map<String, String> row, String... columns) {
    return cpus(
        online().stream()
            .filter(
                other ->
                    Stream.of(columns)
                        .allMatch(name -> value(row, name).equals(value(other, name))))
            .toList());
  }

  private static Optional<String> value(Map<String, String> row, String column) {
    return Optional.ofNullable(row.get(column)).filter(text -> Ints.tryParse(text) != null);
  }

  private static String cpus(List<Map<String, String>> rows) {
    return CpuSet.of(rows.stream().map(row -> Integer.valueOf(row.get("CPU"))).toList()).toString();
  }

  private void put(String path, String value) {
    files.put(path, value + "\n");
  }
}
