package dev.javaform.modules.linux.memory;

import static com.google.common.collect.ImmutableMap.toImmutableMap;
import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.Maps;
import dev.javaform.modules.linux.OwnFile;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a task about huge pages wants of a host: how many pages at which places, and which files.
 * What other modes left is taken back: a file that asks for pages goes with as many pages as it
 * asked for.
 *
 * @param task the task
 * @param seen the host
 */
record PageWish(PageTask task, PagePools seen) {

  private static final Pattern LINE = Pattern.compile("(?m)^w (\\S+)/hugepages/.* (\\d+)$");

  /** How many pages are to be at each place, by its directory; other places are left alone. */
  ImmutableMap<String, Long> counts() {
    Map<String, Long> counts = new LinkedHashMap<>(left());
    if (task.mode() == PageMode.STATIC) {
      counts.putAll(shares());
    }
    return ImmutableMap.copyOf(counts);
  }

  /** What each place gives to guests. */
  ImmutableMap<String, Long> shares() {
    var places = task.places();
    long each = (task.wanted() + places.size() - 1) / places.size();
    return places.stream().collect(toImmutableMap(base -> base, _ -> each));
  }

  /** What is left at the places where a file of ours goes. */
  private Map<String, Long> left() {
    Map<String, Long> left = new LinkedHashMap<>();
    seen.files().keySet().stream()
        .filter(path -> !files().containsKey(path))
        .forEach(path -> asked(path).ifPresent(line -> left.putAll(without(line))));
    return left;
  }

  /** Pages of the whole host lie on all nodes: where single nodes follow, the others get none. */
  private Map<String, Long> without(Matcher line) {
    String base = line.group(1);
    boolean spread = base.equals(PagePool.HOST) && !task.places().contains(PagePool.HOST);
    if (spread && task.mode() == PageMode.STATIC) {
      return seen.around().nodes().stream().collect(toImmutableMap(node -> node, _ -> 0L));
    }
    long pages = seen.around().pool(base).pages();
    return Map.of(base, Math.max(0, pages - Long.parseLong(line.group(2))));
  }

  private Optional<Matcher> asked(String path) {
    Matcher line = LINE.matcher(requireNonNull(seen.files().get(path)).text());
    return line.find() ? Optional.of(line) : Optional.empty();
  }

  /** The files that are to be there. */
  ImmutableSortedMap<String, OwnFile> files() {
    return switch (task.mode()) {
      case STATIC -> statics();
      case ON_START -> hooks();
      case THP, NONE -> ImmutableSortedMap.of();
    };
  }

  private ImmutableSortedMap<String, OwnFile> statics() {
    Map<String, OwnFile> files = new TreeMap<>();
    if (task.single()) {
      kept("/etc/tmpfiles.d/javaform-hugepages-" + task.size() + "-node").forEach(files::put);
    }
    shares()
        .forEach(
            (base, count) -> {
              String path = PageProbe.config(task.size(), base);
              String counter = PagePool.counter(base, task.kib());
              files.put(
                  path,
                  OwnFile.of(
                      path,
                      "# Written by the module hugepages.\nw %s - - - - %d\n"
                          .formatted(counter, count)));
            });
    return ImmutableSortedMap.copyOf(files);
  }

  private ImmutableSortedMap<String, OwnFile> hooks() {
    Map<String, OwnFile> files = new TreeMap<>(kept(PagePools.HOOKS));
    String guest = task.guest().orElseThrow();
    String path = PageProbe.hook(task.size(), guest);
    files.put(path, OwnFile.script(path, new PageHook(task.size(), guest, counters()).text()));
    return ImmutableSortedMap.copyOf(files);
  }

  private ImmutableMap<String, Long> counters() {
    return shares().entrySet().stream()
        .collect(
            toImmutableMap(
                each -> PagePool.counter(each.getKey(), task.kib()), Map.Entry::getValue));
  }

  private ImmutableSortedMap<String, OwnFile> kept(String prefix) {
    return ImmutableSortedMap.copyOf(
        Maps.filterKeys(seen.files(), path -> path.startsWith(prefix)));
  }

  /** Whether a place got less than it was asked for, and would not get more now. */
  boolean isPartial(String base) {
    PagePool pool = seen.around().pool(base);
    return pool.pages() != wanted(base) && pool.isInVain(wanted(base), task.kib());
  }

  /** How many pages are to be at a place, which may be as many as there are. */
  long wanted(String base) {
    return counts().getOrDefault(base, seen.around().pool(base).pages());
  }

  /** The places whose count has to be changed, in order. */
  ImmutableMap<String, Long> changes() {
    return counts().entrySet().stream()
        .filter(each -> seen.around().pool(each.getKey()).pages() != each.getValue())
        .filter(each -> !isPartial(each.getKey()))
        .collect(toImmutableMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
