package dev.javaform.modules.linux.kernel;

import static com.google.common.collect.ImmutableList.toImmutableList;

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
import dev.javaform.modules.linux.TunedChain;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How deep the CPUs of a host may sleep.
 *
 * @param disabled on how many CPUs each kind of sleep is switched off, by its name
 * @param path the file that switches them off at boot
 * @param config its text; empty where it is absent
 * @param around what else has to be known
 */
record IdleStates(
    ImmutableSortedMap<String, Long> disabled,
    @Unseen String path,
    String config,
    @Unseen Around around)
    implements Situated<IdleStates>, HoldsFiles {

  /**
   * A kind of sleep of one CPU.
   *
   * @param path its directory below /sys
   * @param latency how many microseconds the CPU needs to wake up
   */
  record Idle(String path, String name, long latency, boolean disabled) {}

  /**
   * What is around them.
   *
   * @param file the file as it was seen
   * @param states of all CPUs that are online
   * @param writable whether they can be switched from here
   * @param owner a profile of tuned that bounds the time to wake up; empty where none does
   */
  record Around(SeenFile file, ImmutableList<Idle> states, boolean writable, String owner) {}

  private static final Pattern LINE =
      Pattern.compile("(/sys/devices/system/cpu/(cpu\\d+)/cpuidle/state\\d+)/(\\w+):(.*)");
  private static final Pattern OFF = Pattern.compile("/sys/devices/system/cpu/(cpu\\d+)/online:0");

  private static final String SCRIPT =
      TunedChain.FUNCTIONS
          + """
          path={} cpus=/sys/devices/system/cpu
          section states grep -s . $cpus/cpu[0-9]*/online $cpus/cpu[0-9]*/cpuidle/state[0-9]*/name $cpus/cpu[0-9]*/cpuidle/state[0-9]*/latency $cpus/cpu[0-9]*/cpuidle/state[0-9]*/disable
          title writable; [ -w "$cpus/cpu0/cpuidle/state0/disable" ] && echo '|yes'
          title owner
          for owner in $(tuned_active); do
            grep -HE '^[[:space:]]*force_latency' "$owner" | bars
          done
          file "$path"
          """;

  static Probe<IdleStates> probe(String path) {
    return Probe.of(Sections.script(SCRIPT, path), IdleStates.class, output -> read(output, path));
  }

  private static IdleStates read(Output output, String path) {
    Sections seen = Sections.read(output);
    Map<String, Map<String, String>> values = new LinkedHashMap<>();
    List<String> off =
        seen.of("states").stream()
            .map(OFF::matcher)
            .filter(Matcher::matches)
            .map(line -> line.group(1))
            .toList();
    for (String line : seen.of("states")) {
      Matcher found = LINE.matcher(line);
      if (found.matches() && !off.contains(found.group(2))) {
        values
            .computeIfAbsent(found.group(1), _ -> new LinkedHashMap<>())
            .put(found.group(3), found.group(4).strip());
      }
    }
    SeenFile file = seen.files().getOrDefault(path, SeenFile.ABSENT);
    return of(
        path,
        file.text(),
        new Around(file, states(values), seen.has("writable"), seen.first("owner")));
  }

  private static ImmutableList<Idle> states(Map<String, Map<String, String>> values) {
    return values.entrySet().stream()
        .map(
            each ->
                new Idle(
                    each.getKey(),
                    each.getValue().getOrDefault("name", ""),
                    Long.parseLong(each.getValue().getOrDefault("latency", "0")),
                    !each.getValue().getOrDefault("disable", "0").equals("0")))
        .collect(toImmutableList());
  }

  private static IdleStates of(String path, String config, Around around) {
    Map<String, Long> disabled = new TreeMap<>();
    around
        .states()
        .forEach(each -> disabled.merge(each.name(), each.disabled() ? 1L : 0L, Long::sum));
    return new IdleStates(ImmutableSortedMap.copyOf(disabled), path, config, around);
  }

  /** With another text, and the states of these paths switched. */
  IdleStates with(String text, ImmutableMap<String, Boolean> switched) {
    ImmutableList<Idle> then =
        around.states().stream()
            .map(
                each ->
                    new Idle(
                        each.path(),
                        each.name(),
                        each.latency(),
                        switched.getOrDefault(each.path(), each.disabled())))
            .collect(toImmutableList());
    return of(path, text, new Around(around.file(), then, around.writable(), around.owner()));
  }

  /** The states of which this is so. */
  ImmutableList<Idle> those(Predicate<Idle> which) {
    return around.states().stream().filter(which).collect(toImmutableList());
  }

  @Override
  public ImmutableMap<String, SeenFile> heldFiles() {
    return ImmutableMap.of(path, SeenFile.written(config));
  }

  @Override
  public IdleStates among(List<?> planned) {
    return with(HoldsFiles.among(planned, path, around.file()).text(), ImmutableMap.of());
  }
}
