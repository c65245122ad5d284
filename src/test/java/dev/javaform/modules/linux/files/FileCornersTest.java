package dev.javaform.modules.linux.files;

import static dev.javaform.modules.linux.Tasks.task;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ObjectArrays;
import dev.javaform.binding.ArgumentException;
import dev.javaform.module.Module;
import dev.javaform.module.ModuleFailure;
import dev.javaform.module.Script;
import dev.javaform.modules.linux.LocalHost;
import dev.javaform.modules.linux.Tasks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Set-id bits, links and obstacles on the machine the tests run on, through every shell it has. */
@ParameterizedClass
@MethodSource("dev.javaform.modules.linux.LocalHost#all")
record FileCornersTest(LocalHost host) {

  @Test
  void takesTheSetGroupIdBitOffADirectory(@TempDir Path folder) {
    chmod("2755", folder);
    var result = host.apply(directory(folder, "mode", "0755"));
    assertEquals("0755", result.get("mode"));
    chmod("2755", folder);
    assertTrue(host.apply(directory(folder, "mode", "u=rwx,g=rx,o=rx")).changed());
  }

  @Test
  void makesADirectoryOfAnExactModeInOneThatHandsDownItsGroup(@TempDir Path folder) {
    chmod("2755", folder);
    assertEquals("0700", host.apply(directory(folder.resolve("a/b"), "mode", "0700")).get("mode"));
  }

  @Test
  void foreseesWhatADirectoryHandsDown(@TempDir Path folder) {
    chmod("2755", folder);
    var foreseen = host.plan(directory(folder.resolve("a"))).returns().known();
    host.apply(directory(folder.resolve("a")));
    assertEquals(foreseen, host.plan(directory(folder.resolve("a"))).returns().known());
    assertEquals("02755", foreseen.get("mode"));
  }

  @Test
  void foreseesWhatIsInTheWayOfADirectory(@TempDir Path folder) throws IOException {
    Files.createFile(folder.resolve("a"));
    assertEquals(
        "The directory %1$s/a/b/c cannot be made: %1$s/a is not a directory.".formatted(folder),
        refusal(directory(folder.resolve("a/b/c"))));
  }

  @Test
  void replacesOnlyAnEmptyDirectoryByALink(@TempDir Path folder) throws IOException {
    Path hidden = Files.createFile(Files.createDirectory(folder.resolve("a")).resolve(".b"));
    var link = link(folder, "link", "force", true);
    assertEquals(
        "the directory " + folder + "/a is not empty, refusing to convert it", refusal(link));
    Files.delete(hidden);
    host.apply(link);
    assertTrue(Files.isSymbolicLink(folder.resolve("a")));
  }

  @Test
  void tellsWhoOwnsALinkThatReplacesAFile(@TempDir Path folder) throws IOException {
    Files.createFile(folder.resolve("a"));
    var result = host.apply(link(folder, "link", "force", true));
    assertEquals(host.run(Script.sh("id -un")).stdout().strip(), result.get("owner"));
  }

  @Test
  void replacesASymbolicLinkByAHardOne(@TempDir Path folder) throws IOException {
    Files.createFile(folder.resolve("target"));
    Files.createDirectory(folder.resolve("d"));
    for (String old : List.of("d", "target")) {
      Files.deleteIfExists(folder.resolve("a"));
      Files.createSymbolicLink(folder.resolve("a"), Path.of(old));
      host.apply(link(folder, "hard"));
      assertFalse(Files.isSymbolicLink(folder.resolve("a")));
      assertTrue(Files.isSameFile(folder.resolve("a"), folder.resolve("target")));
    }
  }

  @Test
  void foreseesThatADirectoryHasNoHardLinks(@TempDir Path folder) throws IOException {
    Files.createDirectory(folder.resolve("target"));
    assertEquals(
        "Error while linking: " + folder + "/target is a directory, which has no hard links",
        refusal(link(folder, "hard")));
  }

  @Test
  void givesALinkBelowAwayButNotItsTarget(@TempDir Path folder) throws IOException {
    Files.createSymbolicLink(Files.createDirectory(folder.resolve("a")).resolve("l"), folder);
    var task = directory(folder.resolve("a"), "recurse", true, "owner", "12345");
    assertEquals(
        """
        act() { chown 12345 "$@"; }
        links=
        reach %1$s/a follow
        held "$n"
        act() { chown -h 12345 "$@"; }
        links=1
        reach %1$s/a follow
        top=$at
        below() { (go "$top$1"; survey; shift; held "$@") || exit; }

        below '' l"""
            .formatted(folder),
        Tasks.changes(host.plan(task)));
  }

  @Test
  void refusesToPreserveAModeWhereNothingIsCopied() {
    assertThrows(ArgumentException.class, () -> task(File.class, "path", "/a", "mode", "preserve"));
  }

  private File directory(Path path, Object... more) {
    return file(path, "directory", more);
  }

  private File link(Path folder, String state, Object... more) {
    Object[] source = {"src", folder + "/target"};
    return file(folder.resolve("a"), state, ObjectArrays.concat(source, more, Object.class));
  }

  private File file(Path path, String state, Object... more) {
    Object[] usual = {"path", path.toString(), "state", state};
    return task(File.class, ObjectArrays.concat(usual, more, Object.class));
  }

  private String refusal(Module<?> module) {
    return assertThrows(ModuleFailure.class, () -> host.plan(module)).getMessage();
  }

  private void chmod(String mode, Path path) {
    assertTrue(host.run(Script.sh("chmod {} {}", mode, path)).isSuccess());
  }
}
