package dev.javaform.modules.linux.initramfs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableSet;
import dev.javaform.module.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real script, with a dracut that leaves a driver out as dracut does: without failing. */
class RebuildTest {

  @TempDir private Path folder;
  private Making making;
  private Path config;

  @BeforeEach
  void aHostWhoseDracutLacksTheDriver() throws IOException {
    making = new Making(folder);
    making.program("dracut", "for new; do :; done; echo new > \"$new\"");
    making.program("lsinitrd", "echo usr/lib/modules/6.1/ext4.ko.xz");
    Files.writeString(making.image(), "old");
    config = Files.writeString(folder.resolve("vfio.conf"), "omit_drivers+=\" vfio_pci \"\n");
  }

  @Test
  void anUnfitImageTakesThePlaceOfNothing() throws Exception {
    String told = refusal("# before\n");
    assertTrue(told.startsWith("The new image for kernel 6.1 lacks the driver vfio_pci"), told);
    assertEquals("old", Files.readString(making.image()));
    assertEquals(List.of(), making.left(".javaform-new"));
  }

  @Test
  void whatMadeItDoesNotWaitForTheNextKernel() throws Exception {
    refusal("# before\n");
    assertEquals("# before\n", Files.readString(config));
    refusal("");
    assertFalse(Files.exists(config));
  }

  @Test
  void theImageBeforeTheFirstOfOursStaysForGood() throws Exception {
    making.program("lsinitrd", "echo usr/lib/modules/6.1/vfio_pci.ko.xz");
    making.program("restorecon", ":");
    Path old = Path.of(making.image() + ".javaform-old");
    for (String made : List.of("first", "second")) {
      making.program("dracut", "for new; do :; done; echo " + made + " > \"$new\"");
      making.run(step(), "");
      assertEquals(made + "\n", Files.readString(making.image()));
      assertEquals("old", Files.readString(old));
    }
  }

  @Test
  void theOldImageOfAKernelThatWasRemovedGoes() throws Exception {
    making.program("lsinitrd", "echo usr/lib/modules/6.1/vfio_pci.ko.xz");
    Path orphan = Files.writeString(folder.resolve("initrd.img-5.10.javaform-old"), "x");
    making.run(step(), "");
    assertFalse(Files.exists(orphan));
  }

  private Step step() {
    Image old = new Image(making.image().toString(), true, true, ImmutableSet.of("x"));
    return Rebuild.of(
        ImageTool.DRACUT, "6.1", old, List.of("vfio_pci"), List.of(), config.toString(), "");
  }

  private String refusal(String before) throws IOException, InterruptedException {
    Making.Ended ended = making.run(step(), before);
    assertEquals(1, ended.status(), ended.told());
    return ended.told();
  }
}
