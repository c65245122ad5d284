package dev.javaform.modules.linux.services;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import dev.javaform.module.ModuleFailure;
import dev.javaform.module.Output;
import dev.javaform.module.Probe;
import dev.javaform.module.Situated;
import dev.javaform.modules.linux.HoldsFiles;
import dev.javaform.modules.linux.Sections;
import dev.javaform.modules.linux.SeenFile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * Some units of a host, and the sockets, paths and timers that start them.
 *
 * @param units by name
 * @param names for each name that was asked for, the unit's own: an alias leads to what it stands
 *     for
 * @param presets the text of our own file that keeps units disabled over package updates
 * @param ownUnit the unit in which this session runs; empty where it is no service
 */
public record Units(
    ImmutableMap<String, Unit> units,
    ImmutableMap<String, String> names,
    String presets,
    String ownUnit)
    implements Situated<Units>, HoldsFiles {

  /**
   * Sorts before the distributions' own files: the first that names a unit wins
   * (systemd.preset(5)).
   */
  public static final String PRESETS = "/etc/systemd/system-preset/10-javaform.preset";

  private static final String SCRIPT =
      """
      properties=Id,LoadState,UnitFileState,ActiveState,TriggeredBy,FragmentPath,BusName
      for unit in {}; do
        title "names"
        printf '|%s %s\\n' "$unit" "$(systemctl show -p Id --value -- "$unit" 2>/dev/null)"
      done
      title units
      systemctl show -p $properties -- {} 2>/dev/null | bars
      title more
      starters=$(systemctl show -p TriggeredBy --value -- {} 2>/dev/null)
      [ -z "$(echo $starters)" ] || systemctl show -p $properties -- $starters 2>/dev/null | bars
      section cgroup cat /proc/self/cgroup
      file {}
      """;

  /** The question about these units, given with their suffixes. */
  public static Probe<Units> probe(ImmutableList<String> names) {
    return Probe.of(
        Sections.script(SCRIPT, names, names, names, PRESETS), Units.class, Units::read);
  }

  private static Units read(Output output) {
    Sections seen = Sections.read(output);
    Map<String, Unit> units = new HashMap<>();
    units.putAll(blocks(seen.of("units")));
    units.putAll(blocks(seen.of("more")));
    if (units.isEmpty()) {
      throw new ModuleFailure(
          "systemd does not answer on this host (systemctl show printed nothing), so its units"
              + " cannot be seen. It must be running as the first process.");
    }
    return new Units(
        ImmutableMap.copyOf(new TreeMap<>(units)),
        names(seen.of("names")),
        seen.text(PRESETS),
        ownUnit(seen.of("cgroup")));
  }

  /** Blocks of {@code key=value} lines, apart by an empty line, by the unit's name. */
  private static Map<String, Unit> blocks(ImmutableList<String> lines) {
    Map<String, Unit> units = new HashMap<>();
    for (String block : Splitter.on("\n\n").split(String.join("\n", lines))) {
      Map<String, String> properties = new HashMap<>();
      block
          .lines()
          .filter(line -> line.contains("="))
          .forEach(line -> properties.put(line.split("=", 2)[0], line.split("=", 2)[1]));
      if (properties.containsKey("Id")) {
        units.put(properties.get("Id"), Unit.of(properties));
      }
    }
    return units;
  }

  private static ImmutableMap<String, String> names(ImmutableList<String> lines) {
    var names = ImmutableMap.<String, String>builder();
    lines.forEach(line -> names.put(line.split(" ", 2)[0], line.split(" ", 2)[1].strip()));
    return names.buildKeepingLast();
  }

  /** The last service on the way of control groups that leads to this session's shell. */
  private static String ownUnit(ImmutableList<String> cgroup) {
    return cgroup.stream()
        .flatMap(line -> Splitter.on('/').splitToStream(line))
        .filter(part -> part.endsWith(".service") && !part.startsWith("user@"))
        .reduce("", (_, last) -> last);
  }

  /** What earlier tasks would have made of these units, however they asked about them. */
  @Override
  public Units among(List<?> planned) {
    Units state = this;
    for (Object other : planned) {
      state =
          switch (other) {
            case Units units -> state.become(units.units);
            case UnitState unit when unit.unit().isSystem() ->
                state.become(Map.of(unit.unit().name(), unit.asUnit()));
            default -> state;
          };
    }
    return state.presetting(HoldsFiles.among(planned, PRESETS, SeenFile.written(presets)).text());
  }

  @Override
  public ImmutableMap<String, SeenFile> heldFiles() {
    return ImmutableMap.of(PRESETS, SeenFile.written(presets));
  }

  private Units become(Map<String, Unit> planned) {
    return changing(
        Maps.transformValues(planned, after -> (UnaryOperator<Unit>) unit -> unit.become(after)));
  }

  /** The same with some units changed. */
  public Units changing(Map<String, UnaryOperator<Unit>> changes) {
    return new Units(
        ImmutableMap.copyOf(
            Maps.transformEntries(
                units,
                (name, unit) -> changes.getOrDefault(name, UnaryOperator.identity()).apply(unit))),
        names,
        presets,
        ownUnit);
  }

  /** The same with other presets. */
  public Units presetting(String lines) {
    return new Units(units, names, lines, ownUnit);
  }
}
