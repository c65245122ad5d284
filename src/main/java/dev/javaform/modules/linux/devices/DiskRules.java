package dev.javaform.modules.linux.devices;

import static java.util.Objects.requireNonNull;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import dev.javaform.module.Output;
import dev.javaform.module.Probe;
import dev.javaform.module.Situated;
import dev.javaform.module.Unseen;
import dev.javaform.modules.linux.HoldsFiles;
import dev.javaform.modules.linux.Sections;
import dev.javaform.modules.linux.SeenFile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of udev's rules, and the disks that they are about.
 *
 * @param path the file
 * @param rules its text; empty where it is absent
 * @param disks the attributes of each disk that the rules name, by the disk's name
 * @param around what else has to be known
 */
record DiskRules(
    @Unseen String path,
    String rules,
    ImmutableSortedMap<String, Disk> disks,
    @Unseen Around around)
    implements Situated<DiskRules>, HoldsFiles {

  /** Attributes of a disk, by their paths below its directory. */
  record Disk(ImmutableSortedMap<String, String> values) {}

  /**
   * What is around the rules.
   *
   * @param file the file as it was seen
   * @param hidden a file of a distribution's that it would hide; empty where there is none
   * @param udev whether udev's tool is there
   */
  record Around(SeenFile file, String hidden, boolean udev) {}

  private static final Pattern CHOSEN = Pattern.compile("\\[([^]]*)]");

  private static final String SCRIPT =
      """
      name={} path={}
      title hidden
      for d in /usr/lib/udev/rules.d /lib/udev/rules.d /usr/local/lib/udev/rules.d /run/udev/rules.d; do
        [ ! -e "$d/$name" ] || printf '|%s\\n' "$d/$name"
      done
      title udev; command -v udevadm >/dev/null 2>&1 && [ -S /run/udev/control ] && echo '|yes'
      for disk in /sys/block/*; do
        [ -d "$disk" ] || continue
        title "disk ${disk##*/}"
        for attribute in {}; do
          line=$(head -n 1 "$disk/$attribute" 2>/dev/null) && printf '|%s %s\\n' "$attribute" "$line"
        done
      done
      file "$path"
      """;

  static Probe<DiskRules> probe(String name, String path, ImmutableList<String> attributes) {
    return Probe.of(
        Sections.script(SCRIPT, name, path, attributes),
        DiskRules.class,
        output -> read(output, path));
  }

  private static DiskRules read(Output output, String path) {
    Sections seen = Sections.read(output);
    var disks = ImmutableSortedMap.<String, Disk>naturalOrder();
    seen.lines().keySet().stream()
        .filter(title -> title.startsWith("disk "))
        .forEach(title -> disks.put(title.substring("disk ".length()), disk(seen.of(title))));
    SeenFile file = seen.files().getOrDefault(path, SeenFile.ABSENT);
    return new DiskRules(
        path, file.text(), disks.build(), new Around(file, seen.first("hidden"), seen.has("udev")));
  }

  private static Disk disk(List<String> lines) {
    var values = ImmutableSortedMap.<String, String>naturalOrder();
    for (String line : lines) {
      List<String> words = Splitter.on(' ').limit(2).splitToList(line);
      values.put(words.getFirst(), chosen(words.getLast().strip()));
    }
    return new Disk(values.build());
  }

  /** Of several the one in brackets: {@code [none] mq-deadline}. */
  private static String chosen(String value) {
    Matcher chosen = CHOSEN.matcher(value);
    return chosen.find() ? chosen.group(1) : value;
  }

  ImmutableMap<String, ImmutableSortedMap<String, String>> values() {
    var values = ImmutableMap.<String, ImmutableSortedMap<String, String>>builder();
    disks.forEach((name, disk) -> values.put(name, disk.values()));
    return values.build();
  }

  /** With another text, and attributes of disks set. */
  DiskRules with(String text, Map<String, Map<String, String>> set) {
    Map<String, Disk> then = new LinkedHashMap<>(disks);
    set.forEach(
        (name, values) -> {
          Map<String, String> all = new TreeMap<>(requireNonNull(disks.get(name)).values());
          all.putAll(values);
          then.put(name, new Disk(ImmutableSortedMap.copyOf(all)));
        });
    return new DiskRules(path, text, ImmutableSortedMap.copyOf(then), around);
  }

  @Override
  public ImmutableMap<String, SeenFile> heldFiles() {
    return ImmutableMap.of(path, SeenFile.written(rules));
  }

  @Override
  public DiskRules among(List<?> planned) {
    return with(HoldsFiles.among(planned, path, around.file()).text(), Map.of());
  }
}
