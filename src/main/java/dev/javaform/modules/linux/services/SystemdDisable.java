package dev.javaform.modules.linux.services;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.javaform.module.Argument;
import dev.javaform.module.Manual;
import dev.javaform.module.Module;
import dev.javaform.module.ModuleFailure;
import dev.javaform.module.Name;
import dev.javaform.module.Plan;
import dev.javaform.module.Probe;
import dev.javaform.module.Returns;
import dev.javaform.module.Script;
import dev.javaform.module.Step;
import dev.javaform.modules.linux.SeenFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Units that are not started any more: neither at boot nor by their sockets, paths and timers,
 * which go with them. A unit that is not there is as wished, and is not masked either.
 *
 * @see <a href="https://www.freedesktop.org/software/systemd/man/systemctl.html">systemctl(1)</a>
 */
@Name("javaform.host.systemd_disable")
@Manual(
    summary = "Switches units off, with the sockets, paths and timers that would start them again.",
    example =
        """
        - name: Switch off what a gaming host does not need
          systemd_disable:
            units: [cups, ModemManager]
        """,
    returns = {
      "switched_off: The units that are disabled or masked.",
      "stopped: Those that ran and are stopped.",
      "not_found: The names that are not units of this host."
    },
    restsOn = {
      "A unit that nothing enables can be started by its sockets, paths and timers "
          + "(systemctl(1), TriggeredBy).",
      "mask makes a link for a unit that is not there, too, so absent units are left "
          + "alone (systemctl(1))."
    })
