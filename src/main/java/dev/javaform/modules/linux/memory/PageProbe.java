package dev.javaform.modules.linux.memory;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.primitives.Longs;
import dev.javaform.module.Output;
import dev.javaform.module.Probe;
import dev.javaform.modules.linux.Sections;
import java.util.List;
import java.util.Optional;

/**
 * Asks for one size of huge pages.
 *
 * @param kib the size of a page
 * @param directory of the host or a node below /sys
 * @param config the file that asks for pages at boot
 * @param attempt where a try of this boot is noted
 */
public record PageProbe(long kib, String directory, String config, String attempt) {

  private static final String SCRIPT =
      """
      base={} size={} config={} attempt={}
      pool=$base/hugepages/hugepages-${size}kB
      [ "$base" = /sys/kernel/mm ] && meminfo=/proc/meminfo ||
        meminfo=$base/meminfo
      section pages cat "$pool/nr_hugepages"
      section free cat "$pool/free_hugepages"
      section reserved cat "$pool/resv_hugepages"
      title writable; [ -w "$pool/nr_hugepages" ] && echo '|yes'
      section total sed -n 's/^.*MemTotal: *\\([0-9]*\\).*/\\1/p' "$meminfo"
      section spare sed -n 's/^.*MemFree: *\\([0-9]*\\).*/\\1/p' "$meminfo"
      title others
      for other in "$base"/hugepages/hugepages-*kB; do
        [ "$other" = "$pool" ] && continue
        kib=${other##*-}; kib=${kib%kB}
        [ -r "$other/nr_hugepages" ] && echo "|$((kib * $(cat "$other/nr_hugepages")))"
      done
      section owners grep -ls '^[[:space:]]*vm[./]nr_hugepages' /etc/sysctl.conf /etc/sysctl.d/*.conf /usr/lib/sysctl.d/*.conf
      section attempt cat "$attempt"
      file "$config"
      """;

  /** The question. */
  public Probe<PagePool> probe() {
    return Probe.of(
        Sections.script(SCRIPT, directory, kib, config, attempt), PagePool.class, this::read);
  }

  private PagePool read(Output output) {
    Sections seen = Sections.read(output);
    long pages = number(seen, "pages");
    long others = seen.of("others").stream().mapToLong(Long::parseLong).sum();
    return new PagePool(
        pages,
        config,
        seen.text(config),
        new PagePool.Host(
            seen.has("pages"),
            seen.has("writable"),
            pages - number(seen, "free") + number(seen, "reserved"),
            new Size(number(seen, "total")),
            new Size(number(seen, "spare")),
            new Size(others),
            ImmutableList.copyOf(seen.of("owners")),
            attempt(seen.first("attempt"))));
  }

  private static Optional<PagePool.Try> attempt(String line) {
    List<Long> numbers =
        Splitter.on(' ').splitToStream(line).map(Longs::tryParse).filter(n -> n != null).toList();
    return numbers.size() == 3
        ? Optional.of(new PagePool.Try(numbers.get(0), numbers.get(1), new Size(numbers.get(2))))
        : Optional.empty();
  }

  private static long number(Sections seen, String title) {
    return Optional.ofNullable(Longs.tryParse(seen.first(title).strip())).orElse(0L);
  }
}
