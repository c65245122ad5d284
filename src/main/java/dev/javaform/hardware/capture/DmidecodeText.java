package dev.javaform.hardware.capture;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableTable;
import dev.javaform.hardware.HostTree;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Puts what {@code dmidecode} printed where the kernel tells the same: at {@code
 * /sys/class/dmi/id}, and what it says of processors at {@code /proc/cpuinfo}. What was blanked
 * stays unknown.
 */
final class DmidecodeText {

  /** The kernel's file for a value of a structure. */
  private static final ImmutableTable<String, String, String> FILES =
      ImmutableTable.<String, String, String>builder()
          .put("BIOS Information", "Vendor", "bios_vendor")
          .put("BIOS Information", "Version", "bios_version")
          .put("BIOS Information", "Release Date", "bios_date")
          .put("BIOS Information", "BIOS Revision", "bios_release")
          .put("System Information", "Manufacturer", "sys_vendor")
          .put("System Information", "Product Name", "product_name")
          .put("System Information", "Version", "product_version")
          .put("System Information", "Serial Number", "product_serial")
          .put("System Information", "UUID", "product_uuid")
          .put("System Information", "SKU Number", "product_sku")
          .put("System Information", "Family", "product_family")
          .put("Base Board Information", "Manufacturer", "board_vendor")
          .put("Base Board Information", "Product Name", "board_name")
          .put("Base Board Information", "Version", "board_version")
          .put("Base Board Information", "Serial Number", "board_serial")
          .put("Base Board Information", "Asset Tag", "board_asset_tag")
          .put("Chassis Information", "Manufacturer", "chassis_vendor")
          .put("Chassis Information", "Version", "chassis_version")
          .put("Chassis Information", "Serial Number", "chassis_serial")
          .put("Chassis Information", "Asset Tag", "chassis_asset_tag")
          .buildOrThrow();

  private static final String BLANKED = "--";

  private DmidecodeText() {}

  static HostTree tree(String text) {
    Map<String, String> files = new TreeMap<>();
    files.put("commands/dmidecode", text);
    String info = ProcessorStructure.cpuInfo(text);
    if (!info.isEmpty()) {
      files.put("proc/cpuinfo", info);
    }
    String structure = "";
    for (String line : text.lines().toList()) {
      if (line.isBlank() || !Character.isWhitespace(line.charAt(0))) {
        structure = line.strip();
      } else {
        value(structure, line).forEach(files::putIfAbsent);
      }
    }
    return HostTree.of(files, Map.of());
  }

  private static ImmutableMap<String, String> value(String structure, String line) {
    List<String> pair = Splitter.on(':').limit(2).trimResults().splitToList(line);
    String file = FILES.get(structure, pair.getFirst());
    return file == null || pair.size() < 2 || pair.getLast().equals(BLANKED)
        ? ImmutableMap.of()
        : ImmutableMap.of("sys/class/dmi/id/" + file, pair.getLast() + "\n");
  }
}
