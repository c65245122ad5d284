package dev.javaform.modules.linux;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.javaform.module.Unseen;

/**
 * A systemd unit as far as tasks care, in systemd's own words (org.freedesktop.systemd1(5)).
 *
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
    String manager,
    String load,
    String active,
    String enabled,
    boolean reloadNeeded,
    ImmutableList<String> happened,
    @Unseen ImmutableMap<String, String> status) {

  UnitState withActive(String wanted) {
    return new UnitState(manager, load, wanted, enabled, reloadNeeded, happened, status);
  }

  UnitState withEnabled(String wanted) {
    String loaded = wanted.equals("masked") ? "masked" : load.equals("masked") ? "loaded" : load;
    return new UnitState(manager, loaded, active, wanted, reloadNeeded, happened, status);
  }

  UnitState withFilesRead() {
    return new UnitState(manager, load, active, enabled, false, happened, status);
  }

  UnitState with(String event) {
    var events = ImmutableList.<String>builder().addAll(happened).add(event).build();
    return new UnitState(manager, load, active, enabled, reloadNeeded, events, status);
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
