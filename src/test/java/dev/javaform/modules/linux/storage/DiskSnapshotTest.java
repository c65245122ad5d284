package dev.javaform.modules.linux.storage;

import static dev.javaform.module.Given.given;
import static dev.javaform.modules.linux.Tasks.task;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.javaform.lab.Tools;
import dev.javaform.module.ModuleFailure;
import dev.javaform.module.Output;
import dev.javaform.modules.linux.LocalHost;
import dev.javaform.modules.linux.ProbeText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskSnapshotTest {

  @TempDir private Path folder;

  private DiskSnapshot snapshot(boolean copy) {
    return task(
        DiskSnapshot.class,
        "path",
        folder.resolve("win 11.raw").toString(),
        "dest",
        folder.resolve("base.raw").toString(),
        "copy",
        copy);
  }

  @Test
  void aWholeCopyIsMadeOnceIfAskedFor() throws IOException {
    Tools.need("qemu-img", "qemu-utils");
    byte[] bytes = new byte[3 << 20];
    new Random(1).nextBytes(bytes);
    Path disk = Files.write(folder.resolve("win 11.raw"), bytes);
    try (LocalHost host = LocalHost.of("dash")) {
      assertTrue(host.apply(snapshot(true)).changed());
      assertArrayEquals(bytes, Files.readAllBytes(folder.resolve("base.raw")));
      Files.writeString(disk, "the guest went on");
      assertFalse(host.apply(snapshot(true)).changed());
      assertArrayEquals(bytes, Files.readAllBytes(folder.resolve("base.raw")));
    }
  }

  @Test
  void whereBlocksAreSharedNoCopyHasToBeAskedFor() {
    var plan = given(snapshot(false)).seeing(disk("btrfs").section("same", "yes").print()).plan();
    assertEquals(1, plan.steps().size());
    assertEquals(true, plan.returns().known().get("shared"));
  }

  @Test
  void whereTheyAreNotTheWholeCopyHasToBeAskedFor() {
    String other = disk("ext2/ext3").section("same", "yes").print();
    assertTrue(given(snapshot(false)).refusesSeeing(Output.of(other)).contains("copy: true"));
    String full = disk("ext2/ext3", "200000000").print();
    assertTrue(given(snapshot(true)).refusesSeeing(Output.of(full)).contains("too few"));
    String elsewhere = disk("btrfs").print();
    assertTrue(given(snapshot(false)).refusesSeeing(Output.of(elsewhere)).contains("copy: true"));
  }

  @Test
  void aDiskThatAGuestHasOpenIsNotCopied() {
    String used =
        disk("btrfs")
            .section("same", "yes")
            .section("use", "qemu-img: Could not open: Failed to get shared \"write\" lock")
            .print();
    assertTrue(given(snapshot(false)).refusesSeeing(Output.of(used)).contains("shut that down"));
  }

  /** The lock that QEMU holds, held by its own tool. */
  @Test
  void aRunningGuestIsSeenByItsLock() throws Exception {
    Tools.need("qemu-img", "qemu-utils");
    Path io = Tools.need("qemu-io", "qemu-utils");
    Path disk = folder.resolve("win 11.raw");
    try (LocalHost host = LocalHost.of("dash")) {
      host.apply(task(DiskImage.class, "path", disk.toString(), "size", "1M", "format", "qcow2"));
    }
    Process guest =
        new ProcessBuilder(io.toString(), "-f", "qcow2", disk.toString())
            .redirectErrorStream(true)
            .start();
    try (LocalHost host = LocalHost.of("dash")) {
      guest.getOutputStream().write("read 0 512\n".getBytes(UTF_8));
      guest.getOutputStream().flush();
      assertTrue(guest.getInputStream().read() >= 0, "it has opened the disk");
      ModuleFailure refusal = assertThrows(ModuleFailure.class, () -> host.plan(snapshot(true)));
      assertTrue(refusal.getMessage().contains("lock"), refusal.getMessage());
    } finally {
      guest.destroy();
    }
  }

  private static ProbeText disk(String system) {
    return disk(system, "2048");
  }

  private static ProbeText disk(String system, String blocks) {
    return new ProbeText()
        .section("file", "yes")
        .section("tool", "yes")
        .section("folder", "yes")
        .section("system", system)
        .section("free", "1000000")
        .section("blocks", blocks);
  }
}
