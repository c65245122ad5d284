package dev.javaform.modules.linux.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EntryOrderTest {

  /** As blscfg.c's vercmp and systemd-analyze compare-versions 252 have it. */
  @ParameterizedTest
  @CsvSource({
    "6.1, 6.1, 0, 0",
    "6.10, 6.9, 1, 1",
    "6.1.0, 6.1, 1, 1",
    "6.1~rc1, 6.1, -1, -1",
    "6.1, 6.1~rc1, 1, 1",
    "10aa, cdbb, 1, 1",
    "a1, ab, -1, -1",
    "007, 7, 0, 0",
    "5.14.0-200.el9_2, 5.14.0-100.el9_1, 1, 1",
    "1-2, 1.2, 0, -1",
    "1_2, 1.2, 0, 1",
    "ab, b, -1, -1",
    "A, a, -1, -1",
    "1., 1, 0, 1"
  })
  void versionsAreComparedAsTheLoadersDo(String one, String other, int rpm, int systemd) {
    assertEquals(rpm, Integer.signum(RpmOrder.OLDEST_FIRST.compare(one, other)));
    assertEquals(-rpm, Integer.signum(RpmOrder.OLDEST_FIRST.compare(other, one)));
    assertEquals(systemd, Integer.signum(SystemdOrder.OLDEST_FIRST.compare(one, other)));
    assertEquals(-systemd, Integer.signum(SystemdOrder.OLDEST_FIRST.compare(other, one)));
  }

  @Test
  void grubGoesByTheNamesOfTheFiles() {
    assertOrder(
        EntryOrder.GRUB,
        entry("10aa-5.14.0-100.1.1.el9_1.x86_64"),
        entry("cdbb-6.2.0-1.el9.x86_64"),
        entry("cdbb-5.14.0-200.2.1.el9_2.x86_64"),
        entry("cdbb-5.14.0-200.1.1.el9_2.x86_64"),
        entry("cdbb-0-rescue"),
        entry("arch-6"),
        entry("arch"));
  }

  @Test
  void systemdBootGoesBySortKeyThenVersionThenName() {
    assertOrder(
        EntryOrder.SYSTEMD,
        entry("z", "sort-key a", "machine-id 1", "version 6.10"),
        entry("y", "sort-key a", "machine-id 1", "version 6.9"),
        entry("x", "sort-key a", "machine-id 2", "version 7.0"),
        entry("w", "sort-key b"),
        entry("m-6.12+3"),
        entry("arch"),
        entry("arch-lts"),
        entry("v+0-3", "sort-key a", "version 9"));
  }

  @Test
  void theEntryOfAnImageThatWasSetAsideIsTheLastOfAll() {
    String aside = AsideEntry.PREFIX + "6.12.5";
    for (String name : List.of("0123-6.1", "a123-6.1", "aaaa-6.1", "arch", "6.1.0", "linux")) {
      assertOrder(EntryOrder.GRUB, entry(name), entry(aside));
      assertOrder(EntryOrder.SYSTEMD, entry(name), entry(aside));
      assertOrder(EntryOrder.SYSTEMD, entry(name), entry(aside.toLowerCase(Locale.ROOT)));
    }
  }

  private static void assertOrder(Comparator<LoaderEntry> order, LoaderEntry... expected) {
    List<LoaderEntry> sorted = new ArrayList<>(List.of(expected));
    Collections.reverse(sorted);
    sorted.sort(order);
    assertEquals(names(List.of(expected)), names(sorted));
  }

  private static List<String> names(List<LoaderEntry> entries) {
    return entries.stream().map(LoaderEntry::fileName).toList();
  }

  private static LoaderEntry entry(String name, String... lines) {
    return new LoaderEntry(
        "/boot/loader/entries/" + name + ".conf", "linux /a\n" + String.join("\n", lines));
  }
}
