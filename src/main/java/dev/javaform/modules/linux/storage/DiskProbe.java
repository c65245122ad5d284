package dev.javaform.modules.linux.storage;

import com.google.common.primitives.Longs;
import dev.javaform.module.Output;
import dev.javaform.module.Probe;
import dev.javaform.modules.linux.Sections;
import dev.javaform.modules.linux.storage.GuestDisk.Kind;
import dev.javaform.modules.linux.storage.GuestDisk.Place;
import dev.javaform.python.JsonException;
import dev.javaform.python.JsonReader;
import java.util.Map;
import java.util.Optional;

/** Asks for a disk, as qemu-img(1) sees it, and for the folder that it is in. */
record DiskProbe(String path) {

  private static final String SCRIPT =
      """
      path={} folder={}
      title tool; command -v qemu-img >/dev/null 2>&1 && echo '|yes'
      title kind
      if [ -b "$path" ]; then echo '|DEVICE'
      elif [ -f "$path" ]; then echo '|FILE'
      elif [ -e "$path" ] || [ -L "$path" ]; then echo '|OTHER'
      else echo '|NOTHING'
      fi
      title folder; [ -d "$folder" ] && echo '|yes'
      title free; df -Pk "$folder" 2>/dev/null | awk 'NR == 2 { print "|" $4 }'
      title btrfs
      [ "$(stat -f -c %T "$folder" 2>/dev/null)" = btrfs ] && echo '|yes'
      section folderflags sh -c 'lsattr -d "$1" | cut -d" " -f1' - "$folder"
      if [ -b "$path" ]; then section device blockdev --getsize64 "$path"; fi
      if [ -f "$path" ]; then
        section flags sh -c 'lsattr "$1" | cut -d" " -f1' - "$path"
        section file stat -L -c %s "$path"
        title info; qemu-img info --force-share --output=json "$path" 2>/dev/null | bars
        title error
        qemu-img info --force-share "$path" 2>&1 >/dev/null | head -n 2 | bars
      fi
      exit 0
      """;

  Probe<GuestDisk> probe() {
    String folder = path.substring(0, path.lastIndexOf('/') + 1);
    return Probe.of(Sections.script(SCRIPT, path, folder), GuestDisk.class, DiskProbe::read);
  }

  private static GuestDisk read(Output output) {
    Sections seen = Sections.read(output);
    boolean btrfs = seen.has("btrfs");
    Optional<Boolean> copies =
        btrfs ? Optional.of(!seen.first("folderflags").contains("C")) : Optional.empty();
    Place place =
        new Place(
            kind(seen.first("kind")),
            seen.has("tool"),
            seen.has("folder"),
            number(seen, "free").map(kib -> kib * 1024),
            String.join(" ", seen.of("error")),
            btrfs && !seen.first("flags").contains("C"));
    return switch (place.kind()) {
      case DEVICE ->
          new GuestDisk(
              Optional.of(GuestDisk.RAW), number(seen, "device").orElse(0L), copies, place);
      case FILE -> file(seen, copies, place);
      case NOTHING, OTHER -> new GuestDisk(Optional.empty(), 0, copies, place);
    };
  }

  private static Kind kind(String word) {
    return word.isEmpty() ? Kind.NOTHING : Kind.valueOf(word);
  }

  private static GuestDisk file(Sections seen, Optional<Boolean> copies, Place place) {
    Map<?, ?> info = info(String.join("\n", seen.of("info")));
    if (info.get("format") instanceof String format
        && info.get("virtual-size") instanceof Number size) {
      return new GuestDisk(Optional.of(format), size.longValue(), copies, place);
    }
    return new GuestDisk(
        Optional.of(GuestDisk.RAW), number(seen, "file").orElse(0L), copies, place);
  }

  private static Map<?, ?> info(String json) {
    try {
      return !json.isBlank() && JsonReader.read(json) instanceof Map<?, ?> info ? info : Map.of();
    } catch (JsonException _) {
      return Map.of();
    }
  }

  private static Optional<Long> number(Sections seen, String title) {
    return Optional.ofNullable(Longs.tryParse(seen.first(title).strip()));
  }
}
