package dev.javaform.modules.linux.vfio;

import static dev.javaform.module.Given.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.javaform.module.Output;
import dev.javaform.module.Plan;
import dev.javaform.modules.linux.Presence;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VfioBindTest {

  private static final String CARD = "0000:03:00.0";
  private static final String SOUND = "0000:03:00.1";
  private static final String BY_IDS =
      """
      # Written by the module vfio_bind.
      options vfio-pci ids=1002:7550,1002:ab40
      softdep amdgpu pre: vfio-pci
      softdep snd_hda_intel pre: vfio-pci
      """;
  private static final VfioBind BOTH = bind(VfioStrategy.AUTO, CARD, SOUND);

  @Test
  void aCardLikeNoOtherGoesByIds() {
    Plan<VfioState> plan = given(BOTH).seeing(SeenBus.twoCards().print()).plan();
    assertEquals(
        ImmutableMap.of(CARD + " 1002:7550", "amdgpu", SOUND + " 1002:ab40", "snd_hda_intel"),
        plan.before().functions());
    assertEquals("vfio-pci (ids)", plan.after().functions().get(CARD + " 1002:7550"));
    assertEquals(ImmutableMap.of(SeenBus.OPTIONS, BY_IDS), plan.after().files());
    assertEquals(true, plan.returns().known().get("reboot_required"));
    assertEquals("ids", plan.returns().known().get("strategy"));
  }

  @Test
  void beforeTheRebootASecondRunOnlyWaits() {
    String seen = SeenBus.twoCards().file(SeenBus.OPTIONS, BY_IDS).print();
    Plan<VfioState> plan = given(BOTH).seeing(seen).changesNothing().plan();
    assertEquals(true, plan.returns().known().get("reboot_required"));
  }

  @Test
  void afterTheRebootTheDriversThatHadThemGoOnWaiting() {
    SeenBus bus = bound().candidate(CARD, "radeon").rebooted().file(SeenBus.OPTIONS, BY_IDS);
    String text = given(BOTH).seeing(bus.print()).plan().after().files().get(SeenBus.OPTIONS);
    assertEquals(BY_IDS.replace("softdep snd", "softdep radeon pre: vfio-pci\nsoftdep snd"), text);
  }

  @Test
  void oneThatVfioHasIsDone() {
    String seen = bound().rebooted().file(SeenBus.OPTIONS, BY_IDS).print();
    Plan<VfioState> plan = given(BOTH).seeing(seen).changesNothing().plan();
    assertEquals(false, plan.returns().known().get("reboot_required"));
  }

  @Test
  void theHostsOwnSoundDoesNotWait() {
    SeenBus bus =
        SeenBus.twoCards()
            .function("0000:00:1f.3", "8086:51c8", "040300", "snd_hda_intel", "snd_hda_intel");
    String text = given(BOTH).seeing(bus.print()).plan().after().files().get(SeenBus.OPTIONS);
    assertEquals(BY_IDS.replace("softdep snd_hda_intel pre: vfio-pci\n", ""), text);
  }

  @Test
  void theGraphicsInTheHostsProcessorDoesNotWait() {
    SeenBus bus =
        SeenBus.twoCards()
            .function("0000:07:00.0", "8086:56a0", "030000", "i915", "i915")
            .candidate("0000:07:00.0", "i915");
    String text =
        given(bind(VfioStrategy.AUTO, "0000:07:00.0"))
            .seeing(bus.print())
            .plan()
            .after()
            .files()
            .get(SeenBus.OPTIONS);
    assertEquals("# Written by the module vfio_bind.\noptions vfio-pci ids=8086:56a0\n", text);
  }

  @Test
  void aVirtioCardHasItsDriverWait() {
    SeenBus bus =
        new SeenBus()
            .function(CARD, "1af4:1050", "038000", "virtio-pci", "virtio_pci")
            .function("0000:00:03.0", "1af4:1041", "020000", "virtio-pci", "virtio_pci")
            .candidate(CARD, "virtio_pci");
    String text =
        given(bind(VfioStrategy.AUTO, CARD))
            .seeing(bus.print())
            .plan()
            .after()
            .files()
            .get(SeenBus.OPTIONS);
    assertEquals(
        """
        # Written by the module vfio_bind.
        options vfio-pci ids=1af4:1050
        softdep virtio_pci pre: vfio-pci
        """,
        text);
  }

  @Test
  void equalCardsGoByAddress() {
    SeenBus bus =
        SeenBus.twoCards()
            .function("0000:0a:00.1", "1002:ab40", "040300", "snd_hda_intel", "snd_hda_intel");
    Plan<VfioState> plan = given(BOTH).seeing(bus.print()).plan();
    assertEquals("vfio-pci (address)", plan.after().functions().get(SOUND + " 1002:ab40"));
    assertFalse(plan.after().files().containsKey(SeenBus.OPTIONS));
    String hook = plan.after().files().get(VfioFiles.HOOK);
    assertTrue(hook.contains("\nkeep 0000:03:00.0 1002 7550\nkeep 0000:03:00.1 1002 ab40\n"), hook);
    assertEquals(hook, plan.after().files().get(VfioFiles.INIT_TOP));
    String refusal = given(bind(VfioStrategy.IDS, SOUND)).refusesSeeing(Output.of(bus.print()));
    assertTrue(refusal.contains("0000:0a:00.1 1002:ab40 stays with the host"), refusal);
  }

  @Test
  void whatIsPartOfTheKernelGoesByAddress() {
    SeenBus own = SeenBus.twoCards().section("builtin", "vfio_pci");
    assertEquals("address", strategy(own));
    SeenBus usb = new SeenBus().function(CARD, "1b73:1100", "0c0330", "xhci_hcd", "built in");
    assertEquals("address", strategy(usb));
  }

  @Test
  void byAddressStaysByAddress() {
    SeenBus bus = SeenBus.twoCards().file(VfioFiles.HOOK, "#!/bin/sh\n");
    assertEquals("address", strategy(bus));
  }

  @Test
  void theFilesGoWithTheDevices() {
    String seen =
        SeenBus.twoCards()
            .file(SeenBus.OPTIONS, BY_IDS)
            .file(VfioFiles.HOOK, "#!/bin/sh\n")
            .print();
    for (VfioBind none : List.of(bind(VfioStrategy.AUTO), absent())) {
      Plan<VfioState> plan = given(none).seeing(seen).plan();
      assertEquals(ImmutableMap.of(), plan.after().files());
      assertEquals(2, plan.steps().size());
    }
  }

  @Test
  void whatDidThisBeforeGoesUnlessSomebodyElseWroteIt() {
    String old = "/etc/modprobe.d/gaming-host-vfio.conf";
    VfioBind replacing =
        new VfioBind(
            ImmutableList.of(),
            VfioStrategy.AUTO,
            Presence.PRESENT,
            false,
            false,
            ImmutableList.of(old));
    SeenBus ours = SeenBus.twoCards().file(old, "# Written by javaform, role vfio.\noptions x\n");
    assertEquals(1, given(replacing).seeing(ours.print()).plan().steps().size());
    SeenBus theirs = SeenBus.twoCards().file(old, "options vfio-pci ids=10de:2204\n");
    given(replacing).seeing(theirs.print()).changesNothing();
  }

  @Test
  void whatTheHostRunsOnStays() {
    String refusal = refusal(SeenBus.twoCards(), "0000:05:00.0");
    assertTrue(refusal.startsWith("0000:05:00.0 144d:a80a carries nvme0n1p2"), refusal);
  }

  @Test
  void whatIsNotThereIsNotBound() {
    assertTrue(
        refusal(SeenBus.twoCards(), "0000:09:00.0").startsWith("Nothing is at 0000:09:00.0"));
  }

  @Test
  void anotherDeviceAtTheAddressIsNotBound() {
    VfioBind moved =
        new VfioBind(
            ImmutableList.of(ImmutableMap.of("address", SOUND, "id", "1002:7550")),
            VfioStrategy.AUTO,
            Presence.PRESENT,
            true,
            false,
            ImmutableList.of());
    String refusal = given(moved).refusesSeeing(Output.of(SeenBus.twoCards().print()));
    assertTrue(refusal.startsWith("At 0000:03:00.1 is 1002:ab40, not 1002:7550"), refusal);
    assertTrue(refusal.endsWith("1002:7550 is at 0000:03:00.0; correct the address."), refusal);
  }

  @Test
  void theCardThatTheFirmwareDrawsOnIsAskedFor() {
    assertTrue(refusal(SeenBus.twoCards(), "0000:00:02.0").contains("accept_boot_display"));
    VfioBind accepted =
        new VfioBind(
            ImmutableList.of("00:02.0"),
            VfioStrategy.AUTO,
            Presence.PRESENT,
            true,
            false,
            ImmutableList.of());
    assertFalse(given(accepted).seeing(SeenBus.twoCards().print()).plan().isEmpty());
  }

  @Test
  void idsOnTheCommandLineAreTold() {
    SeenBus same =
        SeenBus.twoCards()
            .section("foreign", "/proc/cmdline:quiet vfio-pci.ids=1002:7550,1002:ab40 rw");
    assertEquals(1, given(BOTH).seeing(same.print()).plan().warnings().size());
    SeenBus less = SeenBus.twoCards().section("foreign", "/proc/cmdline:vfio_pci.ids=1002:7550");
    assertTrue(refusal(less, CARD, SOUND).contains("without 1002:ab40"));
    SeenBus more =
        SeenBus.twoCards()
            .section("foreign", "/etc/modprobe.d/x.conf:options vfio-pci ids=1002:ab40,144d:a80a");
    assertTrue(refusal(more, SOUND).contains("take 0000:05:00.0 144d:a80a"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "vfio-pci: probe of 0000:03:00.0 failed with error -22",
        "vfio-pci 0000:03:00.0: probe with driver vfio-pci failed with error -22"
      })
  void afterARebootTheKernelIsAskedWhy(String line) {
    SeenBus bus = SeenBus.twoCards().rebooted().file(SeenBus.OPTIONS, BY_IDS);
    String refusal = refusal(bus.section("log", "[    2.1] " + line), CARD, SOUND);
    assertTrue(refusal.contains("0000:03:00.0 1002:7550 has the driver amdgpu"), refusal);
    assertTrue(refusal.contains("could not take it (\"" + line + "\")"), refusal);
  }

  @Test
  void afterARebootADriverThatWasFasterIsNamed() {
    SeenBus bus = SeenBus.twoCards().rebooted().file(SeenBus.OPTIONS, BY_IDS);
    String late = refusal(bus.section("log", "[    9.0] vfio_pci: add [1002:7550]"), CARD, SOUND);
    assertTrue(late.contains("amdgpu was there before vfio-pci was."), late);
  }

  @Test
  void afterARebootWithoutVfioTheImageIsNamed() {
    SeenBus bus = SeenBus.twoCards().rebooted().file(SeenBus.OPTIONS, BY_IDS);
    String missing = refusal(bus, CARD, SOUND);
    assertTrue(missing.contains("not in the initial RAM disk /boot/initrd.img-6.1"), missing);
  }

  @Test
  void afterARebootWithoutIommuTheFirmwareIsNamed() {
    SeenBus bus = SeenBus.twoCards().withoutIommu().rebooted().file(SeenBus.OPTIONS, BY_IDS);
    assertTrue(refusal(bus, CARD, SOUND).contains("in no IOMMU group"));
  }

  @Test
  void anImageFromBeforeTheFilesExcusesABoot() {
    SeenBus bus =
        SeenBus.twoCards()
            .section("booted", "3000")
            .section("image", "500 /boot/initrd.img-6.1")
            .section("times", "1000 " + SeenBus.OPTIONS)
            .file(SeenBus.OPTIONS, BY_IDS);
    given(BOTH).seeing(bus.print()).changesNothing();
  }

  @ParameterizedTest
  @ValueSource(strings = {"03:00", "card", "0000:03:00.9"})
  void whatIsNoAddressIsRefused(String address) {
    assertThrows(IllegalArgumentException.class, () -> bind(VfioStrategy.AUTO, address));
  }

  private static SeenBus bound() {
    return new SeenBus()
        .function(CARD, "1002:7550", "030000", "vfio-pci", "vfio_pci")
        .function(SOUND, "1002:ab40", "040300", "vfio-pci", "vfio_pci");
  }

  private static Object strategy(SeenBus bus) {
    VfioBind one = bind(VfioStrategy.AUTO, CARD);
    return given(one).seeing(bus.print()).plan().returns().known().get("strategy");
  }

  private static String refusal(SeenBus bus, String... addresses) {
    return given(bind(VfioStrategy.AUTO, addresses)).refusesSeeing(Output.of(bus.print()));
  }

  private static VfioBind absent() {
    return new VfioBind(
        ImmutableList.of(CARD),
        VfioStrategy.AUTO,
        Presence.ABSENT,
        false,
        false,
        ImmutableList.of());
  }

  private static VfioBind bind(VfioStrategy strategy, String... addresses) {
    return bind(strategy, false, addresses);
  }

  private static VfioBind bind(VfioStrategy strategy, boolean onCommandLine, String... addresses) {
    return new VfioBind(
        ImmutableList.copyOf(Arrays.asList((Object[]) addresses)),
        strategy,
        Presence.PRESENT,
        false,
        onCommandLine,
        ImmutableList.of());
  }

  private static final VfioBind BY_COMMAND_LINE = bind(VfioStrategy.AUTO, true, CARD, SOUND);
  private static final String NO_IDS_HERE =
      BY_IDS.replace("options vfio-pci ids=", "# The kernel's command line: vfio-pci.ids=");

  @Test
  void withTheIdsOnTheCommandLineTheFileKeepsNothing() {
    Plan<VfioState> plan = given(BY_COMMAND_LINE).seeing(SeenBus.twoCards().print()).plan();
    assertEquals(ImmutableMap.of(SeenBus.OPTIONS, NO_IDS_HERE), plan.after().files());
    assertEquals(
        List.of("vfio-pci.ids=1002:7550,1002:ab40"),
        plan.returns().known().get("kernel_arguments"));
  }

  @Test
  void aBootWithoutTheIdsOnItsCommandLineWasNoPromise() {
    String waits = SeenBus.twoCards().rebooted().file(SeenBus.OPTIONS, NO_IDS_HERE).print();
    given(BY_COMMAND_LINE).seeing(waits).changesNothing();
    String told =
        SeenBus.twoCards()
            .rebooted()
            .file(SeenBus.OPTIONS, NO_IDS_HERE)
            .section("running", "vfio-pci.ids=1002:7550,1002:ab40")
            .section("foreign", "/proc/cmdline:quiet vfio-pci.ids=1002:7550,1002:ab40")
            .print();
    assertTrue(
        given(BY_COMMAND_LINE)
            .refusesSeeing(Output.of(told))
            .contains("although all was in place before this boot"));
  }

  @Test
  void theHookWaitsForTheSwitchOnTheCommandLine() {
    VfioBind one = bind(VfioStrategy.ADDRESS, true, CARD);
    Plan<VfioState> plan = given(one).seeing(SeenBus.twoCards().print()).plan();
    assertEquals(List.of("javaform.vfio=on"), plan.returns().known().get("kernel_arguments"));
    assertTrue(plan.after().files().get("/etc/javaform/vfio-bind").contains(" javaform.vfio=on "));
    Plan<VfioState> always =
        given(bind(VfioStrategy.ADDRESS, CARD)).seeing(SeenBus.twoCards().print()).plan();
    assertFalse(always.after().files().get("/etc/javaform/vfio-bind").contains("javaform.vfio"));
    assertEquals(List.of(), always.returns().known().get("kernel_arguments"));
  }
}
