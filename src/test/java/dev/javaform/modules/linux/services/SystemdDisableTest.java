package dev.javaform.modules.linux.services;

import static dev.javaform.module.Given.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.javaform.module.Output;
import dev.javaform.modules.linux.ProbeText;
import dev.javaform.modules.linux.services.SystemdDisable.Ensure;
import java.util.List;
import org.junit.jupiter.api.Test;

class SystemdDisableTest {

  /** As systemd 252 prints it. */
  private static final String TIMER_SERVICE =
      """
      Id=apt-daily.service
      TriggeredBy=apt-daily.timer
      LoadState=loaded
      ActiveState=inactive
      FragmentPath=/lib/systemd/system/apt-daily.service
      UnitFileState=static
      """;

  private static final String TIMER =
      """
      Id=apt-daily.timer
      LoadState=loaded
      ActiveState=active
      FragmentPath=/lib/systemd/system/apt-daily.timer
      UnitFileState=enabled
      """;

  private static final String TUNED = service("tuned.service", "enabled", "active");

  @Test
  void anEnabledUnitIsDisabledAndStopped() {
    given(disable("tuned"))
        .seeing(host(TUNED, ""))
        .by("systemctl disable -- tuned.service", "systemctl stop -- tuned.service");
  }

  @Test
  void aTimerGoesWithItsService() {
    given(disable("apt-daily"))
        .seeing(host(TIMER_SERVICE, TIMER))
        .by("systemctl disable -- apt-daily.timer", "systemctl stop -- apt-daily.timer")
        .warns();
  }

  @Test
  void aMissingUnitIsAsWishedAndIsNotMasked() {
    given(module(Ensure.MASKED, true, false, "cups"))
        .seeing(host("Id=cups.service\nLoadState=not-found\nActiveState=inactive\n", ""))
        .changesNothing()
        .returns(
            ImmutableMap.of(
                "switched_off",
                List.of(),
                "stopped",
                List.of(),
                "not_found",
                List.of("cups.service")));
  }

  @Test
  void maskingCoversWhatStartsIt() {
    given(module(Ensure.MASKED, true, false, "apt-daily"))
        .seeing(host(TIMER_SERVICE, TIMER))
        .by(
            "systemctl mask -- apt-daily.service apt-daily.timer",
            "systemctl stop -- apt-daily.timer");
  }

  @Test
  void aStaticServiceThatDbusStartsIsWarnedOf() {
    String fwupd =
        service("fwupd.service", "static", "inactive") + "BusName=org.freedesktop.fwupd\n";
    given(disable("fwupd"))
        .seeing(host(fwupd, ""))
        .changesNothing()
        .warns(
            "fwupd.service is static: it cannot be disabled, and D-Bus (org.freedesktop.fwupd) may"
                + " start it. Write \"ensure: masked\" to prevent that.");
  }

  @Test
  void anAliasLeadsToItsUnit() {
    String real = service("tuned.service", "enabled", "inactive");
    given(disable("tuning"))
        .seeing(
            new ProbeText()
                .section("names", "tuning.service tuned.service")
                .section("units", real)
                .print())
        .by("systemctl disable -- tuned.service");
  }

  @Test
  void aMaskedUnitIsMoreThanDisabled() {
    given(disable("tuned"))
        .seeing(host(service("tuned.service", "masked", "inactive"), ""))
        .changesNothing();
  }

  @Test
  void presetsKeepThemDisabled() {
    given(module(Ensure.DISABLED, true, true, "tuned"))
        .seeing(host(TUNED, ""))
        .by(
            "mkdir -p /etc/systemd/system-preset",
            "put /etc/systemd/system-preset/10-javaform.preset",
            "systemctl disable -- tuned.service",
            "systemctl stop -- tuned.service");
  }

  @Test
  void withoutNowTheyRunOn() {
    given(module(Ensure.DISABLED, false, false, "tuned"))
        .seeing(host(TUNED, ""))
        .by("systemctl disable -- tuned.service");
  }

  @Test
  void generatedUnitsAreRefused() {
    String swap =
        "Id=dev-sda2.swap\nLoadState=loaded\nActiveState=active\nUnitFileState=generated\n";
    assertTrue(
        given(disable("dev-sda2.swap"))
            .refusesSeeing(Output.of(host(swap, "")))
            .startsWith("dev-sda2.swap is generated: a program creates it again"));
  }

  @Test
  void theUnitOfThisSessionIsRefused() {
    String printed =
        new ProbeText()
            .section("units", TUNED)
            .section("cgroup", "0::/system.slice/tuned.service")
            .print();
    assertTrue(
        given(disable("tuned")).refusesSeeing(Output.of(printed)).contains("this very session"));
  }

  @Test
  void aHostWithoutSystemdIsRefused() {
    assertTrue(
        given(disable("tuned")).refusesSeeing(Output.of("")).startsWith("systemd does not answer"));
  }

  @Test
  void aTemplateIsNoUnitThatRuns() {
    String message =
        assertThrows(IllegalArgumentException.class, () -> disable("vpn@")).getMessage();
    assertTrue(message.startsWith("\"vpn@\" is a template"), message);
    assertThrows(IllegalArgumentException.class, () -> disable("vpn@.service"));
  }

  @Test
  void essentialUnitsAreRefusedBeforeAnyHostIsTouched() {
    String message =
        assertThrows(IllegalArgumentException.class, () -> disable("sshd")).getMessage();
    assertEquals(
        "[sshd.service] should not be disabled: without it a host cannot be reached or does not"
            + " work. Write \"essential: true\" if that is intended.",
        message);
  }

  private static String service(String id, String file, String active) {
    return "Id=%s\nLoadState=%s\nActiveState=%s\nFragmentPath=/lib/systemd/system/%s\nUnitFileState=%s\n"
        .formatted(id, file.equals("masked") ? "masked" : "loaded", active, id, file);
  }

  private static String host(String units, String more) {
    return new ProbeText().section("units", units).section("more", more).print();
  }

  private static SystemdDisable disable(String unit) {
    return module(Ensure.DISABLED, true, false, unit);
  }

  private static SystemdDisable module(Ensure ensure, boolean now, boolean persist, String unit) {
    return new SystemdDisable(ImmutableList.of(unit), ensure, now, persist, false);
  }
}
