package dev.javaform.hardware.capture;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The processors in the output of {@code dmidecode} (SMBIOS, structure of type 4), in the form of
 * {@code /proc/cpuinfo}: one block for each that is there.
 */
final class ProcessorStructure {

  private static final String TITLE = "Processor Information";

  private static final ImmutableMap<String, String> NAMES =
      ImmutableMap.of(
          "Version", "model name",
          "Core Enabled", "cpu cores",
          "Thread Count", "siblings");

  private static final ImmutableMap<String, String> VENDORS =
      ImmutableMap.of(
          "Advanced Micro Devices, Inc.", "AuthenticAMD",
          "Intel(R) Corporation", "GenuineIntel",
          "Intel", "GenuineIntel");

  private ProcessorStructure() {}

  static String cpuInfo(String text) {
    StringBuilder info = new StringBuilder();
    List<Map<String, String>> present =
        structures(text).stream()
            .filter(values -> values.getOrDefault("Status", "").startsWith("Populated"))
            .toList();
    for (int index = 0; index < present.size(); index++) {
      block(index, present.get(index)).forEach((name, value) -> line(info, name, value));
      info.append('\n');
    }
    return info.toString();
  }

  private static List<Map<String, String>> structures(String text) {
    List<Map<String, String>> structures = new ArrayList<>();
    boolean inside = false;
    for (String line : text.lines().toList()) {
      if (line.equals(TITLE)) {
        inside = true;
        structures.add(new TreeMap<>());
      } else if (line.isBlank()) {
        inside = false;
      } else if (inside) {
        List<String> pair = Splitter.on(':').limit(2).trimResults().splitToList(line);
        structures.getLast().putIfAbsent(pair.getFirst(), pair.getLast());
      }
    }
    return structures;
  }

  private static Map<String, String> block(int index, Map<String, String> values) {
    Map<String, String> block = new TreeMap<>(Map.of("physical id", Integer.toString(index)));
    Optional.ofNullable(VENDORS.get(values.getOrDefault("Manufacturer", "")))
        .ifPresent(vendor -> block.put("vendor_id", vendor));
    NAMES.forEach(
        (theirs, kernels) ->
            Optional.ofNullable(values.get(theirs)).ifPresent(value -> block.put(kernels, value)));
    return block;
  }

  private static void line(StringBuilder info, String name, String value) {
    info.append(name).append("\t: ").append(value).append('\n');
  }
}
