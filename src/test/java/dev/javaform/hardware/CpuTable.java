package dev.javaform.hardware;

import com.google.common.base.Splitter;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/** Machines of which only a table of the CPUs is there, constructed for the worked examples. */
public final class CpuTable {

  private CpuTable() {}

  /** The machine of {@code derived/ryzen9-NAME.csv}. */
  public static HostTree of(String name) throws IOException {
    return built(name).tree();
  }

  /** The same, to be added to. */
  public static Built built(String name) throws IOException {
    List<List<String>> rows =
        Files.readAllLines(Fixtures.path("derived/ryzen9-" + name + ".csv")).stream()
            .filter(line -> Character.isDigit(line.charAt(0)))
            .map(line -> Splitter.on(',').splitToList(line))
            .toList();
    Built built = Built.online("0-" + (rows.size() - 1));
    Set<String> cores = new LinkedHashSet<>();
    var groups = new TreeMap<String, String>();
    for (List<String> row : rows) {
      cores.add(row.get(6).replace(':', ','));
      groups.merge(row.get(4) + " " + row.get(5), row.get(0), (a, b) -> a + "," + b);
    }
    built.cores(0, cores.toArray(String[]::new));
    groups.forEach(
        (group, cpus) ->
            built.caches(3, Long.parseLong(Splitter.on(' ').splitToList(group).getLast()), cpus));
    return built.node(0, "0-" + (rows.size() - 1), 1 << 27, "10");
  }
}
