package dev.javaform.modules.linux.memory;

import static com.google.common.collect.ImmutableMap.toImmutableMap;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.primitives.Longs;
import dev.javaform.module.Output;
import dev.javaform.module.Probe;
import dev.javaform.modules.linux.OwnFile;
import dev.javaform.modules.linux.Sections;
import dev.javaform.modules.linux.SeenFile;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Asks for one size of huge pages at all places of a host.
 *
 * @param size as tasks write it
 */
public record PageProbe(String size) {

  private static final String SCRIPT =
      """
      size={} kib={} hooks={}
      one() { if [ -r "$2" ]; then printf '|%s %s\\n' "$1" "$(cat "$2")"; fi; }
      from() { sed -n "s/^.*$2: *\\([0-9]*\\).*/|$1 \\1/p" "$3" 2>/dev/null; }
      for base in /sys/kernel/mm /sys/devices/system/node/node[0-9]*; do
        [ -d "$base/hugepages" ] || continue
        pool=$base/hugepages/hugepages-${kib}kB mem=$base/meminfo note=
        [ "$base" = /sys/kernel/mm ] && mem=/proc/meminfo || note=-${base##*/}
        title "pool $base"
        one pages "$pool/nr_hugepages"
        one free "$pool/free_hugepages"
        one reserved "$pool/resv_hugepages"
        [ -w "$pool/nr_hugepages" ] && echo '|writable 1'
        from total MemTotal "$mem"
        from spare MemFree "$mem"
        sum=0
        for other in "$base"/hugepages/hugepages-*kB; do
          [ "$other" = "$pool" ] && continue
          each=${other##*-}; each=${each%kB}
          [ -r "$other/nr_hugepages" ] && sum=$((sum + each * $(cat "$other/nr_hugepages")))
        done
        echo "|others $sum"
        one tried "/run/javaform/hugepages-$size$note"
      done
      section owners grep -ls '^[[:space:]]*vm[./]nr_hugepages' /etc/sysctl.conf /etc/sysctl.d/*.conf /usr/lib/sysctl.d/*.conf
      section transparent sed -n '/\\[never\\]/!p' /sys/kernel/mm/transparent_hugepage/enabled
      title libvirt; [ -d /etc/libvirt ] && echo '|yes'
      title unnoticed
      for pid in /run/virtqemud.pid /run/libvirtd.pid; do
        [ -f "$pid" ] || continue
        old=$(find "${hooks%.d}" "$hooks" -type f ! -newer "$pid" 2>/dev/null | head -n 1)
        daemon=${pid##*/}
        [ -n "$old" ] || echo "|${daemon%.pid}"
      done
      title run
      for own in "$hooks/javaform-hugepages-$size-"*; do [ -x "$own" ] && printf '|%s\\n' "$own"; done
      for own in "/etc/tmpfiles.d/javaform-hugepages-$size.conf" "/etc/tmpfiles.d/javaform-hugepages-$size"-node*.conf "$hooks/javaform-hugepages-$size-"*; do
        file "$own"
      done
      """;

  /** The question. */
  public Probe<PagePools> probe() {
    return Probe.of(
        Sections.script(SCRIPT, size, Size.of(size).kib(), PagePools.HOOKS),
        PagePools.class,
        this::read);
  }

  /** The file that asks for pages at boot. */
  static String config(String size, String base) {
    return "/etc/tmpfiles.d/javaform-hugepages-" + size + PagePool.suffix(base) + ".conf";
  }

  /** The script that asks for pages when a guest starts. */
  static String hook(String size, String guest) {
    return PagePools.HOOKS + "/javaform-hugepages-" + size + "-" + guest;
  }

  private PagePools read(Output output) {
    Sections seen = Sections.read(output);
    ImmutableMap<String, PagePool> pools =
        seen.lines().keySet().stream()
            .filter(title -> title.startsWith("pool "))
            .map(title -> title.substring("pool ".length()))
            .collect(toImmutableMap(base -> base, base -> pool(base, seen)));
    Map<String, OwnFile> files = new TreeMap<>();
    seen.files()
        .forEach(
            (path, file) ->
                files.put(path, PagePools.own(path, file.text(), seen.of("run").contains(path))));
    return new PagePools(
        pages(pools),
        ImmutableSortedMap.copyOf(files),
        !seen.has("unnoticed"),
        new PagePools.Around(
            pools,
            candidates(seen, pools),
            seen.first("unnoticed"),
            seen.has("libvirt"),
            ImmutableList.copyOf(seen.of("owners")),
            seen.has("transparent")));
  }

  private static ImmutableSortedMap<String, Long> pages(ImmutableMap<String, PagePool> pools) {
    return pools.values().stream()
        .filter(PagePool::supported)
        .collect(
            ImmutableSortedMap.toImmutableSortedMap(
                String::compareTo, pool -> PagePool.place(pool.base()), PagePool::pages));
  }

  /** The files that are there, and those that each place may have. */
  private ImmutableMap<String, SeenFile> candidates(
      Sections seen, ImmutableMap<String, PagePool> pools) {
    Map<String, SeenFile> candidates = new TreeMap<>(seen.files());
    candidates.putIfAbsent(config(size, PagePool.HOST), SeenFile.ABSENT);
    pools.keySet().forEach(base -> candidates.putIfAbsent(config(size, base), SeenFile.ABSENT));
    return ImmutableMap.copyOf(candidates);
  }

  private static PagePool pool(String base, Sections seen) {
    ImmutableList<String> lines = seen.of("pool " + base);
    long pages = number(lines, "pages");
    return new PagePool(
        base,
        value(lines, "pages").isPresent(),
        pages,
        pages - number(lines, "free") + number(lines, "reserved"),
        value(lines, "writable").isPresent(),
        new Size(number(lines, "total")),
        new Size(number(lines, "spare")),
        new Size(number(lines, "others")),
        value(lines, "tried").flatMap(PageProbe::attempt));
  }

  private static Optional<PagePool.Try> attempt(String line) {
    List<Long> numbers =
        Splitter.on(' ').splitToStream(line).map(Longs::tryParse).filter(n -> n != null).toList();
    return numbers.size() == 3
        ? Optional.of(new PagePool.Try(numbers.get(0), numbers.get(1), new Size(numbers.get(2))))
        : Optional.empty();
  }

  private static Optional<String> value(List<String> lines, String key) {
    return lines.stream()
        .filter(line -> line.startsWith(key + " "))
        .map(line -> line.substring(key.length() + 1).strip())
        .findFirst();
  }

  private static long number(List<String> lines, String key) {
    return value(lines, key).map(Longs::tryParse).orElse(0L);
  }
}
