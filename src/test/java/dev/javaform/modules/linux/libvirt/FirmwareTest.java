package dev.javaform.modules.linux.libvirt;

import static dev.javaform.module.Given.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.javaform.module.Output;
import dev.javaform.module.Plan;
import dev.javaform.module.Posix;
import dev.javaform.module.Step;
import dev.javaform.modules.linux.ProbeText;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a guest boots from, as libvirt 9.0 and 11.3 keep it, and a wish for the same or another. */
class FirmwareTest {

  private static final String FEATURES =
      """
      <firmware>
        <feature enabled='yes' name='enrolled-keys'/><feature enabled='yes' name='secure-boot'/>
      </firmware>
      """;

  private static final String FILES =
      """
      <loader readonly='yes' secure='yes' type='pflash'>/usr/share/OVMF/OVMF_CODE_4M.ms.fd</loader>
      <nvram template='/usr/share/OVMF/OVMF_VARS_4M.ms.fd'>/nvram/win11_VARS.fd</nvram>
      """;

  private static final String WISH = domain(" firmware='efi'", FEATURES, "<boot order='1'/>");
  private static final String OLDER = domain(" firmware='efi'", FEATURES, "");
  private static final String NEWER = domain(" firmware='efi'", FEATURES + FILES, "");

  /** Named by hand, with what libvirt 9.0 writes where nobody says from what to boot. */
  private static final String BY_HAND = domain("", FILES + "<boot dev='hd'/>", "");

  private static String domain(String attribute, String parts, String boot) {
    return """
    <domain type='qemu'>
      <name>win11</name>
      <os%s><type arch='x86_64' machine='pc-q35-7.2'>hvm</type>%s</os>
      <devices>
        <disk type='file' device='disk'><source file='/a.raw'/><target dev='vda' bus='virtio'/>%s</disk>
      </devices>
    </domain>
    """
        .formatted(attribute, parts, boot);
  }

  private static String insecure(String xml) {
    return xml.replace("enabled='yes'", "enabled='no'");
  }

  /** A domain with the wish that was applied to it. */
  private static String remembering(String applied, String domain) {
    String text = new Definition(applied).text().replace("&", "&amp;").replace("<", "&lt;");
    return domain.replace(
        "</domain>",
        "<metadata><javaform:applied xmlns:javaform='https://javaform.dev/xmlns/applied/1'>%s</javaform:applied></metadata></domain>"
            .formatted(text));
  }

  private static VirshDefine define(String xml) {
    return new VirshDefine(Optional.of(xml), Optional.empty(), "qemu:///system", true);
  }

  private static ProbeText host(String inactive) {
    return new ProbeText().section("tool", "yes").section("inactive", inactive);
  }

  private static Output started(String inactive) {
    return Output.of(host(inactive).section("variables", "/nvram/win11_VARS.fd").print());
  }

  private static String defined(Plan<Domain> plan) {
    String xml =
        Posix.of(((Step.Run) plan.steps().getFirst()).script())
            .input()
            .orElseThrow()
            .text(1 << 20)
            .orElseThrow();
    return xml.substring(0, xml.indexOf("<metadata"));
  }

  @Test
  void theFirmwareThatMadeTheVariablesStays() {
    for (String libvirt : new String[] {OLDER, NEWER}) {
      String refusal = given(define(insecure(WISH))).refusesSeeing(started(libvirt));
      assertTrue(
          refusal.startsWith(
              "The firmware of a guest that was started once is not changed:"
                  + " os/firmware/feature[enrolled-keys]/@enabled is yes (the XML says no). Its"
                  + " variables, /nvram/win11_VARS.fd,"),
          refusal);
    }
    String refusal = given(define(insecure(WISH))).refusesSeeing(started(BY_HAND));
    assertTrue(refusal.contains("os/loader/@secure is yes (the XML says no)"), refusal);
    String named = domain("", "<loader>/usr/share/OVMF/other.fd</loader>", "");
    refusal = given(define(named)).refusesSeeing(started(OLDER));
    assertTrue(refusal.contains("os/loader is libvirt's choice"), refusal);
  }

  @Test
  void libvirtChoosesAnewForAGuestThatNeverStarted() {
    for (String libvirt : new String[] {OLDER, NEWER, BY_HAND}) {
      String xml = defined(given(define(insecure(WISH))).seeing(host(libvirt).print()).plan());
      assertFalse(xml.contains("<loader") || xml.contains("<nvram"), xml);
      assertTrue(xml.contains("<feature enabled=\"no\" name=\"secure-boot\"/>"), xml);
    }
  }

  @Test
  void aFileMayBeNamedForAGuestThatNeverStarted() {
    String named = domain("", "<loader>/usr/share/OVMF/other.fd</loader>", "");
    String xml = defined(given(define(named)).seeing(host(OLDER).print()).plan());
    assertTrue(xml.contains("other.fd") && !xml.contains("firmware"), xml);
  }

  @Test
  void aFirmwareThatNobodySpeaksOfAnyMoreStays() {
    String silent = WISH.replace(FEATURES, "").replace(" firmware='efi'", "");
    given(define(silent)).seeing(host(remembering(WISH, WISH)).print()).changesNothing();
  }

  @Test
  void whatSomebodyChangedIsTakenBackAndTheVariablesStay() {
    String changed = remembering(WISH, insecure(NEWER));
    Plan<Domain> plan = given(define(WISH)).seeing(started(changed).stdout()).plan();
    assertEquals("yes", plan.after().nodes().get("os/firmware/feature[secure-boot]/@enabled"));
    assertEquals("/nvram/win11_VARS.fd", plan.after().nodes().get("os/nvram"));
  }

  @Test
  void aFileThatFulfilsTheWishStaysAsSomebodyNamedIt() {
    Plan<Domain> plan = given(define(WISH)).seeing(started(BY_HAND).stdout()).plan();
    String xml = defined(plan);
    assertFalse(xml.contains("firmware="), xml);
    assertTrue(xml.contains("OVMF_CODE_4M.ms.fd") && xml.contains("win11_VARS.fd"), xml);
    assertEquals("1", plan.after().nodes().get("devices/disk[vda]/boot/@order"));
  }

  @Test
  void devicesAreNumberedOrKindsAreNeverBoth() {
    String xml = defined(given(define(WISH)).seeing(host(BY_HAND).print()).plan());
    assertFalse(xml.contains("<boot dev="), xml);
    String kinds = domain(" firmware='efi'", FEATURES + "<boot dev='hd'/>", "");
    xml = defined(given(define(kinds)).seeing(host(WISH).print()).plan());
    assertTrue(xml.contains("<boot dev=\"hd\"/>") && !xml.contains("order="), xml);
  }
}
