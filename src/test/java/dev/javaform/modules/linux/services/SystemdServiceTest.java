package dev.javaform.modules.linux.services;

import static dev.javaform.module.Given.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.javaform.module.Effect;
import dev.javaform.module.Given;
import dev.javaform.module.Output;
import dev.javaform.modules.linux.services.SystemdService.Scope;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SystemdServiceTest {

  @Test
  void startsWhatIsStopped() {
    given(service(ServiceState.STARTED))
        .seeing(unit("loaded", "inactive", "enabled"))
        .by("systemctl --system start cron");
  }

  @Test
  void enablesAndStartsInThatOrder() {
    given(service(Optional.of(ServiceState.STARTED), Optional.of(true), false))
        .seeing(unit("loaded", "failed", "disabled"))
        .by("systemctl --system enable cron", "systemctl --system start cron");
  }

  @Test
  void leavesARunningServiceAlone() {
    given(service(ServiceState.STARTED))
        .seeing(unit("loaded", "active", "enabled"))
        .changesNothing();
  }

  @Test
  void stopsWhatRunsAndTellsWhatMayStartItAgain() {
    given(service(ServiceState.STOPPED))
        .seeing(unit("loaded", "active", "enabled") + "TriggeredBy=cups.socket cups.path\n")
        .by("systemctl --system stop cron")
        .warns("cron can be started again by cups.socket cups.path.");
  }

  @Test
  void restartsEachTime() {
    var plan =
        given(service(ServiceState.RESTARTED)).seeing(unit("loaded", "active", "enabled")).plan();
    assertEquals(Effect.EVENT, plan.effect());
    assertEquals("restart cron", plan.steps().getFirst().purpose());
  }

  @Test
  void reloadStartsWhatIsNotRunning() {
    given(service(ServiceState.RELOADED))
        .seeing(unit("loaded", "inactive", "enabled"))
        .by("systemctl --system start cron");
  }

  @Test
  void aServiceThatCannotReloadSaysSo() {
    assertEquals(
        "cron cannot be reloaded: it has no ExecReload; use restarted.",
        given(service(ServiceState.RELOADED))
            .refusesSeeing(Output.of(unit("loaded", "active", "enabled") + "CanReload=no\n")));
  }

  @Test
  void aMissingServiceFailsInAnsiblesWords() {
    assertEquals(
        "Could not find the requested service cron: host",
        given(service(ServiceState.STOPPED))
            .refusesSeeing(Output.of(unit("not-found", "inactive", ""))));
  }

  @Test
  void otherServiceManagersAreRefused() {
    assertEquals(
        "This host is run by openrc-init, not by systemd; other service managers are not supported yet.",
        given(service(ServiceState.STARTED)).refusesSeeing(Output.of("manager=openrc-init\n")));
  }

  @Test
  void inAnImageUnitsCanBeEnabledButNotStarted() {
    String offline = "manager=offline\nUnitFileState=disabled\nLoadState=loaded\n";
    enabling(true).seeing(offline).by("systemctl --system enable cron");
    assertTrue(
        given(service(ServiceState.STARTED))
            .refusesSeeing(Output.of(offline))
            .startsWith("systemd does not run this host"));
  }

  @ParameterizedTest
  @CsvSource({
    "enabled, true, ''",
    "enabled, false, systemctl --system disable cron",
    "disabled, true, systemctl --system enable cron",
    "disabled, false, ''",
    "linked, true, systemctl --system enable cron",
    "enabled-runtime, true, systemctl --system enable cron",
    "enabled-runtime, false, systemctl --system --runtime disable cron",
    "static, true, ''",
    "static, false, ''",
    "indirect, true, ''",
    "masked, false, ''",
    "generated, false, ''",
  })
  void enablesByTheStateOfTheUnitFile(String state, boolean wanted, String step) {
    var planned = enabling(wanted).seeing(unit("loaded", "inactive", state));
    if (step.isEmpty()) {
      planned.changesNothing();
    } else {
      planned.by(step);
    }
  }

  @Test
  void warnsThatAStaticUnitCannotBeDisabled() {
    enabling(false)
        .seeing(unit("loaded", "inactive", "static"))
        .warns(
            "cron is static: there is nothing to disable; mask it to keep other units from starting it.");
  }

  @Test
  void aScriptOfSystemVCountsByItsLinks() {
    enabling(true)
        .seeing(unit("loaded", "inactive", "generated") + "SysvState=disabled\n")
        .by("systemctl --system enable cron");
  }

  @Test
  void aMaskedUnitIsNotStarted() {
    assertEquals(
        "cron is masked and cannot be started; add masked: false to unmask it.",
        given(service(ServiceState.STARTED))
            .refusesSeeing(Output.of(unit("masked", "inactive", "masked"))));
  }

  @Test
  void unmasksThenStarts() {
    given(systemd(Optional.of(ServiceState.STARTED), Optional.of(false), false))
        .seeing(unit("masked", "inactive", "masked"))
        .by("systemctl --system unmask cron", "systemctl --system start cron");
  }

  @Test
  void stopsBeforeMasking() {
    given(systemd(Optional.of(ServiceState.STOPPED), Optional.of(true), false))
        .seeing(unit("loaded", "active", "enabled"))
        .by("systemctl --system stop cron", "systemctl --system mask cron");
  }

  @Test
  void readsFilesAgainOnlyWhereTheyChanged() {
    var wish = systemd(Optional.empty(), Optional.empty(), true);
    given(wish).seeing(unit("loaded", "active", "enabled")).changesNothing();
    given(wish)
        .seeing(unit("loaded", "active", "enabled") + "AnyReload=yes\n")
        .by("systemctl --system daemon-reload");
  }

  @Test
  void aServiceMayHaveFilesReadAgainToo() {
    given(service(Optional.of(ServiceState.STARTED), Optional.empty(), true))
        .seeing(unit("loaded", "inactive", "enabled") + "AnyReload=yes\n")
        .by("systemctl --system daemon-reload", "systemctl --system start cron");
  }

  @Test
  void filesAreReadAgainWithoutAnyServiceToo() {
    given(service(Optional.empty(), Optional.empty(), Optional.empty(), true, Optional.empty()))
        .seeing("manager=running\nAnyReload=yes\n")
        .by("systemctl --system daemon-reload");
  }

  @Test
  void aServiceMayBeMaskedToo() {
    given(
            service(
                Optional.of("cron"), Optional.empty(), Optional.empty(), false, Optional.of(true)))
        .seeing(unit("loaded", "inactive", "enabled"))
        .by("systemctl --system mask cron");
  }

  @Test
  void aUnitThatIsOnlyNamedIsLookedAt() {
    String seen = unit("loaded", "active", "enabled");
    given(systemd(Optional.empty(), Optional.empty(), false)).seeing(seen).changesNothing();
    given(service(Optional.empty(), Optional.empty(), false)).seeing(seen).changesNothing();
  }

  @Test
  void aOneshotServiceIsOverOnceItHasRun() {
    var plan =
        given(service(ServiceState.STARTED))
            .seeing(unit("loaded", "inactive", "static") + "Type=oneshot\nRemainAfterExit=no\n")
            .plan();
    assertEquals(Effect.EVENT, plan.effect());
  }

  @Test
  void refusesPatterns() {
    assertThrows(IllegalArgumentException.class, () -> SystemdService.check("postgres*.service"));
  }

  private static Given<UnitState> enabling(boolean wanted) {
    return given(service(Optional.empty(), Optional.of(wanted), false));
  }

  private static Service service(ServiceState state) {
    return service(Optional.of(state), Optional.empty(), false);
  }

  private static Service service(
      Optional<ServiceState> state, Optional<Boolean> enabled, boolean reload) {
    return service(Optional.of("cron"), state, enabled, reload, Optional.empty());
  }

  private static Service service(
      Optional<String> name,
      Optional<ServiceState> state,
      Optional<Boolean> enabled,
      boolean reload,
      Optional<Boolean> masked) {
    return new Service(
        name,
        state,
        enabled,
        "auto",
        Optional.empty(),
        Optional.empty(),
        "default",
        Optional.empty(),
        reload,
        masked);
  }

  private static SystemdService systemd(
      Optional<ServiceState> state, Optional<Boolean> masked, boolean reload) {
    return new SystemdService(
        Optional.of("cron"),
        state,
        Optional.empty(),
        masked,
        reload,
        false,
        false,
        false,
        Scope.SYSTEM);
  }

  private static String unit(String load, String active, String file) {
    return "manager=running\nId=cron.service\nLoadState=%s\nActiveState=%s\nUnitFileState=%s\n"
        .formatted(load, active, file);
  }
}
