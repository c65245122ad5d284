package dev.javaform.modules.linux.boot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.compress.archivers.cpio.CpioArchiveEntry;
import org.apache.commons.compress.archivers.cpio.CpioArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrialEarlyWatchTest {

  @TempDir Path world;

  private static byte[] archive() throws IOException {
    return TrialEarlyWatch.archive(3).bytes().read();
  }

  @Test
  void theArchiveIsOneThatAKernelUnpacks() throws IOException {
    byte[] archive = archive();
    assertEquals("070701", new String(archive, 0, 6, UTF_8));
    assertEquals(0, archive.length % 512);
    assertArrayEquals(archive, archive());
    assertEquals(
        List.of("100755 javaform-trial-init 0:0", "40755 dev 0:0", "20666 dev/null 1:3"),
        entries(archive));
  }

  private static List<String> entries(byte[] archive) throws IOException {
    List<String> entries = new ArrayList<>();
    try (var cpio = new CpioArchiveInputStream(new ByteArrayInputStream(archive))) {
      for (CpioArchiveEntry entry = cpio.getNextEntry();
          entry != null;
          entry = cpio.getNextEntry()) {
        entries.add(
            "%o %s %d:%d"
                .formatted(
                    entry.getMode(),
                    entry.getName(),
                    entry.getRemoteDeviceMaj(),
                    entry.getRemoteDeviceMin()));
        assertEquals(0, entry.getTime());
      }
    }
    return entries;
  }

  @Test
  void theHostIsBootedAnewWhereTheRootFileSystemIsNotReachedInTime() throws Exception {
    fake("bin/sleep", "echo slept");
    assertEquals(
        "init a b\n" + "slept\n".repeat(90),
        run().lines().sorted().collect(joining("\n", "", "\n")));
    assertEquals("b\n", Files.readString(world.resolve("sysrq-trigger")));
    assertTrue(
        Files.readString(world.resolve("kmsg")).contains("initial RAM disk after 3 minutes"));
  }

  @Test
  void nothingIsDoneOnceItIsReached() throws Exception {
    fake("bin/sleep", "rm %s/javaform-trial-init".formatted(world));
    assertEquals("init a b\n", run());
    assertTrue(Files.notExists(world.resolve("sysrq-trigger")));
  }

  @Test
  void nothingIsDoneTooEarlyWhereTimeCannotBeTold() throws Exception {
    fake("bin/sleep", "exit 127");
    assertEquals("init a b\n", run());
    assertTrue(Files.notExists(world.resolve("sysrq-trigger")));
  }

  /** What is said until everything that was started has ended. */
  private String run() throws Exception {
    fake("init", "echo \"init $*\"");
    fake("bin/reboot", ":");
    Path script = world.resolve("javaform-trial-init");
    Files.writeString(script, here(content("javaform-trial-init")));
    Process process =
        new ProcessBuilder("sh", "-c", "sh \"$0\" a b 2>&1 | cat", script.toString()).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertEquals(0, process.waitFor());
    return said;
  }

  private String here(String script) {
    return script
        .replace("PATH=", "PATH=" + world + "/bin:")
        .replace("/javaform-trial-init", world + "/javaform-trial-init")
        .replace("exec /init", "exec " + world + "/init")
        .replace("/dev/kmsg", world + "/kmsg")
        .replace("/proc/sysrq-trigger", world + "/sysrq-trigger");
  }

  private static String content(String name) throws IOException {
    try (var cpio = new CpioArchiveInputStream(new ByteArrayInputStream(archive()))) {
      CpioArchiveEntry entry = cpio.getNextEntry();
      assertEquals(name, entry.getName());
      return new String(cpio.readAllBytes(), UTF_8);
    }
  }

  private void fake(String name, String text) throws IOException {
    Path file = world.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n" + text + "\n");
    assertTrue(file.toFile().setExecutable(true));
  }
}
