package dev.javaform.modules.linux.boot;

import com.google.common.base.Strings;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * In which order boot loaders show their entries: the first is started unless another is chosen.
 */
final class EntryOrder {

  /**
   * GRUB's: by what the file's name says of package, version and release, the greatest first
   * (rhboot/grub2, grub-core/commands/blscfg.c, bls_cmp).
   */
  static final Comparator<LoaderEntry> GRUB =
      Comparator.comparing((LoaderEntry entry) -> part(entry, 0), RpmOrder.OLDEST_FIRST)
          .thenComparing(entry -> part(entry, 1), RpmOrder.OLDEST_FIRST)
          .thenComparing(entry -> part(entry, 2), RpmOrder.OLDEST_FIRST)
          .reversed();

  /**
   * systemd-boot's: those without tries left last, those with a sort key first, the newest first
   * (systemd, src/boot/boot.c, boot_entry_compare).
   */
  static final Comparator<LoaderEntry> SYSTEMD =
      Comparator.comparing(LoaderEntry::isBad)
          .thenComparing(entry -> entry.value("sort-key").isEmpty())
          .thenComparing(EntryOrder::compareSorted)
          .thenComparing(entry -> entry.id() + ".conf", SystemdOrder.OLDEST_FIRST.reversed());

  private static final Pattern PARTS =
      Pattern.compile("(.*?)(?:-([^-]*))?(?:-([^-]*))?", Pattern.DOTALL);

  private EntryOrder() {}

  private static int compareSorted(LoaderEntry one, LoaderEntry other) {
    if (one.value("sort-key").isEmpty() || other.value("sort-key").isEmpty()) {
      return 0;
    }
    return Comparator.comparing((LoaderEntry entry) -> entry.value("sort-key"))
        .thenComparing(entry -> entry.value("machine-id"))
        .thenComparing(entry -> entry.value("version"), SystemdOrder.OLDEST_FIRST.reversed())
        .compare(one, other);
  }

  /** The package, its version and its release: the parts before, between and after two dashes. */
  private static String part(LoaderEntry entry, int index) {
    Matcher parts = PARTS.matcher(entry.fileName());
    return parts.matches() ? Strings.nullToEmpty(parts.group(index + 1)) : "";
  }
}
