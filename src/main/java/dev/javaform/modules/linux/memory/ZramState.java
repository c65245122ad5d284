package dev.javaform.modules.linux.memory;

import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.Longs;
import dev.javaform.module.Output;
import dev.javaform.module.Probe;
import dev.javaform.module.Situated;
import dev.javaform.module.Unseen;
import dev.javaform.modules.linux.HoldsFiles;
import dev.javaform.modules.linux.Sections;
import dev.javaform.modules.linux.SeenFile;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Swap in compressed memory.
 *
 * @param mib how large the device is now; 0 where there is none
 * @param algorithm how it compresses now; empty where there is none
 * @param path our part of the configuration
 * @param config its text; empty where it is absent
 * @param around what else has to be known
 */
record ZramState(
    long mib, String algorithm, @Unseen String path, String config, @Unseen Around around)
    implements Situated<ZramState>, HoldsFiles {

  /**
   * What is around it.
   *
   * @param file our part as it was seen
   * @param installed whether zram-generator is there
   * @param base the configuration that ours adds to, and which of several counts; empty where none
   * @param later files that are read after ours and speak of the same device
   * @param used how much of the device is in use
   * @param available how much memory is free for other things
   * @param ram all memory
   */
  record Around(
      SeenFile file,
      boolean installed,
      String base,
      List<String> later,
      Size used,
      Size available,
      Size ram) {}

  private static final Pattern CHOSEN = Pattern.compile("\\[([^]]*)]");

  private static final String SCRIPT =
      """
      device={} path={}
      title installed
      for d in /usr/lib/systemd/system-generators /lib/systemd/system-generators /etc/systemd/system-generators; do
        [ -x "$d/zram-generator" ] && echo '|yes'
      done
      title base
      for d in /etc/systemd /run/systemd /usr/local/lib/systemd /usr/lib/systemd; do
        [ -f "$d/zram-generator.conf" ] && echo "|$d/zram-generator.conf"
      done
      title later
      for f in /etc/systemd/zram-generator.conf.d/*.conf /run/systemd/zram-generator.conf.d/*.conf /usr/local/lib/systemd/zram-generator.conf.d/*.conf /usr/lib/systemd/zram-generator.conf.d/*.conf; do
        grep -qs "^\\\\[$device\\\\]" "$f" && [ "$(printf '%s\\n%s\\n' "${path##*/}" "${f##*/}" | LC_ALL=C sort | tail -n 1)" != "${path##*/}" ] && printf '|%s\\n' "$f"
      done
      section disksize cat "/sys/block/$device/disksize"
      section algorithm cat "/sys/block/$device/comp_algorithm"
      section used sed -n "s|^/dev/$device[[:space:]].*[[:space:]]\\([0-9][0-9]*\\)[[:space:]][[:space:]]*-*[0-9]*\\$|\\1|p" /proc/swaps
      section available sed -n 's/^MemAvailable: *\\([0-9]*\\).*/\\1/p' /proc/meminfo
      section ram sed -n 's/^MemTotal: *\\([0-9]*\\).*/\\1/p' /proc/meminfo
      file "$path"
      """;

  static Probe<ZramState> probe(String device, String path) {
    return Probe.of(
        Sections.script(SCRIPT, device, path), ZramState.class, output -> read(output, path));
  }

  private static ZramState read(Output output, String path) {
    Sections seen = Sections.read(output);
    SeenFile file = seen.files().getOrDefault(path, SeenFile.ABSENT);
    Matcher chosen = CHOSEN.matcher(seen.first("algorithm"));
    long mib = number(seen, "disksize") >> 20;
    return new ZramState(
        mib,
        mib > 0 && chosen.find() ? chosen.group(1) : "",
        path,
        file.text(),
        new Around(
            file,
            seen.has("installed"),
            seen.first("base"),
            seen.of("later"),
            new Size(number(seen, "used")),
            new Size(number(seen, "available")),
            new Size(number(seen, "ram"))));
  }

  private static long number(Sections seen, String title) {
    return Optional.ofNullable(Longs.tryParse(seen.first(title).strip())).orElse(0L);
  }

  ZramState with(String text, long size, String compressing) {
    return new ZramState(size, compressing, path, text, around);
  }

  @Override
  public ImmutableMap<String, SeenFile> heldFiles() {
    return ImmutableMap.of(path, SeenFile.written(config));
  }

  @Override
  public ZramState among(List<?> planned) {
    return with(HoldsFiles.among(planned, path, around.file()).text(), mib, algorithm);
  }
}
