package dev.javaform.hardware.memory;

import dev.javaform.hardware.HostTree;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Adds up the memory devices in the output of {@code dmidecode} (SMBIOS, structure of type 17). */
final class InstalledMemory {

  private static final Pattern SIZE = Pattern.compile("\\s+Size: (\\d{1,9}) ([kMGT])B");

  private InstalledMemory() {}

  /** All of it in KiB; empty where no device is known. */
  static Optional<Long> kib(HostTree tree) {
    return tree.lines("commands/dmidecode").stream()
        .map(SIZE::matcher)
        .filter(Matcher::matches)
        .map(InstalledMemory::kib)
        .reduce(Long::sum);
  }

  private static long kib(MatchResult size) {
    int thousands = "kMGT".indexOf(size.group(2));
    return Long.parseLong(size.group(1)) << (10 * thousands);
  }
}
