package dev.javaform.hardware;

import static com.google.common.collect.ImmutableSortedMap.toImmutableSortedMap;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.primitives.Longs;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The files and symbolic links of a host, as far as they were read. Paths are relative to the
 * host's root: {@code sys/bus/pci/devices/0000:0a:00.0/vendor}. What was not read is absent, which
 * means unknown, not that the host lacks it. Links on the way to a file are followed, as the kernel
 * would.
 *
 * <p>The output of a command stands like a file at {@code commands/NAME}.
 *
 * @param files the content of each file, as read
 * @param links the target of each link, as it stands in the link
 */
public record HostTree(
    ImmutableSortedMap<String, String> files, ImmutableSortedMap<String, String> links) {

  private static final int LINKS_FOLLOWED = 40; // path_resolution(7)
  private static final int PAGE = 4096;

  /** A tree of these files and links. */
  public static HostTree of(Map<String, String> files, Map<String, String> links) {
    return new HostTree(ImmutableSortedMap.copyOf(files), ImmutableSortedMap.copyOf(links));
  }

  /** The whole content of a file. */
  public Optional<String> text(String path) {
    String content = files.get(path);
    return Optional.ofNullable(content != null ? content : files.get(resolved(path)));
  }

  /** The lines of a file; none where it is unknown. */
  public ImmutableList<String> lines(String path) {
    return text(path).stream().flatMap(String::lines).collect(ImmutableList.toImmutableList());
  }

  /**
   * The first line of a file without blanks around it, where there is anything in it; no more than
   * the page that the kernel shows of an attribute.
   */
  public Optional<String> value(String path) {
    return text(path)
        .flatMap(content -> content.lines().findFirst())
        .map(line -> line.substring(0, Math.min(PAGE, line.length())))
        .map(String::strip)
        .filter(line -> !line.isEmpty());
  }

  /** The first line of a file, where it is a decimal number. */
  public Optional<Long> number(String path) {
    return value(path).map(Longs::tryParse);
  }

  /** The target of the link at a path, as it stands there. */
  public Optional<String> link(String path) {
    String target = links.get(path);
    return Optional.ofNullable(target != null ? target : links.get(resolvedParent(path)));
  }

  /** The last part of a link's target: the name of a driver, the number of an IOMMU group. */
  public Optional<String> linkName(String path) {
    return link(path).map(target -> target.substring(target.lastIndexOf('/') + 1));
  }

  /** Whether anything is known at or below a path. */
  public boolean has(String path) {
    return files.containsKey(path)
        || links.containsKey(path)
        || files.containsKey(resolved(path))
        || links.containsKey(resolvedParent(path))
        || !names(path).isEmpty();
  }

  /** The names of what is known directly below a folder, in their natural order. */
  public ImmutableSortedSet<String> names(String folder) {
    var names = ImmutableSortedSet.<String>orderedBy(Comparator.naturalOrder());
    for (String prefix : List.of(folder + "/", resolved(folder) + "/")) {
      names.addAll(below(files, prefix)).addAll(below(links, prefix));
    }
    return names.build();
  }

  /**
   * The same tree with everything at its own place, none behind a link, and no file in the way of a
   * folder, so that it can be unpacked to a disk.
   */
  public HostTree inPlace() {
    var placed = new TreeMap<String, String>();
    files.forEach((path, content) -> placed.putIfAbsent(resolvedParent(path), content));
    var led = new TreeMap<String, String>();
    links.forEach((path, target) -> led.putIfAbsent(resolvedParent(path), target));
    placed.keySet().removeIf(path -> led.containsKey(path) || isAbove(path, placed, led));
    return of(placed, led);
  }

  /** Whether a path is the folder of another one. */
  private static boolean isAbove(
      String path, NavigableMap<String, String> files, NavigableMap<String, String> links) {
    return Stream.of(files, links)
        .map(all -> all.higherKey(path + "/"))
        .anyMatch(next -> next != null && next.startsWith(path + "/"));
  }

  /** Both trees; where both know a path, the other one counts. */
  public HostTree with(HostTree other) {
    return new HostTree(joined(files, other.files), joined(links, other.links));
  }

  private static ImmutableSortedMap<String, String> joined(
      Map<String, String> ours, Map<String, String> others) {
    Map<String, String> all = new TreeMap<>(ours);
    all.putAll(others);
    return all.entrySet().stream()
        .collect(
            toImmutableSortedMap(
                Comparator.naturalOrder(), Map.Entry::getKey, Map.Entry::getValue));
  }

  private static List<String> below(ImmutableSortedMap<String, String> paths, String prefix) {
    return paths.subMap(prefix, prefix + Character.MAX_VALUE).keySet().stream()
        .map(path -> Splitter.on('/').splitToList(path.substring(prefix.length())).getFirst())
        .toList();
  }

  private String resolvedParent(String path) {
    int slash = path.lastIndexOf('/');
    return slash < 0 ? path : resolved(path.substring(0, slash)) + path.substring(slash);
  }

  /** The path with every link on it followed; as it is where that leads in circles. */
  private String resolved(String path) {
    List<String> done = new ArrayList<>();
    List<String> open = new ArrayList<>(Splitter.on('/').splitToList(path));
    for (int followed = 0; !open.isEmpty(); ) {
      String part = open.removeFirst();
      if (part.equals("..")) {
        if (!done.isEmpty()) {
          done.removeLast();
        }
        continue;
      }
      if (part.isEmpty() || part.equals(".")) {
        continue;
      }
      done.add(part);
      String target = links.get(String.join("/", done));
      if (target != null) {
        if (++followed > LINKS_FOLLOWED) {
          return path;
        }
        done.removeLast();
        if (target.startsWith("/")) {
          done.clear();
        }
        open.addAll(0, Splitter.on('/').splitToList(target));
      }
    }
    return String.join("/", done);
  }
}
