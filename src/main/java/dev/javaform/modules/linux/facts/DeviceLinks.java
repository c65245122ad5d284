package dev.javaform.modules.linux.facts;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Other names of block devices, and the devices they are part of, by kind: each a list of names for
 * a device.
 */
record DeviceLinks(ImmutableMap<String, ImmutableListMultimap<String, String>> kinds) {

  private static final Pattern LINK = Pattern.compile(".* (\\S+) -> \\S*?([^/]+)");
  private static final Pattern SLAVE = Pattern.compile("sys/block/([^/]+)/slaves/([^/]+)");

  static DeviceLinks of(FactText text) {
    return new DeviceLinks(
        ImmutableMap.of(
            "ids", links(text, "by-id"),
            "uuids", links(text, "by-uuid"),
            "labels", links(text, "by-label"),
            "masters", masters(text)));
  }

  /** What ls(1) says of a directory of links. */
  private static ImmutableListMultimap<String, String> links(FactText text, String block) {
    var links = ImmutableListMultimap.<String, String>builder().orderValuesBy(String::compareTo);
    for (String line : text.block(block)) {
      Matcher link = LINK.matcher(line);
      if (link.matches()) {
        links.put(link.group(2), link.group(1));
      }
    }
    return links.build();
  }

  private static ImmutableListMultimap<String, String> masters(FactText text) {
    var masters = ImmutableListMultimap.<String, String>builder().orderValuesBy(String::compareTo);
    for (String path : text.values().keySet()) {
      Matcher slave = SLAVE.matcher(path);
      if (slave.matches()) {
        masters.put(slave.group(2), slave.group(1));
      }
    }
    return masters.build();
  }

  /** The names of one device, by kind. */
  ImmutableMap<String, ImmutableList<String>> of(String device) {
    var names = ImmutableMap.<String, ImmutableList<String>>builder();
    kinds.forEach((kind, links) -> names.put(kind, links.get(device)));
    return names.buildOrThrow();
  }

  /** The names of all devices, by kind and device. */
  ImmutableMap<String, Map<String, ?>> all() {
    var all = ImmutableMap.<String, Map<String, ?>>builder();
    kinds.forEach((kind, links) -> all.put(kind, links.asMap()));
    return all.buildOrThrow();
  }
}
