package dev.javaform.hardware.capture;

import static com.google.common.collect.ImmutableSortedMap.toImmutableSortedMap;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.Iterables;
import dev.javaform.hardware.HostTree;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/**
 * Finds where in a capture the root of the machine is: hwloc and lscpu pack one folder of any name,
 * ghw packs the root itself, others begin at {@code /sys} or {@code /sys/devices}.
 *
 * @param prefix what stands before the root in the capture's names
 * @param instead what stands there in a tree's
 */
record Roots(String prefix, String instead) {

  private static final Pattern WHOLE = Pattern.compile("(|.*?/)(?:sys|proc|commands)/.+");
  private static final Pattern SYS = Pattern.compile("(|.*?/)devices/system/(?:cpu|node)/.+");
  private static final Pattern DEVICES = Pattern.compile("(|.*?/)system/(?:cpu|node)/.+");

  static HostTree tree(Collected collected) {
    Roots roots =
        root(collected, WHOLE, "")
            .or(() -> root(collected, SYS, "sys/"))
            .or(() -> root(collected, DEVICES, "sys/devices/"))
            .orElseThrow(() -> new BadCapture(NO_ROOT));
    return new HostTree(roots.moved(collected.files()), roots.moved(collected.links()));
  }

  private static Optional<Roots> root(Collected collected, Pattern pattern, String instead) {
    Iterable<String> paths =
        Iterables.concat(collected.files().keySet(), collected.links().keySet());
    return StreamSupport.stream(paths.spliterator(), false)
        .map(pattern::matcher)
        .filter(Matcher::matches)
        .map(matcher -> matcher.group(1))
        .min(Comparator.comparingInt(String::length))
        .map(prefix -> new Roots(prefix, instead));
  }

  private ImmutableSortedMap<String, String> moved(Map<String, String> entries) {
    return entries.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(prefix))
        .collect(
            toImmutableSortedMap(
                Comparator.naturalOrder(),
                entry -> instead + entry.getKey().substring(prefix.length()),
                Map.Entry::getValue));
  }

  private static final String NO_ROOT =
      "It holds neither sys nor proc, nor a folder system/cpu: it is no capture of a machine. Make"
          + " one with \"javaform facts HOST --save FILE\".";
}
