package dev.javaform.modules.linux.files;

import static dev.javaform.modules.linux.Tasks.task;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.javaform.binding.ArgumentException;
import dev.javaform.modules.linux.LocalHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Times on the machine the tests run on, through every shell it has. */
@ParameterizedClass
@MethodSource("dev.javaform.modules.linux.LocalHost#all")
class FileTimesTest extends FileDetailsCase {

  FileTimesTest(LocalHost host) {
    super(host);
  }

  @Test
  void setsTimesOnce() throws IOException {
    Path file = write("f", "x");
    var task =
        file(
            file,
            "modification_time",
            "202001020304.05",
            "access_time",
            "Feb 3 2021",
            "access_time_format",
            "%b %d %Y");
    assertTrue(host.apply(task).changed());
    assertEquals("2020-01-02 03:04:05", time("%y", file));
    assertEquals("2021-02-03 00:00:00", time("%x", file));
    assertFalse(host.apply(task).changed());
  }

  @Test
  void touchesAFileWithTimesOnce() throws IOException {
    Path file = folder.resolve("f");
    var task = touch(file, "modification_time", "202001020304.05", "access_time", "preserve");
    assertTrue(host.apply(task).changed());
    assertEquals("2020-01-02 03:04:05", time("%y", file));
    assertFalse(host.apply(task).changed());
    assertTrue(host.apply(touch(file, "modification_time", "202001020304.05")).changed());
    assertEquals("2020-01-02 03:04:05", time("%y", file));
  }

  @Test
  void setsTheTimesOfALinksTargetOrItsOwn() throws IOException {
    write("target", "x");
    Path link = folder.resolve("l");
    host.apply(link(link, "modification_time", "202001020304.05"));
    assertEquals("2020-01-02 03:04:05", time("%y", folder.resolve("target")));
    host.apply(link(link, "modification_time", "202101020304.05", "follow", false));
    assertEquals("2021-01-02 03:04:05", time("%y", link));
    assertEquals("2020-01-02 03:04:05", time("%y", folder.resolve("target")));
  }

  @Test
  void touchesAllBelow() throws IOException {
    Files.createDirectory(folder.resolve("a"));
    Path file = write("a/f", "x");
    run("touch -t 200001010000 {}", file);
    var task = directory(folder.resolve("a"), "recurse", true, "modification_time", "now");
    assertTrue(host.apply(task).changed());
    assertFalse(time("%y", file).startsWith("2000"));
  }

  @Test
  void knowsTheContentOfAFileThatAnEarlierTaskLeavesUnread() throws IOException {
    Path file = write("f", "x");
    FileState timed = host.plan(file(file, "access_time", "202001020304.05")).after();
    Copy task = copy(file, "x");
    assertTrue(task.decide(host.ask(task.observe()).among(List.of(timed))).isEmpty());
  }

  @Test
  void refusesAnAccessTimeThatLookingWouldSet() {
    assertThrows(
        ArgumentException.class,
        () -> directory(folder, "recurse", true, "access_time", "202001020304.05"));
  }
}
