package dev.javaform.modules.linux.storage;

import static dev.javaform.module.Given.given;
import static dev.javaform.modules.linux.Tasks.changes;
import static dev.javaform.modules.linux.Tasks.task;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.javaform.binding.ArgumentException;
import dev.javaform.lab.Tools;
import dev.javaform.module.ModuleFailure;
import dev.javaform.module.Output;
import dev.javaform.modules.linux.LocalHost;
import dev.javaform.modules.linux.ProbeText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Disks as the real qemu-img makes and sees them. */
class DiskImageTest {

  @TempDir private Path folder;

  @BeforeEach
  void needsQemuImg() {
    Tools.need("qemu-img", "qemu-utils");
  }

  private DiskImage disk(String size, Object... more) {
    return named("a disk.img", size, more);
  }

  private DiskImage named(String name, String size, Object... more) {
    Object[] all = new Object[4 + more.length];
    System.arraycopy(
        new Object[] {"path", folder.resolve(name).toString(), "size", size}, 0, all, 0, 4);
    System.arraycopy(more, 0, all, 4, more.length);
    return task(DiskImage.class, all);
  }

  @Test
  void anImageIsMadeOnceForItsOwnerAlone() throws IOException {
    try (LocalHost host = LocalHost.of("dash")) {
      var made = host.apply(disk("4M"));
      assertEquals("4 MiB", ((GuestDisk) made.plan().after()).size());
      assertEquals(4L << 20, Files.size(folder.resolve("a disk.img")));
      assertFalse(Files.exists(folder.resolve("a disk.img.part")));
      Files.write(folder.resolve("a disk.img"), new byte[4 << 20]);
      assertFalse(host.apply(disk("4M")).changed());
    }
  }

  @Test
  void itGrowsOnlyIfAskedAndNeverShrinks() throws IOException {
    try (LocalHost host = LocalHost.of("dash")) {
      for (String format : List.of("raw", "qcow2")) {
        host.apply(named(format, "4M", "format", format));
        byte[] before = Files.readAllBytes(folder.resolve(format));
        var kept = host.apply(named(format, "8M", "format", format));
        assertFalse(kept.changed());
        assertTrue(kept.plan().warnings().getFirst().contains("only with \"grow: true\""));
        var shrunk = host.apply(named(format, "2M", "format", format, "grow", true));
        assertFalse(shrunk.changed());
        assertTrue(shrunk.plan().warnings().getFirst().contains("never made smaller"));
        assertEquals(before.length, Files.size(folder.resolve(format)));
        var grown = host.apply(named(format, "8M", "format", format, "grow", true));
        assertEquals(8L << 20, grown.get("size"));
      }
    }
  }

  @Test
  void aDiskOfAnotherFormatIsNeverConverted() {
    try (LocalHost host = LocalHost.of("dash")) {
      host.apply(disk("4M", "format", "qcow2"));
      ModuleFailure refusal = assertThrows(ModuleFailure.class, () -> host.plan(disk("4M")));
      assertTrue(refusal.getMessage().contains("is of the format qcow2, and the task says raw"));
    }
  }

  @Test
  void moreThanTheFileSystemHasIsMadeOnlyIfAsked() {
    try (LocalHost host = LocalHost.of("dash")) {
      ModuleFailure refusal = assertThrows(ModuleFailure.class, () -> host.plan(disk("9T")));
      assertTrue(refusal.getMessage().contains("sparse: true"), refusal.getMessage());
      assertTrue(host.apply(disk("9T", "format", "qcow2", "sparse", true)).changed());
    }
  }

  @Test
  void whatIsNoDiskIsLeftAlone() throws IOException {
    try (LocalHost host = LocalHost.of("dash")) {
      Files.createDirectory(folder.resolve("a disk.img"));
      ModuleFailure refusal = assertThrows(ModuleFailure.class, () -> host.plan(disk("4M")));
      assertTrue(refusal.getMessage().contains("neither a file nor a block device"));
      refusal = assertThrows(ModuleFailure.class, () -> host.plan(named("none/x", "4M")));
      assertTrue(refusal.getMessage().contains("There is no folder"));
    }
  }

  @Test
  void onBtrfsTheFolderIsToldBeforeTheImageIsMade() {
    ProbeText btrfs = nothing().section("btrfs", "yes").section("folderflags", "---------------");
    String steps = changes(given(disk("1G")).seeing(btrfs.print()).plan());
    assertTrue(steps.indexOf("chattr +C") < steps.indexOf("qemu-img create"), steps);
    assertTrue(steps.contains("nocow=on"), steps);
    String told = nothing().section("btrfs", "yes").section("folderflags", "----C----").print();
    assertFalse(changes(given(disk("1G")).seeing(told).plan()).contains("chattr"));
    assertFalse(
        changes(given(disk("1G", "nocow", false)).seeing(btrfs.print()).plan()).contains("chattr"));
  }

  @Test
  void anImageThatBtrfsCopiesIsToldOf() {
    ProbeText copied =
        new ProbeText()
            .section("tool", "yes")
            .section("kind", "FILE")
            .section("folder", "yes")
            .section("btrfs", "yes")
            .section("flags", "-------")
            .section("info", "{\"virtual-size\": 1073741824, \"format\": \"raw\"}");
    var plan = given(disk("1G")).seeing(copied.print()).changesNothing().plan();
    assertTrue(plan.warnings().getFirst().contains("copied on each write by btrfs"));
  }

  @Test
  void aDeviceIsOnlyLookedAt() {
    ProbeText device = new ProbeText().section("kind", "DEVICE").section("device", "2147483648");
    DiskImage one = task(DiskImage.class, "path", "/dev/vg/win11", "size", "1G", "grow", true);
    given(one).seeing(device.print()).changesNothing().warns();
    DiskImage four = task(DiskImage.class, "path", "/dev/vg/win11", "size", "4G", "grow", true);
    assertTrue(given(four).refusesSeeing(Output.of(device.print())).contains("lvextend"));
    String none = nothing().print();
    assertTrue(given(one).refusesSeeing(Output.of(none)).contains("no block device"));
  }

  @Test
  void whatIsNoSizeIsRefused() {
    assertThrows(ArgumentException.class, () -> disk("256"));
    assertThrows(ArgumentException.class, () -> disk("0G"));
  }

  private static ProbeText nothing() {
    return new ProbeText()
        .section("tool", "yes")
        .section("kind", "NOTHING")
        .section("folder", "yes")
        .section("free", "943718400");
  }
}
