package dev.javaform.modules.linux.initramfs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableSet;
import dev.javaform.module.Step;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real script, with a dracut that leaves a driver out as dracut does: without failing. */
class RebuildTest {

  @TempDir private Path folder;
  private Path image;
  private Path config;

  @BeforeEach
  void aHostWhoseDracutLacksTheDriver() throws IOException {
    program("dracut", "for new; do :; done; echo new > \"$new\"");
    program("lsinitrd", "echo usr/lib/modules/6.1/ext4.ko.xz");
    image = Files.writeString(folder.resolve("initrd.img-6.1"), "old");
    config = Files.writeString(folder.resolve("vfio.conf"), "omit_drivers+=\" vfio_pci \"\n");
  }

  @Test
  void anUnfitImageTakesThePlaceOfNothing() throws Exception {
    String told = refusal("# before\n");
    assertTrue(told.startsWith("The new image for kernel 6.1 lacks the driver vfio_pci"), told);
    assertEquals("old", Files.readString(image));
    assertEquals(List.of(), left(".javaform-new"));
  }

  @Test
  void whatMadeItDoesNotWaitForTheNextKernel() throws Exception {
    refusal("# before\n");
    assertEquals("# before\n", Files.readString(config));
    refusal("");
    assertFalse(Files.exists(config));
  }

  private List<Path> left(String suffix) throws IOException {
    try (var files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(suffix)).toList();
    }
  }

  private void program(String name, String text) throws IOException {
    Path file = Files.createDirectories(folder.resolve("bin")).resolve(name);
    Files.writeString(file, "#!/bin/sh\n" + text + "\n");
    assertTrue(file.toFile().setExecutable(true));
  }

  private String refusal(String before) throws IOException, InterruptedException {
    Image old = new Image(image.toString(), true, true, ImmutableSet.of("driver vfio_pci"));
    Step.Run step =
        (Step.Run)
            Rebuild.of("6.1", old, List.of("vfio_pci"), List.of(), config.toString(), before);
    ProcessBuilder builder = new ProcessBuilder("sh", "-c", step.script().text());
    builder
        .environment()
        .putAll(Map.of("PATH", folder.resolve("bin") + ":" + System.getenv("PATH")));
    Process process = builder.start();
    process.getOutputStream().write(before.getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().close();
    String told = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(1, process.waitFor(), told);
    return told;
  }
}
