package dev.javaform.hardware.capture;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.javaform.hardware.HostTree;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The names of one machine that stand anywhere: in paths, in targets of links, in files. */
final class MachineNames {

  /** UUIDs that are the same everywhere: names of firmware variables (UEFI, systemd-boot). */
  private static final ImmutableSet<String> WELL_KNOWN =
      ImmutableSet.of(
          "8be4df61-93ca-11d2-aa0d-00e098032b8c",
          "d719b2cb-3d3a-4596-a3bc-dad00e67656f",
          "605dab50-e046-4300-abb6-3dd810dd8b23",
          "4a67b082-0a4c-41cf-b6c7-440b29bb8c4f");

  private static final String UUID = "\\b[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}\\b";
  private static final String MAC = "(?<![:\\w])[0-9A-Fa-f]{2}(?::[0-9A-Fa-f]{2}){5,19}(?![:\\w])";
  private static final ImmutableSet<String> NO_MAC =
      ImmutableSet.of("00:00:00:00:00:00", "ff:ff:ff:ff:ff:ff");

  /** An entry of a boot loader's menu is named after the machine (kernel-install(8)). */
  private static final Pattern ENTRY = Pattern.compile("(?:.*/)?loader/entries/([0-9a-f]{32})-.*");

  private final ImmutableList<Numbered> kinds;

  MachineNames(HostTree tree) {
    kinds =
        ImmutableList.<Numbered>builder()
            .add(
                new Numbered(
                    UUID, MachineNames::isWellKnown, "00000000-0000-0000-0000-%012d"::formatted))
            .add(new Numbered(MAC, NO_MAC::contains, "02:00:00:00:00:%02x"::formatted))
            .add(new Numbered("\\b(?:en|wl|ww)x([0-9a-f]{12})\\b", "%012x"::formatted))
            .add(new Numbered("\\b(?:eui|naa|nvme)\\.([0-9A-Fa-f-]{8,})", "%016d"::formatted))
            .add(new Numbered("\\bwwn-0x([0-9a-f]{16,32})", "%016d"::formatted))
            .add(new Numbered("\\bby-id/([^\\s,\"']+)", "disk-%d"::formatted))
            .add(
                new Numbered(
                    "(?<=UUID=|by-uuid/)([0-9A-F]{4}-[0-9A-F]{4})\\b", "0000-%04d"::formatted))
            .add(new Numbered("(?<=UUID=|uuid/)([0-9a-f]{8}-[0-9a-f]{2})\\b", "%08d-01"::formatted))
            .add(new Numbered("/(?:home|run/media|media)/([^/\\s:\"'\\\\]+)", _ -> "user"))
            .add(new Numbered("\\b(\\w+(?:--\\w+)*)--vg(?=-)", _ -> "host"))
            .add(new Numbered("/dev/(\\w[\\w.-]*)-vg(?=/)", _ -> "host"))
            .addAll(machineIds(tree))
            .build();
  }

  String in(String text) {
    String result = text;
    for (Numbered kind : kinds) {
      result = kind.in(result);
    }
    return result;
  }

  private static boolean isWellKnown(String uuid) {
    return WELL_KNOWN.contains(uuid.toLowerCase(Locale.ROOT));
  }

  private static ImmutableList<Numbered> machineIds(HostTree tree) {
    Stream<String> entries =
        tree.files().keySet().stream()
            .map(ENTRY::matcher)
            .filter(Matcher::matches)
            .map(entry -> entry.group(1));
    String ids =
        Stream.concat(tree.value("etc/machine-id").stream(), entries)
            .filter(id -> id.matches("[0-9a-f]{32}"))
            .distinct()
            .collect(Collectors.joining("|"));
    return ids.isEmpty()
        ? ImmutableList.of()
        : ImmutableList.of(new Numbered(ids, "%032d"::formatted));
  }
}
