package dev.javaform.modules.linux.initramfs;

import static dev.javaform.module.Given.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.javaform.module.Content;
import dev.javaform.module.Output;
import dev.javaform.module.Plan;
import dev.javaform.module.Step;
import dev.javaform.modules.linux.ProbeText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With programs that stand for mkinitcpio's: there is none here. */
class MkinitcpioTest {

  private static final String OPTIONS = "/etc/modprobe.d/vfio.conf";
  private static final String CONFIG = "/etc/mkinitcpio.conf.d/javaform.conf";
  private static final Mkinitcpio EARLY =
      wish(list("vfio-pci", "vfio_virqfd"), list(OPTIONS), list("javaform-vfio"));

  @TempDir private Path folder;

  @Test
  void whatIsWishedComesBeforeEverythingElse() {
    Plan<Initramfs> plan = given(EARLY).seeing(image().print()).plan();
    assertEquals(
        """
        # Written by the module mkinitcpio.
        MODULES=('vfio_pci?' "${MODULES[@]}")
        FILES+=(/etc/modprobe.d/vfio.conf)
        HOOKS=(javaform-vfio "${HOOKS[@]}")
        """,
        plan.after().config());
    assertEquals(
        List.of("write " + CONFIG, "rebuild /boot/initramfs-linux.img"),
        plan.steps().stream().map(step -> step.purpose()).toList());
  }

  @Test
  void anImageThatHoldsItAllStays() {
    String config = given(EARLY).seeing(image().print()).plan().after().config();
    String inside = "driver vfio_pci\nfile " + digest() + " " + OPTIONS;
    given(EARLY)
        .seeing(image().file(CONFIG, config).section("inside 6.12", inside).print())
        .changesNothing();
  }

  @Test
  void aKernelThatIsOneFileWithItsImageIsTold() {
    ProbeText seen = there().section("whole", "6.12");
    assertTrue(given(EARLY).seeing(seen.print()).plan().warnings().getFirst().contains("-P"));
  }

  @Test
  void anotherToolIsNamed() {
    String refusal =
        given(EARLY).refusesSeeing(Output.of(new ProbeText().section("tools", "dracut").print()));
    assertTrue(refusal.contains("made by dracut"), refusal);
  }

  @Test
  void aTaskThatSaysNothingIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> wish(list(), list(), list()));
  }

  @Test
  void theRealScriptPutsAnImageInPlaceThatHoldsTheFile() throws Exception {
    Making making = making("vfio-pci.ko.zst");
    Making.Ended ended = making.run(rebuild(making), "");
    assertEquals(0, ended.status(), ended.told());
    assertEquals("new\n", Files.readString(making.image()));
    assertEquals("old", Files.readString(Path.of(making.image() + ".javaform-old")));
  }

  @Test
  void theRealScriptKeepsTheOldImageWhereADriverIsMissing() throws Exception {
    Making making = making("ext4.ko.zst");
    Making.Ended ended = making.run(rebuild(making), "");
    assertEquals(1, ended.status());
    assertTrue(ended.told().contains("lacks the driver vfio_pci"), ended.told());
    assertEquals("old", Files.readString(making.image()));
    assertEquals(List.of(), making.left(".javaform-new"));
  }

  private Making making(String module) throws Exception {
    Making making = new Making(folder);
    Files.writeString(folder.resolve("held"), "held");
    making.program("mkinitcpio", "[ \"$1 $2 $3\" = \"-k 6.1 -g\" ] && echo new > \"$4\"");
    making.program(
        "lsinitcpio",
        "if [ \"$1\" = -x ]; then mkdir -p .%1$s && cp %1$s/held .%1$s; else echo usr/lib/modules/6.1/%2$s; fi"
            .formatted(folder, module));
    making.program("restorecon", ":");
    Files.writeString(making.image(), "old");
    return making;
  }

  private Step rebuild(Making making) {
    Image old = new Image(making.image().toString(), true, true, ImmutableSet.of("x"));
    List<String> files = List.of(folder.resolve("held").toString());
    return Rebuild.of(ImageTool.MKINITCPIO, "6.1", old, List.of("vfio_pci"), files, "", "");
  }

  private static ProbeText there() {
    return new ProbeText()
        .section("tools", "mkinitcpio")
        .section("files", digest() + " " + OPTIONS);
  }

  private static ProbeText image() {
    return there()
        .section("image 6.12", "/boot/initramfs-linux.img")
        .section("drivers 6.12", "vfio_pci");
  }

  private static String digest() {
    return Content.of("x").digest().sha256();
  }

  private static Mkinitcpio wish(
      ImmutableList<String> drivers, ImmutableList<String> files, ImmutableList<String> hooks) {
    return new Mkinitcpio("javaform", drivers, files, hooks, "", list(), true);
  }

  private static ImmutableList<String> list(String... words) {
    return ImmutableList.copyOf(words);
  }
}
