package dev.javaform.modules.linux.devices;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableTable;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Rules of udev(7), as far as they set attributes of disks: which attribute of which disk should
 * have which value by them.
 *
 * @param lines the parts of each rule
 */
record RuleText(ImmutableList<ImmutableList<RuleKey>> lines) {

  /** What has a meaning for disks that can be worked out from here. */
  private static final ImmutableSet<String> KNOWN =
      ImmutableSet.of("ACTION", "SUBSYSTEM", "KERNEL", "ENV", "ATTR");

  /**
   * Reads rules; a backslash at a line's end continues it.
   *
   * @throws IllegalArgumentException where one is no rule
   */
  static RuleText of(String text) {
    return new RuleText(
        text.replaceAll("\\\\\\n", " ")
            .lines()
            .map(String::strip)
            .filter(line -> !line.isEmpty() && !line.startsWith("#"))
            .map(RuleKey::of)
            .collect(toImmutableList()));
  }

  /** The attributes that bear on the values of disks. */
  ImmutableList<String> attributes() {
    return clear().stream()
        .flatMap(ImmutableList::stream)
        .filter(key -> key.name().equals("ATTR"))
        .map(RuleKey::attribute)
        .distinct()
        .collect(toImmutableList());
  }

  /** Whether every rule can be held against the disks of a host. */
  boolean isClear() {
    return clear().size() == lines.size();
  }

  private ImmutableList<ImmutableList<RuleKey>> clear() {
    boolean jumps =
        lines.stream().flatMap(ImmutableList::stream).anyMatch(key -> key.name().equals("GOTO"));
    return jumps
        ? ImmutableList.of()
        : lines.stream().filter(RuleText::isClear).collect(toImmutableList());
  }

  private static boolean isClear(ImmutableList<RuleKey> line) {
    return line.stream()
            .allMatch(
                key ->
                    KNOWN.contains(key.name())
                        && (!key.name().equals("ENV") || key.attribute().equals("DEVTYPE"))
                        && !key.value().contains("$")
                        && !key.value().contains("%"))
        && line.stream().anyMatch(key -> key.name().equals("SUBSYSTEM") && key.isMatch());
  }

  /**
   * What the attributes should be.
   *
   * @param disks the attributes of each disk as they are, by its name
   */
  ImmutableTable<String, String, String> expected(
      Map<String, ? extends Map<String, String>> disks) {
    var expected = ImmutableTable.<String, String, String>builder();
    disks.forEach(
        (disk, values) ->
            expected(disk, ImmutableMap.copyOf(values))
                .forEach((attribute, value) -> expected.put(disk, attribute, value)));
    return expected.build();
  }

  private Map<String, String> expected(String disk, ImmutableMap<String, String> values) {
    Map<String, String> expected = new LinkedHashMap<>();
    clear().stream()
        .filter(line -> line.stream().allMatch(key -> applies(key, disk, values)))
        .flatMap(ImmutableList::stream)
        .filter(key -> key.name().equals("ATTR") && !key.isMatch())
        .filter(key -> values.containsKey(key.attribute()))
        .forEach(key -> expected.put(key.attribute(), key.value()));
    return expected;
  }

  private static boolean applies(RuleKey key, String disk, ImmutableMap<String, String> values) {
    if (!key.isMatch()) {
      return true;
    }
    return switch (key.name()) {
      case "SUBSYSTEM" -> key.agrees("block");
      case "ENV" -> key.agrees("disk");
      case "KERNEL" -> key.agrees(disk);
      case "ACTION" -> key.agrees("add") || key.agrees("change");
      default ->
          values.containsKey(key.attribute())
              && key.agrees(values.getOrDefault(key.attribute(), ""));
    };
  }
}
