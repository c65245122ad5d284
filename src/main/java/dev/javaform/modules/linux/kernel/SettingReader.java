package dev.javaform.modules.linux.kernel;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what sets settings of the kernel: lines of sysctl.d(5), tmpfiles.d(5), udev(7) and
 * tuned.conf(5), and the command line. Whatever their names for it, one thing has one key.
 */
final class SettingReader {

  private static final Pattern SYSCTL =
      Pattern.compile("\\s*-?\\s*([A-Za-z0-9_./*-]+)\\s*=\\s*(.*)");
  private static final Pattern TMPFILES =
      Pattern.compile("[wfF][-+!=~^$]*\\s+(/\\S+)\\s+\\S+\\s+\\S+\\s+\\S+\\s+\\S+\\s+(.*)");
  private static final Pattern UDEV =
      Pattern.compile("(ATTR|SYSCTL)\\{([^}]+)}\\s*:?=\\s*\"([^\"]*)\"");
  private static final Pattern SECTION = Pattern.compile("\\s*\\[([^]]+)]\\s*");
  private static final Pattern OFF =
      Pattern.compile("\\s*enabled\\s*=\\s*(0|false|no|off)\\s*", Pattern.CASE_INSENSITIVE);
  private static final Pattern SLEEP = Pattern.compile("/sys/.*/cpuidle/state\\d+/disable");
  private static final Pattern PAGES = Pattern.compile("/sys/.*/(hugepages-\\d+kB)/nr_hugepages");

  private static final String THP = "/sys/kernel/mm/transparent_hugepage/";
  private static final String LATENCY = "how deep CPUs sleep";

  /** Names that tuned and the command line have for what other places call by its path or key. */
  private static final ImmutableMap<String, String> OTHER_NAMES =
      ImmutableMap.<String, String>builder()
          .put("vm/transparent_hugepages", THP + "enabled")
          .put("vm/transparent_hugepage", THP + "enabled")
          .put("vm/transparent_hugepage.defrag", THP + "defrag")
          .put("disk/readahead", "queue/read_ahead_kb of disks")
          .put("disk/elevator", "queue/scheduler of disks")
          .put("cpu/force_latency", LATENCY)
          .put("transparent_hugepage", THP + "enabled")
          .put("nmi_watchdog", "kernel.nmi_watchdog")
          .put("intel_idle.max_cstate", LATENCY)
          .put("processor.max_cstate", LATENCY)
          .buildOrThrow();

  private SettingReader() {}

  /** A line of a file. */
  record Line(int number, String text) {}

  /** The sections that a profile of tuned switches off, in what it includes as well. */
  static ImmutableSet<String> switchedOff(List<Line> lines) {
    var off = ImmutableSet.<String>builder();
    String section = "";
    for (Line line : lines) {
      Matcher begins = SECTION.matcher(line.text());
      if (begins.matches()) {
        section = begins.group(1);
      } else if (OFF.matcher(line.text()).matches()) {
        off.add(section);
      }
    }
    return off.build();
  }

  /**
   * What a file sets, by the place that it belongs to.
   *
   * @param off sections of tuned's profiles that are switched off
   */
  static ImmutableList<SettingOwner> file(
      SettingPlace place, String path, List<Line> lines, Set<String> off) {
    var owners = ImmutableList.<SettingOwner>builder();
    String section = "";
    for (Line line : lines) {
      Matcher begins = SECTION.matcher(line.text());
      if (place == SettingPlace.TUNED && begins.matches()) {
        section = begins.group(1);
        continue;
      }
      if (line.text().strip().matches("(#|;).*")
          || line.text().isBlank()
          || off.contains(section)) {
        continue;
      }
      for (Map.Entry<String, String> each : settings(place, section, line.text()).entrySet()) {
        owners.add(new SettingOwner(each.getKey(), place, path, line.number(), each.getValue()));
      }
    }
    return owners.build();
  }

  private static ImmutableMap<String, String> settings(
      SettingPlace place, String section, String line) {
    return switch (place) {
      case SYSCTL -> one(SYSCTL.matcher(line), SettingReader::parameter);
      case TMPFILES -> one(TMPFILES.matcher(line), SettingReader::path);
      case UDEV -> udev(line);
      case TUNED -> tuned(section, line);
      case COMMAND_LINE -> ImmutableMap.of();
    };
  }

  private static ImmutableMap<String, String> one(Matcher line, UnaryOperator<String> key) {
    return line.matches()
        ? ImmutableMap.of(key.apply(line.group(1)), line.group(2).strip())
        : ImmutableMap.of();
  }

  private static String parameter(String name) {
    String dotted = name.indexOf('/') >= 0 ? name.replace('/', '.') : name;
    return dotted.equals("vm.nr_hugepages") ? "hugepages-2048kB" : dotted;
  }

  private static String path(String path) {
    if (path.startsWith("/proc/sys/")) {
      return parameter(path.substring("/proc/sys/".length()));
    }
    Matcher pages = PAGES.matcher(path);
    if (pages.matches()) {
      return pages.group(1);
    }
    return SLEEP.matcher(path).matches() ? LATENCY : path;
  }

  private static ImmutableMap<String, String> udev(String line) {
    var settings = ImmutableMap.<String, String>builder();
    Matcher found = UDEV.matcher(line);
    while (found.find()) {
      boolean disk = found.group(2).startsWith("queue/");
      if (found.group(1).equals("SYSCTL")) {
        settings.put(parameter(found.group(2)), found.group(3));
      } else if (disk) {
        settings.put(found.group(2) + " of disks", found.group(3));
      }
    }
    return settings.buildKeepingLast();
  }

  private static ImmutableMap<String, String> tuned(String section, String line) {
    int equals = line.indexOf('=');
    if (equals < 1) {
      return ImmutableMap.of();
    }
    String name = line.substring(0, equals).strip();
    String value = line.substring(equals + 1).strip();
    if (section.equals("sysctl")) {
      return ImmutableMap.of(parameter(name), value);
    }
    if (name.startsWith("/sys/")) {
      return ImmutableMap.of(path(name), value);
    }
    return Optional.ofNullable(OTHER_NAMES.get(section + "/" + name))
        .map(key -> ImmutableMap.of(key, value))
        .orElse(ImmutableMap.of());
  }

  /** What the command line of the kernel sets. */
  static ImmutableList<SettingOwner> commandLine(String text) {
    List<SettingOwner> owners = new ArrayList<>();
    String size = "2M";
    for (String word : Splitter.on(' ').omitEmptyStrings().split(text.strip())) {
      int equals = word.indexOf('=');
      String name = equals < 0 ? word : word.substring(0, equals);
      String value = word.substring(equals + 1);
      if (name.equals("hugepagesz") || name.equals("default_hugepagesz")) {
        size = value.toUpperCase(Locale.ROOT);
      }
      String pages = "hugepages-%dkB".formatted(size.equals("1G") ? 1 << 20 : 1 << 11);
      Optional<String> key =
          name.equals("hugepages")
              ? Optional.of(pages)
              : name.startsWith("sysctl.")
                  ? Optional.of(parameter(name.substring("sysctl.".length())))
                  : Optional.ofNullable(OTHER_NAMES.get(name));
      key.ifPresent(
          each -> owners.add(new SettingOwner(each, SettingPlace.COMMAND_LINE, "", 0, value)));
    }
    return ImmutableList.copyOf(owners);
  }
}
