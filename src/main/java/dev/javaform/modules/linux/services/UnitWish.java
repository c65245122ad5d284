package dev.javaform.modules.linux.services;

import dev.javaform.module.ModuleFailure;
import dev.javaform.module.Plan;
import dev.javaform.module.Returns;
import dev.javaform.module.Script;
import dev.javaform.module.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/**
 * What a task wants of a systemd unit, and the calls of systemctl(1) that bring it about.
 *
 * @param name the unit; empty where only systemd itself is meant
 */
record UnitWish(
    String name,
    Optional<ServiceState> state,
    Optional<Boolean> enabled,
    Optional<Boolean> masked,
    boolean daemonReload,
    boolean daemonReexec,
    String scope,
    boolean noBlock) {

  /** What a task about a unit returns, for the manual. */
  static final String RETURNS =
      """
      name: The unit.
      enabled: Whether it was to start with the system, where that was asked for.
      state: Whether it was to run, where that was asked for: started or stopped.
      status: The unit's properties, as systemctl show prints them.""";

  /** The plan for a unit in the state {@code seen}. */
  Plan<UnitState> plan(UnitState seen) {
    return new Planning(seen).plan();
  }

  /** Collects steps; {@code now} is the state after the steps so far. */
  private final class Planning {
    private final UnitState seen;
    private final List<Step> steps = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private UnitState now;
    private boolean event;

    Planning(UnitState seen) {
      this.seen = seen;
      this.now = seen;
    }

    Plan<UnitState> plan() {
      checkManager();
      reload();
      if (!name.isEmpty()) {
        masked.filter(wanted -> !wanted).ifPresent(this::mask);
        checkUnit();
        enabled.ifPresent(this::enable);
        state.ifPresent(this::act);
        masked.filter(wanted -> wanted).ifPresent(this::mask);
      }
      Plan<UnitState> plan =
          steps.isEmpty()
              ? Plan.keep(seen)
              : event ? Plan.event(seen, now, steps) : Plan.move(seen, now, steps);
      return plan.returning(returns()).warning(warnings);
    }

    private void checkManager() {
      boolean runs = seen.manager().equals("running");
      boolean filesSuffice = seen.manager().equals("offline") && state.isEmpty();
      if (!runs && !filesSuffice) {
        throw new ModuleFailure(
            seen.manager().equals("offline")
                ? "systemd does not run this host, so no unit can be started or stopped; only enabled and masked work here."
                : "This host is run by %s, not by systemd; other service managers are not supported yet."
                    .formatted(seen.manager()));
      }
    }

    private void reload() {
      if (daemonReexec) {
        step("restart systemd itself", Optional.empty(), "daemon-reexec");
        now = now.with("daemon reexecuted");
        event = true;
      }
      if (daemonReload && seen.reloadNeeded() && seen.manager().equals("running")) {
        step("let systemd read its files again", Optional.empty(), "daemon-reload");
        now = now.withFilesRead();
      }
    }

    /** Masking comes last: a unit that is masked before it is stopped counts as failed. */
    private void mask(boolean wanted) {
      if (wanted != seen.isMasked()) {
        step(wanted ? "mask" : "unmask", wanted ? "mask" : "unmask");
        now = now.withEnabled(wanted ? "masked" : "disabled");
      }
    }

    private void checkUnit() {
      if (seen.isMissing() && (enabled.isPresent() || state.isPresent())) {
        throw new ModuleFailure("Could not find the requested service %s: host".formatted(name));
      }
    }

    private void enable(boolean wanted) {
      switch (now.enabled()) {
        case "enabled" -> unless(wanted, "disable", "disabled");
        case "disabled", "linked", "linked-runtime" -> unless(!wanted, "enable", "enabled");
        case "enabled-runtime" -> enabledUntilReboot(wanted);
        case "static", "indirect", "alias" -> cannot(wanted);
        case "masked", "masked-runtime" -> refuseMasked(wanted, "enabled");
        default -> refuseGenerated(wanted);
      }
    }

    private void unless(boolean satisfied, String verb, String after) {
      if (!satisfied) {
        step(verb, verb);
        now = now.withEnabled(after);
      }
    }

    private void enabledUntilReboot(boolean wanted) {
      if (wanted) {
        unless(false, "enable", "enabled");
      } else {
        step("disable", Optional.of("--runtime"), "disable", name);
        now = now.withEnabled("disabled");
      }
    }

    /** Such units are started by others; systemctl would say so and change nothing. */
    private void cannot(boolean wanted) {
      warnings.add(
          wanted
              ? "%s is %s: it cannot be enabled by itself; other units start it."
                  .formatted(name, now.enabled())
              : "%s is %s: there is nothing to disable; mask it to keep other units from starting it."
                  .formatted(name, now.enabled()));
    }

    private void refuseGenerated(boolean wanted) {
      if (wanted) {
        throw new ModuleFailure(
            "%s cannot be enabled: its state is \"%s\", so it has no unit file."
                .formatted(name, now.enabled()));
      }
    }

    private void refuseMasked(boolean wanted, String verb) {
      if (wanted) {
        throw new ModuleFailure(
            "%s is masked and cannot be %s; add masked: false to unmask it.".formatted(name, verb));
      }
    }

    private void act(ServiceState wanted) {
      switch (wanted) {
        case STARTED -> start();
        case STOPPED -> stop();
        case RESTARTED -> happen("restart", "restarted");
        case RELOADED -> reloadUnit();
      }
    }

    private void start() {
      if (!now.isRunning()) {
        refuseMasked(now.isMasked(), "started");
        step("start", "start");
        now = now.withActive("active");
        event |= noBlock || endsAtOnce();
      }
    }

    /** A oneshot service is over, and inactive again, once it has run. */
    private boolean endsAtOnce() {
      return seen.property("Type").equals("oneshot")
          && seen.property("RemainAfterExit").equals("no");
    }

    private void stop() {
      if (now.isRunning()) {
        step("stop", "stop");
        now = now.withActive("inactive");
        event |= noBlock;
      }
      if (!seen.property("TriggeredBy").isEmpty()) {
        warnings.add(
            "%s can be started again by %s.".formatted(name, seen.property("TriggeredBy")));
      }
    }

    private void happen(String verb, String happened) {
      refuseMasked(now.isMasked(), happened);
      step(verb, verb);
      now = now.withActive("active").with(happened);
      event = true;
    }

    private void reloadUnit() {
      if (!now.isRunning()) {
        start();
        event = true; // the next time it is running, and will be reloaded
      } else if (seen.property("CanReload").equals("no") && !now.reloadNeeded()) {
        throw new ModuleFailure(
            "%s cannot be reloaded: it has no ExecReload; use restarted.".formatted(name));
      } else {
        happen("reload", "reloaded");
      }
    }

    private void step(String purpose, String verb) {
      step(purpose, Optional.empty(), verb, name);
    }

    private void step(String purpose, Optional<String> option, String... words) {
      var all = new ArrayList<String>();
      all.add("--" + scope);
      option.ifPresent(all::add);
      if (noBlock && !words[0].startsWith("daemon")) {
        all.add("--no-block");
      }
      all.addAll(List.of(words));
      String whole = words.length > 1 ? purpose + " " + name : purpose;
      steps.add(new Step.Run(whole, Script.sh("systemctl {}", all)));
    }

    private Returns returns() {
      var values = new LinkedHashMap<String, Object>();
      values.put("name", name);
      enabled.ifPresent(wanted -> values.put("enabled", wanted));
      state.ifPresent(
          wanted -> values.put("state", wanted == ServiceState.STOPPED ? "stopped" : "started"));
      values.put("status", seen.status());
      return Returns.of(values);
    }
  }
}
