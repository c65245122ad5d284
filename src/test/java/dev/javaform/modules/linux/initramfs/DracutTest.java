package dev.javaform.modules.linux.initramfs;

import static dev.javaform.module.Given.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.javaform.module.Output;
import dev.javaform.module.Plan;
import dev.javaform.modules.linux.ProbeText;
import java.util.List;
import org.junit.jupiter.api.Test;

class DracutTest {

  private static final String CONFIG =
      """
      # Written by the module dracut.
      force_drivers+=" vfio_pci "
      install_items+=" /etc/modprobe.d/vfio.conf "
      """;

  @Test
  void theFileAndTheImageOfEveryKernelAreMade() {
    Plan<Initramfs> plan =
        given(vfio("vfio-pci")).seeing(host().section("inside 6.1", "driver ext4").print()).plan();
    assertEquals(CONFIG, plan.after().config());
    assertEquals(
        List.of("write /etc/dracut.conf.d/vfio.conf", "rebuild /boot/initrd.img-6.1"),
        plan.steps().stream().map(step -> step.purpose()).toList());
    assertEquals(
        ImmutableSet.of("driver vfio_pci", "file /etc/modprobe.d/vfio.conf"),
        plan.before().images().get("6.1").lacks());
  }

  @Test
  void anImageThatHoldsEverythingStays() {
    given(vfio("vfio-pci")).seeing(converged().print()).changesNothing();
  }

  @Test
  void aFileWithAnotherContentMakesTheImageStale() {
    String printed = converged().print().replace("|file aaaa /etc", "|file bbbb /etc");
    assertEquals(1, given(vfio("vfio-pci")).seeing(printed).plan().steps().size());
  }

  @Test
  void anImageOlderThanItsModulesIsStale() {
    String printed = converged().section("age 6.1", "modules").print();
    assertEquals(1, given(vfio("vfio-pci")).seeing(printed).plan().steps().size());
  }

  @Test
  void aDriverThatNewKernelsMergedIsLeftOut() {
    given(vfio("vfio-pci", "vfio_virqfd")).seeing(converged().print()).changesNothing();
  }

  @Test
  void aDriverThatNoKernelHasIsRefused() {
    String refusal =
        given(vfio("vfio-pci", "vfio_pcii")).refusesSeeing(Output.of(converged().print()));
    assertTrue(
        refusal.startsWith("No kernel on this host (6.1) has the drivers vfio_pcii"), refusal);
  }

  @Test
  void aBuiltInDriverNeedsNoModule() {
    var host =
        new ProbeText()
            .section("tools", "dracut")
            .section("image 6.1", "/boot/initrd.img-6.1")
            .section("builtin 6.1", "vfio_pci")
            .section("inside 6.1", "driver ext4\nfile aaaa /etc/modprobe.d/vfio.conf")
            .section("files", "aaaa /etc/modprobe.d/vfio.conf")
            .file("/etc/dracut.conf.d/vfio.conf", CONFIG);
    given(vfio("vfio-pci")).seeing(host.print()).changesNothing();
  }

  @Test
  void anotherToolIsNamed() {
    String printed = new ProbeText().section("tools", "update-initramfs").print();
    assertTrue(
        given(vfio("vfio-pci"))
            .refusesSeeing(Output.of(printed))
            .contains("made by update-initramfs"));
  }

  @Test
  void withoutAKernelOnlyTheFileIsWritten() {
    given(vfio("vfio-pci"))
        .seeing(
            new ProbeText()
                .section("tools", "dracut")
                .section("files", "aaaa /etc/modprobe.d/vfio.conf")
                .print())
        .by("put /etc/dracut.conf.d/vfio.conf")
        .warns(
            "No kernel that could boot was found in /lib/modules and /boot, so no image was looked"
                + " at.");
  }

  @Test
  void aFileThatIsNotThereIsRefused() {
    String printed = new ProbeText().section("tools", "dracut").print();
    assertTrue(
        given(vfio("vfio-pci"))
            .refusesSeeing(Output.of(printed))
            .startsWith("/etc/modprobe.d/vfio.conf cannot go into the initial RAM disk"));
  }

  @Test
  void pathsWithBlanksAreRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new Dracut(
                "x",
                ImmutableList.of(),
                ImmutableList.of("/etc/a b"),
                "",
                ImmutableList.of(),
                true));
  }

  @Test
  void aTaskThatMakesNoImageWritesTheConfigurationAndSaysWhichWait() {
    var plan = given(vfio(false, "vfio-pci")).seeing(host().print()).plan();
    assertEquals(1, plan.steps().size());
    assertEquals(ImmutableList.of(), plan.returns().known().get("rebuilt"));
    assertEquals(ImmutableList.of("6.1"), plan.returns().known().get("waiting"));
    assertEquals(true, plan.returns().known().get("reboot_required"));
  }

  private static Dracut vfio(String... drivers) {
    return vfio(true, drivers);
  }

  private static Dracut vfio(boolean rebuild, String... drivers) {
    return new Dracut(
        "vfio",
        ImmutableList.copyOf(drivers),
        ImmutableList.of("/etc/modprobe.d/vfio.conf"),
        "",
        ImmutableList.of(),
        rebuild);
  }

  private static ProbeText host() {
    return new ProbeText()
        .section("tools", "dracut")
        .section("image 6.1", "/boot/initrd.img-6.1")
        .section("drivers 6.1", "vfio_pci")
        .section("files", "aaaa /etc/modprobe.d/vfio.conf");
  }

  private static ProbeText converged() {
    return host()
        .section("inside 6.1", "driver ext4\ndriver vfio_pci\nfile aaaa /etc/modprobe.d/vfio.conf")
        .file("/etc/dracut.conf.d/vfio.conf", CONFIG);
  }
}
