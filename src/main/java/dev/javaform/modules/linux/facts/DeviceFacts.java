package dev.javaform.modules.linux.facts;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Block devices and their partitions, from /sys/block: {@code ansible_devices}. */
final class DeviceFacts implements FactReader {

  private static final String FOLDER = "sys/block/";
  private static final ImmutableSet<String> UNITS = ImmutableSet.of("TB", "GB", "MB", "KB");

  @Override
  public String name() {
    return "devices";
  }

  @Override
  public ImmutableSet<String> subsets() {
    return ImmutableSet.of("hardware");
  }

  @Override
  public String script() {
    return """
        for d in sys/block/*; do
          value "$d/size" "$d/removable" "$d/queue/rotational" "$d/queue/logical_block_size" \\
            "$d/device/model" "$d/device/vendor"
          value "$d"/holders/dm-*/dm/name
          for p in "$d/${d##*/}"*; do value "$p/size" "$p/start" "$p"/holders/dm-*/dm/name; done
          for p in "$d"/slaves/*; do [ -e "$p" ] && echo "$p=slave"; done
        done
        for k in id uuid label; do run "by-$k" ls -l "dev/disk/by-$k"; done
        """;
  }

  @Override
  public Map<String, Object> read(FactText text) {
    DeviceLinks links = DeviceLinks.of(text);
    var devices = new LinkedHashMap<String, Object>();
    for (String path : text.values().keySet()) {
      String[] parts = path.substring(FOLDER.length()).split("/", -1);
      if (parts.length == 2 && parts[1].equals("size")) {
        devices.put(parts[0], device(parts[0], links, text));
      }
    }
    return ImmutableMap.of(
        "ansible_devices", ImmutableMap.copyOf(devices), "ansible_device_links", links.all());
  }

  private static ImmutableMap<String, Object> device(
      String name, DeviceLinks links, FactText text) {
    String folder = FOLDER + name + "/";
    long sectors = text.number(folder + "size").orElse(0L);
    var device = ImmutableMap.<String, Object>builder();
    text.value(folder + "device/model").ifPresent(model -> device.put("model", model));
    text.value(folder + "device/vendor").ifPresent(vendor -> device.put("vendor", vendor));
    device.put("removable", text.value(folder + "removable").orElse("0"));
    device.put("rotational", text.value(folder + "queue/rotational").orElse("0"));
    device.put("sectorsize", text.value(folder + "queue/logical_block_size").orElse("512"));
    device.put("sectors", Long.toString(sectors));
    device.put("size", size(sectors));
    device.put("holders", holders(folder, text));
    device.put("links", links.of(name));
    device.put("partitions", partitions(folder, links, text));
    return device.buildOrThrow();
  }

  /** The names of the device mapper's devices that lie on it. */
  private static ImmutableList<String> holders(String folder, FactText text) {
    return text.values().keySet().stream()
        .filter(path -> path.startsWith(folder + "holders/"))
        .flatMap(path -> text.value(path).stream())
        .collect(ImmutableList.toImmutableList());
  }

  private static ImmutableMap<String, Object> partitions(
      String folder, DeviceLinks links, FactText text) {
    var partitions = ImmutableMap.<String, Object>builder();
    for (String path : text.values().keySet()) {
      if (path.startsWith(folder) && path.endsWith("/start")) {
        String partition = path.substring(0, path.length() - "/start".length());
        long sectors = text.number(partition + "/size").orElse(0L);
        String name = partition.substring(folder.length());
        partitions.put(
            name,
            ImmutableMap.of(
                "start", text.value(path).orElse("0"),
                "sectors", Long.toString(sectors),
                "size", size(sectors),
                "holders", holders(partition + "/", text),
                "links", links.of(name)));
      }
    }
    return partitions.buildKeepingLast();
  }

  /** The kernel counts sectors of 512 bytes whatever the device's own are. */
  private static String size(long sectors) {
    double bytes = sectors * 512.0;
    double unit = 1L << 40;
    for (String each : UNITS) {
      if (bytes >= unit) {
        return String.format(Locale.ROOT, "%.2f %s", bytes / unit, each);
      }
      unit /= 1024;
    }
    return String.format(Locale.ROOT, "%.2f Bytes", bytes);
  }
}
