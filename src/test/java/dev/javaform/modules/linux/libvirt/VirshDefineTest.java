package dev.javaform.modules.linux.libvirt;

import static dev.javaform.module.Given.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.Maps;
import dev.javaform.module.Output;
import dev.javaform.module.Plan;
import dev.javaform.module.Posix;
import dev.javaform.module.Step;
import dev.javaform.modules.linux.ProbeText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class VirshDefineTest {

  private static final String WISH =
      """
      <domain type='qemu'>
        <name>win11</name>
        <memory unit='GiB'>1</memory>
        <os firmware='efi'><type arch='x86_64' machine='q35'>hvm</type></os>
        <cputune><vcpupin vcpu='0' cpuset='0'/><vcpupin vcpu='1' cpuset='1'/></cputune>
        <devices>
          <disk type='file'><source file='/a.raw'/><target dev='vda' bus='virtio'/></disk>
          <interface type='network'><source network='default'/><model type='virtio'/></interface>
        </devices>
      </domain>
      """;

  /** As libvirt 9.0 keeps it, shortened. */
  private static final String KEPT =
      """
      <domain type='qemu'>
        <name>win11</name>
        <uuid>6ce985fe-257c-4bc8-88d7-d278b81d0d0a</uuid>
        <metadata>
          <javaform:applied xmlns:javaform="https://javaform.dev/xmlns/applied/1">%s</javaform:applied>
        </metadata>
        <memory unit='KiB'>1048576</memory>
        <currentMemory unit='KiB'>1048576</currentMemory>
        <os firmware='efi'>
          <type arch='x86_64' machine='pc-q35-7.2'>hvm</type>
          <nvram>/var/lib/libvirt/qemu/nvram/win11_VARS.fd</nvram>
        </os>
        <cputune><vcpupin vcpu='0' cpuset='0'/><vcpupin vcpu='1' cpuset='1'/></cputune>
        <devices>
          <disk type='file' device='disk'><source file='/a.raw'/><target dev='vda' bus='virtio'/>
            <address type='pci' domain='0x0000' bus='0x04' slot='0x00' function='0x0'/></disk>
          <interface type='network'><mac address='52:54:00:38:6e:e6'/><source network='default'/><model type='virtio'/></interface>
        </devices>
      </domain>
      """;

  @Test
  void anAbsentDomainIsDefinedAsItIsWritten() {
    Plan<Domain> plan = given(define(WISH)).seeing(host("").print()).plan();
    assertEquals("1", plan.after().nodes().get("cputune/vcpupin[1]/@cpuset"));
    assertTrue(input(plan).contains("<name>win11</name>"));
  }

  @Test
  void whatLibvirtAddsIsNoDifference() {
    given(define(WISH)).seeing(host(kept(WISH)).print()).changesNothing().warns();
  }

  @Test
  void onlyWhatDiffersIsShown() {
    Plan<Domain> plan =
        given(define(WISH.replace("cpuset='1'", "cpuset='19'")))
            .seeing(host(kept(WISH)).print())
            .plan();
    assertEquals(
        Map.of("cputune/vcpupin[1]/@cpuset", "19"),
        Maps.difference(plan.before().nodes(), plan.after().nodes())
            .entriesDiffering()
            .entrySet()
            .stream()
            .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().rightValue())));
  }

  @Test
  void theGuestKeepsItsIdentity() {
    Plan<Domain> plan =
        given(define(WISH.replace("cpuset='1'", "cpuset='19'")))
            .seeing(host(kept(WISH)).print())
            .plan();
    String xml = input(plan);
    assertTrue(xml.contains("6ce985fe-257c-4bc8-88d7-d278b81d0d0a"));
    assertTrue(xml.contains("52:54:00:38:6e:e6"));
    assertTrue(xml.contains("win11_VARS.fd"));
    assertTrue(xml.contains("pc-q35-7.2"));
    assertTrue(xml.contains("bus=\"0x04\""));
    assertFalse(plan.steps().toString().contains("undefine"));
  }

  @Test
  void anotherIdentityIsWarnedOfAndNotTaken() {
    String other =
        WISH.replace("<memory", "<uuid>11111111-2222-3333-4444-555555555555</uuid><memory");
    given(define(other))
        .seeing(host(kept(WISH)).print())
        .changesNothing()
        .warns(
            "The guest's identity is not changed: uuid stays 6ce985fe-257c-4bc8-88d7-d278b81d0d0a"
                + " (the XML says 11111111-2222-3333-4444-555555555555).");
  }

  @Test
  void whatWasOnceWishedAndIsNotAnyMoreIsRemoved() {
    Plan<Domain> plan =
        given(define(WISH.replace("<vcpupin vcpu='1' cpuset='1'/>", "")))
            .seeing(host(kept(WISH)).print())
            .plan();
    assertFalse(plan.after().nodes().containsKey("cputune/vcpupin[1]/@cpuset"));
    assertFalse(
        input(plan).substring(input(plan).indexOf("</metadata>")).contains("<javaform"),
        "one wish is remembered");
    String foreign = KEPT.formatted("");
    given(define(WISH.replace("<vcpupin vcpu='1' cpuset='1'/>", "")))
        .seeing(host(foreign).print())
        .changesNothing();
  }

  @Test
  void theChannelOfTheGuestsAgentIsAddedOnce() {
    String channel =
        "<channel type='unix'><target type='virtio' name='org.qemu.guest_agent.0'/>%s</channel>";
    String wish = WISH.replace("</devices>", channel.formatted("") + "</devices>");
    Plan<Domain> plan = given(define(wish)).seeing(host(kept(WISH)).print()).plan();
    assertTrue(input(plan).contains("org.qemu.guest_agent.0"));
    String address = "<address type='virtio-serial' controller='0' bus='0' port='1'/>";
    String now = kept(wish).replace("</devices>", channel.formatted(address) + "</devices>");
    given(define(wish)).seeing(host(now).print()).changesNothing();
  }

  @Test
  void moreMemoryIsGivenFromTheStart() {
    String more = WISH.replace("'GiB'>1<", "'GiB'>2<");
    Plan<Domain> plan = given(define(more)).seeing(host(kept(WISH)).print()).plan();
    assertEquals("2097152 KiB", plan.after().nodes().get("currentMemory"));
    assertTrue(input(plan).contains("<currentMemory unit=\"GiB\">2<"), input(plan));
    String ballooned = kept(WISH).replace("y unit='KiB'>1048576</c", "y unit='KiB'>524288</c");
    plan = given(define(more)).seeing(host(ballooned).print()).plan();
    assertEquals("524288 KiB", plan.after().nodes().get("currentMemory"));
    assertTrue(input(plan).contains(">524288</currentMemory>"), "somebody's own choice");
    given(define(WISH)).seeing(host(ballooned).print()).changesNothing();
  }

  @Test
  void soundThatLibvirtAddedForAScreenGoesWithIt() {
    String graphics = "<graphics type='spice'/></devices>";
    String screen = WISH.replace("</devices>", graphics);
    String now = kept(screen).replace("</devices>", "<audio id='1' type='spice'/>" + graphics);
    assertFalse(input(given(define(WISH)).seeing(host(now).print()).plan()).contains("<audio"));
  }

  @Test
  void whatLibvirtDroppedIsAFailureWithItsPath() {
    String wish = WISH.replace("<os firmware='efi'>", "<os firmware='efi' smbios='sysinfo'>");
    String refusal =
        given(define(wish))
            .refusesSeeing(Output.of(host(kept(wish)).section("untouched", "yes").print()));
    assertTrue(refusal.startsWith("libvirt dropped {os/@smbios=sysinfo}"), refusal);
  }

  @Test
  void whatLibvirtSpellsOtherwiseIsWhatWasWished() {
    String wish = WISH.replace("<os firmware='efi'>", "<os firmware='strange'>");
    String other = kept(wish).replace("firmware='efi'", "firmware='odd'");
    ProbeText host = host(other).section("untouched", "yes").section("answer", other);
    assertTrue(given(define(wish)).seeing(host.print()).plan().isEmpty());
    ProbeText changed = host(kept(wish)).section("answer", other);
    assertEquals(1, given(define(wish)).seeing(changed.print()).plan().steps().size());
    ProbeText toAnother = host(other).section("answer", kept(WISH).replace("'efi'", "'odd'"));
    assertEquals(1, given(define(wish)).seeing(toAnother.print()).plan().steps().size());
  }

  @Test
  void anotherSpellingOfTheIdentityIsNoOtherIdentity() {
    String wish =
        WISH.replace("<name>", "<uuid>6CE985FE257C4BC888D7D278B81D0D0A</uuid><name>")
            .replace("machine='pc-q35-7.2'", "machine='q35'");
    Plan<Domain> plan = given(define(wish)).seeing(host(kept(wish)).print()).plan();
    assertTrue(plan.isEmpty());
    assertEquals(List.of(), plan.warnings());
    String older = kept(wish).replace("pc-q35-7.2", "pc-i440fx-7.2");
    assertEquals(
        List.of(),
        given(define(wish.replace("'q35'", "'pc'"))).seeing(host(older).print()).plan().warnings());
  }

  @Test
  void aPinToACpuThatIsNotThereIsRefusedBeforeAnythingIsDefined() {
    String wish = WISH.replace("cpuset='1'", "cpuset='1,99'");
    String refusal =
        given(define(wish)).refusesSeeing(Output.of(host("").section("cpus", "0-7").print()));
    assertTrue(refusal.startsWith("cputune/vcpupin[1]: CPU 99 is not there"), refusal);
    assertTrue(refusal.contains("This host has 0-7"), refusal);
    String emulator = WISH.replace("</cputune>", "<emulatorpin cpuset='8-9'/></cputune>");
    refusal =
        given(define(emulator)).refusesSeeing(Output.of(host("").section("cpus", "0-7").print()));
    assertTrue(refusal.startsWith("cputune/emulatorpin: CPU 8"), refusal);
    given(define(WISH)).seeing(host("").section("cpus", "0-1").print());
  }

  @Test
  void aDeviceThatIsNotThereIsToldOf() {
    String card =
        "<hostdev mode='subsystem' type='pci' managed='yes'><source><address domain='0x0000'"
            + " bus='0x%s' slot='0x00' function='0x0'/></source></hostdev></devices>";
    String here = host("").section("pci", "0000:0f:00.0").print();
    String there = WISH.replace("</devices>", card.formatted("0f"));
    assertFalse(
        given(define(there)).seeing(here).plan().warnings().toString().contains("PCI device"));
    var plan = given(define(WISH.replace("</devices>", card.formatted("10")))).seeing(here).plan();
    assertTrue(
        plan.warnings().getLast().contains("no PCI device is at 0000:10:00.0"),
        plan.warnings().toString());
  }

  @Test
  void whatKeepsACardFromWorkingIsRefusedWithTheReason() {
    for (String name : List.of("display", "ramfb")) {
      String device = "<hostdev mode='subsystem' type='pci' " + name + "='on'/></devices>";
      String refusal =
          given(define(WISH.replace("</devices>", device)))
              .refusesSeeing(Output.of(host("").print()));
      assertTrue(refusal.startsWith("devices/hostdev/@" + name + ": only cards"), refusal);
    }
    for (String argument : List.of("vfio-pci,x-vga=on", "opt/ovmf/X-PciMmio64Mb,string=65536")) {
      String qemu =
          WISH.replace(
                  "type='qemu'",
                  "type='qemu' xmlns:qemu='http://libvirt.org/schemas/domain/qemu/1.0'")
              .replace(
                  "</domain>",
                  "<qemu:commandline><qemu:arg value='"
                      + argument
                      + "'/></qemu:commandline></domain>");
      String refusal = given(define(qemu)).refusesSeeing(Output.of(host("").print()));
      assertTrue(refusal.startsWith("qemu:arg \"" + argument + "\": it "), refusal);
    }
  }

  @Test
  void whatLibvirtWouldNotReadIsNamedWithItsPlace() {
    String misplaced =
        "<domain xmlns:qemu='http://libvirt.org/schemas/domain/qemu/1.0'><name>x</name>"
            + "<devices><qemu:commandline><qemu:arg value='-x'/></qemu:commandline></devices>"
            + "</domain>";
    assertEquals(
        "<qemu:commandline> is in <devices>, where libvirt does not look for it: put it directly"
            + " into <domain>.",
        given(define(misplaced)).refusesSeeing(Output.of(host("").print())));
    String longId =
        "<domain><name>x</name><features><hyperv><vendor_id state='on' value='fifteen-letters'/>"
            + "</hyperv></features></domain>";
    assertTrue(
        given(define(longId))
            .refusesSeeing(Output.of(host("").print()))
            .endsWith("\"fifteen-letters\" has 15 letters; at most 12 letters are possible."));
    String right = misplaced.replace("<devices>", "").replace("</devices>", "");
    assertEquals(1, given(define(right)).seeing(host("").print()).plan().steps().size());
  }

  @Test
  void whatDoesNotFitTheHostsSchemaIsRefusedBeforeItIsDefined() throws Exception {
    String schema =
        """

        ==> domain.rng
        <grammar xmlns="http://relaxng.org/ns/structure/1.0">
          <start><element name="domain"><attribute name="type"/>
            <zeroOrMore><element><anyName/><empty/></element></zeroOrMore></element></start>
        </grammar>
        """;
    String fits = WISH.replace("memory", "anything");
    ProbeText host = host("").section("schema", packed(schema));
    Plan<Domain> plan = given(define(fits)).seeing(host.print()).plan();
    assertEquals(List.of(), plan.warnings());
    String wish = fits.replace("<domain", "<domain is='wrong'");
    assertEquals(
        "The XML does not fit this host's libvirt: domain must not have the attribute is. It may"
            + " have: type.",
        given(define(wish)).refusesSeeing(Output.of(host.print())));
    VirshDefine unchecked =
        new VirshDefine(Optional.of(wish), Optional.empty(), "qemu:///system", false);
    assertEquals(List.of(), given(unchecked).seeing(host.print()).plan().warnings());
  }

  @Test
  void aHostWithoutSchemaIsToldOf() throws Exception {
    for (String schema : List.of("", "no base64!", packed("\n==> other.rng\n<x/>"))) {
      Plan<Domain> plan =
          given(define(WISH)).seeing(host("").section("schema", schema).print()).plan();
      assertEquals(1, plan.warnings().size());
      assertTrue(
          plan.warnings().getFirst().startsWith("The XML was not held against libvirt's schema"));
    }
  }

  private static String packed(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return Base64.getMimeEncoder().encodeToString(bytes.toByteArray());
  }

  @Test
  void aListOfThreadsBecomesOneElementForEach() {
    String sched = "<vcpusched vcpus='%s' scheduler='fifo' priority='1'/></cputune>";
    String wish = WISH.replace("</cputune>", sched.formatted("0-1"));
    Plan<Domain> plan = given(define(wish)).seeing(host("").print()).plan();
    assertTrue(input(plan).contains("vcpus=\"0\"") && input(plan).contains("vcpus=\"1\""));
  }

  @Test
  void whatSomebodyElseRemovedIsPutBack() {
    String wish = WISH.replace("<os firmware='efi'>", "<os firmware='efi' smbios='sysinfo'>");
    assertEquals(1, given(define(wish)).seeing(host(kept(wish)).print()).plan().steps().size());
  }

  @Test
  void aRunningGuestGetsItAtItsNextStart() {
    String wish = WISH.replace("cpuset='1'", "cpuset='19'");
    Plan<Domain> plan =
        given(define(wish)).seeing(host(kept(WISH)).section("live", kept(WISH)).print()).plan();
    assertEquals(true, plan.returns().known().get("restart_required"));
    assertEquals(Map.of("cputune/vcpupin[1]/@cpuset", "19"), plan.returns().known().get("pending"));
  }

  @Test
  void whatLibvirtChoseAtTheStartIsNotPending() {
    String wish = WISH.replace("</devices>", "<graphics type='vnc' port='-1'/></devices>");
    String kept = kept(wish).replace("</devices>", "<graphics type='vnc' port='-1'/></devices>");
    String live = kept.replace(" firmware='efi'", "").replace("port='-1'", "port='5900'");
    Plan<Domain> plan = given(define(wish)).seeing(host(kept).section("live", live).print()).plan();
    assertEquals(Map.of(), plan.returns().known().get("pending"));
    assertEquals(false, plan.returns().known().get("restart_required"));
  }

  @Test
  void anotherFirmwareIsRefused() {
    String wish = WISH.replace("hvm</type>", "hvm</type><loader>/usr/share/OVMF/other.fd</loader>");
    String kept =
        kept(WISH).replace("<nvram>", "<loader>/usr/share/OVMF/OVMF_CODE_4M.fd</loader><nvram>");
    assertTrue(
        given(define(wish))
            .refusesSeeing(Output.of(host(kept).print()))
            .startsWith("The firmware of an existing guest"));
  }

  @Test
  void aSilentLibvirtIsRefused() {
    String printed =
        new ProbeText().section("tool", "yes").section("error", "error: failed to connect").print();
    assertTrue(
        given(define(WISH))
            .refusesSeeing(Output.of(printed))
            .startsWith("libvirt does not answer at qemu:///system"));
  }

  @Test
  void nonsenseIsRefusedBeforeAnyHostIsTouched() {
    assertThrows(IllegalArgumentException.class, () -> define("<domain><name>x</name>"));
    assertThrows(IllegalArgumentException.class, () -> define("<network><name>x</name></network>"));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            define(
                "<!DOCTYPE a [<!ENTITY b SYSTEM"
                    + " 'file:///etc/passwd'>]><domain><name>&b;</name></domain>"));
  }

  private static VirshDefine define(String xml) {
    return new VirshDefine(Optional.of(xml), Optional.empty(), "qemu:///system", true);
  }

  private static String kept(String applied) {
    String text = new Definition(applied).text();
    return KEPT.formatted(text.replace("&", "&amp;").replace("<", "&lt;"));
  }

  private static ProbeText host(String inactive) {
    return new ProbeText().section("tool", "yes").section("inactive", inactive);
  }

  private static String input(Plan<Domain> plan) {
    return Posix.of(((Step.Run) plan.steps().getFirst()).script())
        .input()
        .orElseThrow()
        .text(1 << 20)
        .orElseThrow();
  }
}
