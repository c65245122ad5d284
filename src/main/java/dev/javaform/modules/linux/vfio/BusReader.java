package dev.javaform.modules.linux.vfio;

import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedSet;
import dev.javaform.modules.linux.Sections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Reads the functions on the PCI bus from what {@link VfioProbe} asked for. */
final class BusReader {

  private static final String DEVICES = "/sys/bus/pci/devices/";
  private static final String DRIVERS = "/sys/bus/pci/drivers/";

  private final ImmutableMap<String, String> values;
  private final ImmutableMap<String, String> links;
  private final ImmutableListMultimap<String, String> candidates;
  private final ImmutableListMultimap<String, String> uses;

  private BusReader(Sections seen) {
    this.values = values(seen.of("values"));
    this.links = links(seen.of("links"));
    this.candidates = pairs(seen.of("candidates"), 0, 1);
    this.uses = pairs(seen.of("uses"), 1, 0);
  }

  /** All functions by address. */
  static ImmutableMap<String, HostFunction> read(Sections seen) {
    BusReader reader = new BusReader(seen);
    var addresses = new TreeSet<String>();
    for (String path : reader.values.keySet()) {
      if (path.startsWith(DEVICES) && path.endsWith("/vendor")) {
        addresses.add(path.substring(DEVICES.length(), path.length() - "/vendor".length()));
      }
    }
    var functions = ImmutableMap.<String, HostFunction>builder();
    addresses.forEach(address -> functions.put(address, reader.function(address)));
    return functions.buildOrThrow();
  }

  private HostFunction function(String address) {
    String folder = DEVICES + address;
    Optional<String> driver = Optional.ofNullable(links.get(folder + "/driver"));
    return new HostFunction(
        address,
        hex(folder + "/vendor") + ":" + hex(folder + "/device"),
        hex(folder + "/class"),
        driver,
        driver.flatMap(name -> Optional.ofNullable(links.get(DRIVERS + name + "/module"))),
        links.containsKey(folder + "/iommu_group"),
        values.getOrDefault(folder + "/boot_vga", "").equals("1"),
        ImmutableSortedSet.copyOf(candidates.get(address)),
        ImmutableSortedSet.copyOf(uses.get(address)));
  }

  private String hex(String path) {
    return values.getOrDefault(path, "").replaceFirst("^0x", "");
  }

  /** Lines of grep(1), {@code PATH:VALUE}; the last colon, for addresses have some. */
  private static ImmutableMap<String, String> values(List<String> lines) {
    Map<String, String> values = new HashMap<>();
    for (String line : lines) {
      int colon = line.lastIndexOf(':');
      if (colon > 0) {
        values.put(line.substring(0, colon), line.substring(colon + 1).strip());
      }
    }
    return ImmutableMap.copyOf(values);
  }

  /** The last part of each link's target, by the link's path, as ls(1) lists links. */
  private static ImmutableMap<String, String> links(List<String> lines) {
    Map<String, String> links = new HashMap<>();
    for (String line : lines) {
      int start = line.indexOf("/sys/");
      int arrow = line.indexOf(" -> ");
      if (start >= 0 && arrow > start) {
        links.put(line.substring(start, arrow), line.substring(line.lastIndexOf('/') + 1));
      }
    }
    return ImmutableMap.copyOf(links);
  }

  private static ImmutableListMultimap<String, String> pairs(
      List<String> lines, int key, int value) {
    return lines.stream()
        .map(line -> line.split(" ", -1))
        .filter(words -> words.length == 2)
        .collect(
            ImmutableListMultimap.toImmutableListMultimap(
                words -> words[key], words -> words[value]));
  }
}
