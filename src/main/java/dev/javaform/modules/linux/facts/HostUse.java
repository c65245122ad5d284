package dev.javaform.modules.linux.facts;

import com.google.common.collect.ImmutableSetMultimap;
import com.google.common.collect.ImmutableSortedSet;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What the host itself needs PCI devices for: disks with mounted file systems or swap, and the
 * interface of the default route.
 *
 * @param names block devices and interfaces by the address of each PCI device on their way
 */
record HostUse(ImmutableSetMultimap<String, String> names) {

  /** A mapped disk is several disks below; a btrfs is mounted by one of its disks only. */
  static final String SCRIPT =
      """
      run use_links ls -ld sys/class/block/* sys/class/net/*
      run use_slaves ls -d sys/class/block/*/slaves/* sys/fs/btrfs/*/devices/*
      echo @use_sources
      sed -n 's,^\\(/dev/[^ ]*\\).*,\\1,p' proc/mounts proc/swaps 2>/dev/null | sort -u |
        while read -r d; do readlink -f "$d"; done | sed 's,^.*/,|,'
      text proc/net/route
      """;

  private static final Pattern ADDRESS =
      Pattern.compile("[0-9a-f]{4,}:[0-9a-f]{2}:[0-9a-f]{2}\\.[0-7]");
  private static final String ANYWHERE = "00000000";

  static HostUse read(FactText text) {
    Map<String, String> targets = targets(text.block("use_links"));
    var names = ImmutableSetMultimap.<String, String>builder();
    Set<String> used = new HashSet<>(disks(text));
    used.addAll(interfaces(text.block("proc/net/route")));
    for (String name : ImmutableSortedSet.copyOf(used)) {
      ADDRESS
          .matcher(targets.getOrDefault(name, ""))
          .results()
          .map(MatchResult::group)
          .forEach(address -> names.put(address, name));
    }
    return new HostUse(names.build());
  }

  /** The target of each link by the link's name. */
  private static Map<String, String> targets(List<String> links) {
    Map<String, String> targets = new HashMap<>();
    for (String line : links) {
      int arrow = line.indexOf(" -> ");
      if (arrow > 0) {
        targets.put(line.substring(line.lastIndexOf('/', arrow) + 1, arrow), line.substring(arrow));
      }
    }
    return targets;
  }

  /** The disks in use, and those below them. */
  private static Set<String> disks(FactText text) {
    var below = ImmutableSetMultimap.<String, String>builder();
    Deque<String> open = new ArrayDeque<>(text.block("use_sources"));
    for (String path : text.block("use_slaves")) {
      String[] parts = path.split("/", -1);
      String disk = parts[parts.length - 1];
      if (path.contains("/slaves/")) {
        below.put(parts[parts.length - 3], disk);
      } else if (path.startsWith("sys/fs/btrfs/")) {
        open.add(disk);
      }
    }
    Set<String> disks = new HashSet<>();
    while (!open.isEmpty()) {
      String disk = open.remove();
      if (disks.add(disk)) {
        open.addAll(below.build().get(disk));
      }
    }
    return disks;
  }

  private static List<String> interfaces(List<String> routes) {
    return routes.stream()
        .map(line -> line.strip().split("\\s+"))
        .filter(columns -> columns.length > 1 && columns[1].equals(ANYWHERE))
        .map(columns -> columns[0])
        .toList();
  }
}
