package dev.javaform.modules.linux.services;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.javaform.module.Situated;
import dev.javaform.module.Unseen;
import java.util.List;

/**
 * A systemd unit as far as tasks care, in systemd's own words (org.freedesktop.systemd1(5)).
 *
 * @param unit which unit it is
 * @param manager {@code running}, {@code offline} where systemd is installed but does not run the
 *     host, or the name of what runs the host instead
 * @param load {@code loaded}, {@code not-found}, {@code masked}, {@code bad-setting}, …
 * @param active {@code active}, {@code inactive}, {@code failed}, {@code activating}, …
 * @param enabled {@code enabled}, {@code disabled}, {@code static}, {@code masked}, …; empty where
 *     there is no unit file
 * @param reloadNeeded whether unit files changed since systemd read them
 * @param happened what was done to it just now
 * @param status the properties as they were read
 */
record UnitState(
    @Unseen Id unit,
    String manager,
    String load,
    String active,
    String enabled,
    boolean reloadNeeded,
    ImmutableList<String> happened,
    @Unseen ImmutableMap<String, String> status)
    implements Situated<UnitState> {

  /**
   * What tells units apart.
   *
   * @param scope whose units: {@code system}, {@code user} or {@code global}
   * @param name the unit's own name, with its suffix; empty where none was asked for
   */
  record Id(String scope, String name) {

    /** Whether it is one of those that the system's own manager starts. */
    boolean isSystem() {
      return scope.equals("system");
    }
  }

  /** What earlier tasks would have made of this unit, however they asked about it. */
  @Override
  public UnitState among(List<?> planned) {
    UnitState state = this;
    for (Object other : planned) {
      state =
          switch (other) {
            case UnitState same when same.unit.equals(unit) -> state.become(same.asUnit());
            case Units units when unit.isSystem() && units.units().containsKey(unit.name()) ->
                state.become(units.units().get(unit.name()));
            default -> state;
          };
    }
    return state;
  }

  private UnitState become(Unit planned) {
    return new UnitState(
        unit,
        manager,
        planned.load(),
        planned.active(),
        planned.file(),
        reloadNeeded,
        happened,
        status);
  }

  /** The same unit as those see it that look at many. */
  Unit asUnit() {
    return new Unit(
        load,
        enabled,
        active,
        Unit.names(property("TriggeredBy")),
        property("FragmentPath"),
        property("BusName"));
  }

  UnitState withActive(String wanted) {
    return new UnitState(unit, manager, load, wanted, enabled, reloadNeeded, happened, status);
  }

  UnitState withEnabled(String wanted) {
    String loaded = wanted.equals("masked") ? "masked" : load.equals("masked") ? "loaded" : load;
    return new UnitState(unit, manager, loaded, active, wanted, reloadNeeded, happened, status);
  }

  UnitState withFilesRead() {
    return new UnitState(unit, manager, load, active, enabled, false, happened, status);
  }

  UnitState with(String event) {
    var events = ImmutableList.<String>builder().addAll(happened).add(event).build();
    return new UnitState(unit, manager, load, active, enabled, reloadNeeded, events, status);
  }

  boolean isMasked() {
    return load.equals("masked") || enabled.startsWith("masked");
  }

  boolean isMissing() {
    return load.equals("not-found") && !enabled.startsWith("masked");
  }

  boolean isRunning() {
    return active.equals("active") || active.equals("activating") || active.equals("reloading");
  }

  String property(String name) {
    return status.getOrDefault(name, "");
  }
}
