package dev.javaform.modules.windows.software;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ImmutableSortedSet;
import dev.javaform.module.Unseen;
import dev.javaform.modules.windows.Answer;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What Chocolatey keeps in a guest. Names are in small letters.
 *
 * @param chocolatey its own version; empty where it is not installed
 * @param packages versions by name
 * @param pinned the names of packages that it never upgrades
 * @param outdated the newest versions of packages that have older ones and may be upgraded
 */
public record ChocolateyPackages(
    @Unseen Optional<String> chocolatey,
    ImmutableSortedMap<String, String> packages,
    ImmutableSortedSet<String> pinned,
    @Unseen ImmutableSortedMap<String, String> outdated) {

  /** A version that nobody knows before it is there. */
  static final String NEWEST = "(the newest)";

  private static final Splitter BARS = Splitter.on('|');

  static ChocolateyPackages of(Answer answer) {
    return new ChocolateyPackages(
        answer.text("version"),
        columns(answer.texts("packages").stream(), 1),
        columns(answer.texts("pins").stream(), 1).keySet(),
        columns(answer.texts("outdated").stream().filter(line -> !line.endsWith("|true")), 2));
  }

  /** The first column by another one. */
  private static ImmutableSortedMap<String, String> columns(Stream<String> lines, int column) {
    Map<String, String> values = new TreeMap<>();
    lines
        .map(BARS::splitToList)
        .filter(cells -> cells.size() > column)
        .forEach(cells -> values.put(ChocolateyWish.plain(cells.getFirst()), cells.get(column)));
    return ImmutableSortedMap.copyOf(values);
  }

  ChocolateyPackages with(String name, String version) {
    Map<String, String> all = new TreeMap<>(packages);
    all.put(name, version);
    Map<String, String> old = new TreeMap<>(outdated);
    old.remove(name);
    return new ChocolateyPackages(
        chocolatey, ImmutableSortedMap.copyOf(all), pinned, ImmutableSortedMap.copyOf(old));
  }

  ChocolateyPackages without(String name) {
    Map<String, String> all = new TreeMap<>(packages);
    all.remove(name);
    return new ChocolateyPackages(chocolatey, ImmutableSortedMap.copyOf(all), pinned, outdated);
  }

  ChocolateyPackages pinning(String name, boolean pin) {
    ImmutableSortedSet<String> names =
        pin
            ? ImmutableSortedSet.<String>naturalOrder().addAll(pinned).add(name).build()
            : pinned.stream()
                .filter(each -> !each.equals(name))
                .collect(ImmutableSortedSet.toImmutableSortedSet(String::compareTo));
    return new ChocolateyPackages(chocolatey, packages, names, outdated);
  }
}
