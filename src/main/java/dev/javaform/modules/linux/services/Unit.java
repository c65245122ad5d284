package dev.javaform.modules.linux.services;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.Map;

/**
 * A unit as systemctl(1) shows it.
 *
 * @param load {@code loaded}, {@code not-found}, {@code masked}, …
 * @param file {@code enabled}, {@code disabled}, {@code static}, {@code masked}, …; may be empty
 * @param active {@code active}, {@code inactive}, {@code failed}, …
 * @param triggeredBy the sockets, paths and timers that start it
 * @param fragment where its file is; empty where it has none
 * @param busName the D-Bus name that starts it; empty where none
 */
public record Unit(
    String load,
    String file,
    String active,
    ImmutableList<String> triggeredBy,
    String fragment,
    String busName) {

  private static final ImmutableSet<String> ENABLED =
      ImmutableSet.of("enabled", "enabled-runtime", "linked", "linked-runtime");
  private static final ImmutableSet<String> STOPPED = ImmutableSet.of("inactive", "failed", "");

  static Unit of(Map<String, String> properties) {
    return new Unit(
        properties.getOrDefault("LoadState", "not-found"),
        properties.getOrDefault("UnitFileState", ""),
        properties.getOrDefault("ActiveState", ""),
        names(properties.getOrDefault("TriggeredBy", "")),
        properties.getOrDefault("FragmentPath", ""),
        properties.getOrDefault("BusName", ""));
  }

  /** The names in a property that lists some. */
  static ImmutableList<String> names(String property) {
    return ImmutableList.copyOf(Splitter.on(' ').omitEmptyStrings().split(property));
  }

  /** The same unit in the state that another task planned for it. */
  Unit become(Unit planned) {
    return new Unit(planned.load, planned.file, planned.active, triggeredBy, fragment, busName);
  }

  /** Whether there is such a unit. */
  public boolean exists() {
    return !load.equals("not-found");
  }

  /** Whether it is started at boot or with another unit. */
  public boolean isEnabled() {
    return ENABLED.contains(file);
  }

  /** Whether nothing can start it. */
  public boolean isMasked() {
    return file.startsWith("masked") || load.equals("masked");
  }

  /** Whether it runs, listens or waits. */
  public boolean isRunning() {
    return !STOPPED.contains(active);
  }

  /** Whether it was made by a program, so that there is no link to remove. */
  public boolean isMade() {
    return file.equals("generated") || file.equals("transient");
  }

  /** The same, disabled. */
  public Unit disabled() {
    return new Unit(load, isEnabled() ? "disabled" : file, active, triggeredBy, fragment, busName);
  }

  /** The same, masked; it keeps running until it is stopped. */
  public Unit masked() {
    return new Unit("masked", "masked", active, triggeredBy, fragment, busName);
  }

  /** The same, stopped. */
  public Unit stopped() {
    return new Unit(load, file, isRunning() ? "inactive" : active, triggeredBy, fragment, busName);
  }
}
