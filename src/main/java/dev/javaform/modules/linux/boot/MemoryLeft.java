package dev.javaform.modules.linux.boot;

import com.google.common.base.Splitter;
import com.google.common.math.LongMath;
import com.google.common.primitives.Longs;
import dev.javaform.hardware.memory.GuestPages;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the arguments of a line leave of a host's memory (Linux,
 * Documentation/admin-guide/kernel-parameters: mem, memmap, hugepages, crashkernel).
 *
 * @param totalKib the host's memory
 * @param usableKib what {@code mem=} and {@code memmap=exactmap} leave of it
 * @param takenKib what huge pages and reserved regions take of that
 */
record MemoryLeft(long totalKib, long usableKib, long takenKib) {

  /** With less than this no distribution's kernel and initramfs come up. */
  private static final long FLOOR_KIB = 256L << 10;

  private static final String DEFAULT_SIZE = "2M"; // of x86
  private static final Pattern SIZE = Pattern.compile("(\\d{1,18})([KMGTP]?).*");
  private static final Pattern REGION = Pattern.compile("(\\d{1,18}[KMGTPkmgtp]?)([@$!#]).*");
  private static final Pattern RANGE = Pattern.compile("(\\w+)-(\\w*):(\\w+)");

  static MemoryLeft of(CommandLine line, long totalKib) {
    long usable = usable(line, totalKib);
    long regions = regions(line, "[$!]");
    long crash = crash(line, totalKib);
    long taken = LongMath.saturatedAdd(pages(line), regions);
    return new MemoryLeft(totalKib, usable, crash > usable ? taken : taken + crash);
  }

  long kib() {
    return Math.max(0, usableKib - takenKib);
  }

  /** Whether a kernel cannot start with what is left. */
  boolean isTooLittle() {
    return usableKib - takenKib < FLOOR_KIB;
  }

  /** Whether a host cannot work well with what is left. */
  boolean isScarce() {
    return takenKib > 0 && kib() < GuestPages.headroomKib(totalKib);
  }

  private static long usable(CommandLine line, long totalKib) {
    boolean exact = values(line, "memmap").stream().anyMatch("exactmap"::equals);
    long mapped = exact ? regions(line, "@") : totalKib;
    return values(line, "mem").stream()
        .flatMap(value -> kib(value).stream())
        .reduce(Math.min(mapped, totalKib), Math::min);
  }

  private static long regions(CommandLine line, String kinds) {
    return values(line, "memmap").stream()
        .flatMap(value -> Splitter.on(',').splitToStream(value.replace("\\", "")))
        .map(REGION::matcher)
        .filter(region -> region.matches() && region.group(2).matches(kinds))
        .flatMap(region -> kib(region.group(1)).stream())
        .reduce(0L, LongMath::saturatedAdd);
  }

  /** {@code hugepages} belongs to the size before it; the first count of a size is the one. */
  private static long pages(CommandLine line) {
    String defaultSize =
        values(line, "default_hugepagesz").stream().findFirst().orElse(DEFAULT_SIZE);
    Map<Long, Long> counts = new HashMap<>();
    String size = defaultSize;
    for (KernelArgument token : line.tokens()) {
      String value = token.value().orElse("");
      switch (token.key()) {
        case "hugepagesz" -> size = value;
        case "hugepages" -> counts.putIfAbsent(kib(size).orElse(0L), count(value));
        case "sysctl.vm.nr_hugepages" -> counts.put(kib(defaultSize).orElse(0L), count(value));
        default -> {} // takes no pages
      }
    }
    return counts.entrySet().stream()
        .map(each -> LongMath.saturatedMultiply(each.getKey(), each.getValue()))
        .reduce(0L, LongMath::saturatedAdd);
  }

  /** {@code N}, or {@code 0:N,1:M} for each NUMA node. */
  private static long count(String value) {
    return Splitter.on(',')
        .splitToStream(value)
        .map(part -> Longs.tryParse(part.substring(part.indexOf(':') + 1)))
        .filter(count -> count != null && count > 0)
        .reduce(0L, LongMath::saturatedAdd);
  }

  /** {@code SIZE[@OFFSET]}, or {@code FROM-TO:SIZE,…} by the host's memory. */
  private static long crash(CommandLine line, long totalKib) {
    return values(line, "crashkernel").stream()
        .map(value -> Splitter.on(',').splitToList(value.replaceFirst("@.*", "")))
        .map(parts -> crash(parts, totalKib))
        .reduce(0L, Math::max);
  }

  private static long crash(List<String> parts, long totalKib) {
    for (String part : parts) {
      Matcher range = RANGE.matcher(part);
      if (!range.matches()) {
        return kib(part).orElse(0L);
      }
      long from = kib(range.group(1)).orElse(0L);
      long to = kib(range.group(2)).orElse(Long.MAX_VALUE);
      if (from <= totalKib && totalKib < to) {
        return kib(range.group(3)).orElse(0L);
      }
    }
    return 0;
  }

  private static List<String> values(CommandLine line, String key) {
    return line.tokens().stream()
        .filter(token -> token.key().equals(key))
        .flatMap(token -> token.value().stream())
        .toList();
  }

  /** A size as the kernel reads it (lib/cmdline.c, memparse): bytes, or with a letter. */
  private static Optional<Long> kib(String text) {
    Matcher size = SIZE.matcher(text.toUpperCase(Locale.ROOT));
    if (!size.matches()) {
      return Optional.empty();
    }
    long number = Optional.ofNullable(Longs.tryParse(size.group(1))).orElse(0L);
    return Optional.of(
        size.group(2).isEmpty()
            ? number >> 10
            : LongMath.saturatedMultiply(number, 1L << (10 * "KMGTP".indexOf(size.group(2)))));
  }
}