public record SystemdDisable(
    @Argument(value = "The units; a name without a suffix is a service.", aliases = "name")
        ImmutableList<String> units,
    @Argument(
            value =
                "Whether to disable them, or to mask them, so that nothing at all can start"
                    + " them.",
            preset = "disabled")
        Ensure ensure,
    @Argument(value = "Whether to stop those that are running.", preset = "true") boolean now,
    @Argument(
            value =
                "Whether to keep package updates from enabling them again (with a preset"
                    + " file).",
            preset = "false")
        boolean persist,
    @Argument(value = "Whether to allow units that a host can hardly do without.", preset = "false")
        boolean essential)
    implements Module<Units> {

  /** What a unit is to be. */
  public enum Ensure {
    DISABLED,
    MASKED
  }

  /** Without these nobody reaches the host, or it does not work. */
  private static final ImmutableSet<String> ESSENTIAL =
      ImmutableSet.of(
          "ssh",
          "sshd",
          "dbus",
          "dbus-broker",
          "NetworkManager",
          "systemd-networkd",
          "systemd-resolved",
          "networking",
          "wpa_supplicant",
          "iwd",
          "systemd-logind",
          "systemd-journald",
          "systemd-udevd",
          "polkit",
          "chronyd",
          "chrony",
          "firewalld",
          "auditd",
          "getty@tty1");

  public SystemdDisable {
    units = units.stream().map(SystemdDisable::withSuffix).collect(ImmutableList.toImmutableList());
    if (units.isEmpty()) {
      throw new IllegalArgumentException(
          "units is empty: systemd_disable needs at least one unit.");
    }
    Set<String> named = new LinkedHashSet<>(units);
    named.removeIf(unit -> !isEssential(unit));
    if (!named.isEmpty() && !essential) {
      throw new IllegalArgumentException(
          ("%s should not be disabled: without it a host cannot be reached or does not work."
                  + " Write \"essential: true\" if that is intended.")
              .formatted(named));
    }
  }

  private static String withSuffix(String unit) {
    if (!unit.matches("[A-Za-z0-9:_.@\\\\-]+")) {
      throw new IllegalArgumentException("\"%s\" is not the name of a unit.".formatted(unit));
    }
    if (unit.matches(".*@(\\.\\w+)?")) {
      throw new IllegalArgumentException(
          "\"%s\" is a template that runs only as an instance: name its instances, like getty@tty2."
              .formatted(unit));
    }
    boolean suffixed =
        unit.matches(
            ".*\\.(service|socket|path|timer|mount|automount|swap|target|slice|scope|device)");
    return suffixed ? unit : unit + ".service";
  }

  private static boolean isEssential(String unit) {
    return ESSENTIAL.contains(unit.substring(0, unit.lastIndexOf('.')));
  }

  @Override
  public Probe<Units> observe() {
    return Units.probe(units);
  }

  @Override
  public Plan<Units> decide(Units seen) {
    ImmutableSet<String> concerned = concerned(seen);
    concerned.forEach(unit -> requireSafe(unit, seen));
    ImmutableList<String> off = those(seen, concerned, this::mustBeSwitchedOff);
    ImmutableList<String> stop = those(seen, concerned, unit -> now && unit.isRunning());
    List<Step> steps = new ArrayList<>();
    Units then = seen.changing(changes(off, stop));
    if (persist) {
      then = presetting(then, concerned, steps);
    }
    if (!off.isEmpty()) {
      steps.add(run(ensure == Ensure.MASKED ? "mask" : "disable", off));
    }
    if (!stop.isEmpty()) {
      steps.add(run("stop", stop));
    }
    Plan<Units> plan = steps.isEmpty() ? Plan.keep(seen) : Plan.move(seen, then, steps);
    return plan.warning(warnings(then, concerned)).returning(returns(seen, off, stop));
  }

  /** The units asked for that are there, and what starts them. */
  private ImmutableSet<String> concerned(Units seen) {
    Set<String> concerned = new LinkedHashSet<>();
    for (String name : units) {
      String own = seen.names().getOrDefault(name, name);
      Unit unit = seen.units().get(own);
      if (unit != null && unit.exists()) {
        concerned.add(own);
        unit.triggeredBy().stream()
            .filter(starter -> isThere(seen.units().get(starter)))
            .forEach(concerned::add);
      }
    }
    return ImmutableSet.copyOf(concerned);
  }

  private static boolean isThere(@Nullable Unit unit) {
    return unit != null && unit.exists();
  }

  private boolean mustBeSwitchedOff(Unit unit) {
    return ensure == Ensure.MASKED ? !unit.isMasked() : unit.isEnabled();
  }

  private void requireSafe(String name, Units seen) {
    Unit unit = requireNonNull(seen.units().get(name));
    if (name.equals(seen.ownUnit())) {
      throw new ModuleFailure(
          name + " is the unit in which this very session runs: stopping it would cut it off.");
    }
    if (isEssential(name) && !essential) {
      throw new ModuleFailure(
          name
              + " goes with the units named, and a host can hardly do without it. Write"
              + " \"essential: true\" if that is intended.");
    }
    if (unit.isMade()) {
      throw new ModuleFailure(
          ("%s is %s: a program creates it again at each boot, so there is nothing to disable."
                  + " Remove"
                  + " what it is made from (a line in /etc/fstab, a script in /etc/init.d).")
              .formatted(name, unit.file()));
    }
    if (ensure == Ensure.MASKED
        && !unit.isMasked()
        && unit.fragment().startsWith("/etc/systemd/system/")) {
      throw new ModuleFailure(
          "%s cannot be masked: its own file %s is where the mask would be. Disable it, or remove the file."
              .formatted(name, unit.fragment()));
    }
  }

  private static ImmutableList<String> those(
      Units seen, Set<String> concerned, Predicate<Unit> which) {
    return concerned.stream()
        .filter(name -> which.test(seen.units().get(name)))
        .collect(ImmutableList.toImmutableList());
  }

  private Map<String, UnaryOperator<Unit>> changes(List<String> off, List<String> stop) {
    Map<String, UnaryOperator<Unit>> changes = new HashMap<>();
    UnaryOperator<Unit> switchOff = ensure == Ensure.MASKED ? Unit::masked : Unit::disabled;
    off.forEach(name -> changes.put(name, switchOff));
    stop.forEach(
        name ->
            changes.merge(
                name, Unit::stopped, (first, second) -> unit -> second.apply(first.apply(unit))));
    return changes;
  }

  private static Units presetting(Units then, Set<String> concerned, List<Step> steps) {
    Set<String> lines = new LinkedHashSet<>(then.presets().lines().toList());
    concerned.forEach(name -> lines.add("disable " + name));
    String text = lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
    if (text.equals(then.presets())) {
      return then;
    }
    steps.add(
        new Step.Run(
            "make the directory of presets", Script.sh("mkdir -p /etc/systemd/system-preset")));
    SeenFile seen = SeenFile.written(then.presets());
    steps.add(seen.put("keep them disabled", Units.PRESETS, text, Optional.empty()));
    return then.presetting(text);
  }

  private static Step run(String verb, ImmutableList<String> names) {
    return new Step.Run(
        verb + " " + String.join(", ", names), Script.sh("systemctl " + verb + " -- {}", names));
  }

  private List<String> warnings(Units then, Set<String> concerned) {
    return concerned.stream()
        .filter(name -> canStillStart(requireNonNull(then.units().get(name))))
        .map(name -> staticWarning(name, requireNonNull(then.units().get(name))))
        .toList();
  }

  private boolean canStillStart(Unit unit) {
    return ensure == Ensure.DISABLED
        && !unit.isMasked()
        && unit.file().equals("static")
        && unit.triggeredBy().isEmpty();
  }

  private static String staticWarning(String name, Unit unit) {
    String by =
        unit.busName().isEmpty() ? "another unit that needs it" : "D-Bus (" + unit.busName() + ")";
    return "%s is static: it cannot be disabled, and %s may start it. Write \"ensure: masked\" to prevent that."
        .formatted(name, by);
  }

  private Returns returns(Units seen, List<String> off, List<String> stop) {
    ImmutableList<String> missing =
        units.stream()
            .filter(
                name -> {
                  Unit unit = seen.units().get(seen.names().getOrDefault(name, name));
                  return unit == null || !unit.exists();
                })
            .collect(ImmutableList.toImmutableList());
    return Returns.of(ImmutableMap.of("switched_off", off, "stopped", stop, "not_found", missing));
  }
}
