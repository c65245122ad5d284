package dev.javaform.modules.linux.files;

import static dev.javaform.modules.linux.Tasks.task;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ObjectArrays;
import dev.javaform.module.ModuleFailure;
import dev.javaform.module.Plan;
import dev.javaform.modules.linux.LocalHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Directories with many files, on the machine the tests run on, through every shell it has. */
@ParameterizedClass
@MethodSource("dev.javaform.modules.linux.LocalHost#all")
class TreeCopyTest {

  private static final List<String> ODD =
      List.of("it's", "\"quoted\"", "-n", "back\\slash", "two\nlines", "ümlaut", " blank ", "$x");

  private final LocalHost host;
  @TempDir private Path source;
  @TempDir private Path folder;

  TreeCopyTest(LocalHost host) {
    this.host = host;
  }

  @BeforeEach
  void fill() throws IOException {
    Path many = Files.createDirectory(source.resolve("many"));
    for (int i = 0; i < 205; i++) {
      Files.writeString(many.resolve("f" + i), "content " + i + "\n");
    }
    for (String name : ODD) {
      Files.writeString(source.resolve(name), name);
    }
  }

  @Test
  void copiesManyFilesOnce() throws IOException {
    assertTrue(host.apply(copy()).changed());
    assertEquals("content 204\n", Files.readString(folder.resolve("many/f204")));
    for (String name : ODD) {
      assertEquals(name, Files.readString(folder.resolve(name)));
    }
    assertEquals(List.of(), host.plan(copy()).steps());
  }

  @Test
  void seesWhatDiffersAmongMany() throws IOException {
    host.apply(copy());
    Files.writeString(folder.resolve("many/f17"), "mine\n");
    Files.delete(folder.resolve("two\nlines"));
    Files.move(folder.resolve("many/f3"), folder.resolve("elsewhere"));
    Files.createSymbolicLink(folder.resolve("many/f3"), Path.of("../elsewhere"));
    Files.writeString(folder.resolve("elsewhere"), "there\n");

    Plan<FileState> plan = host.plan(copy());
    assertEquals(
        List.of(
            "remove the link " + folder.resolve("many/f3"),
            "write " + folder.resolve("many/f17"),
            "write " + folder.resolve("many/f3"),
            "write " + folder.resolve("two\nlines")),
        plan.steps().stream().map(step -> step.purpose()).sorted().toList());
    FileState seen = plan.before().along().get(folder.resolve("many/f17").toString());
    assertEquals("mine\n", seen.node().orElseThrow().data().orElseThrow().text().orElseThrow());
  }

  @Test
  void saysThatAFileIsInTheWayOfADirectory() throws IOException {
    Files.writeString(folder.resolve("many"), "a file");
    assertEquals(
        "\"" + folder.resolve("many") + "\" exists and is not a directory.",
        assertThrows(ModuleFailure.class, () -> host.plan(copy())).getMessage());
  }

  @Test
  void tellsOnlyTheModeWhereOnlyItDiffers() {
    host.apply(copy());
    Plan<FileState> plan = host.plan(copy("mode", "0600"));
    FileState before = plan.before().along().get(folder.resolve("many/f1").toString());
    FileState after = plan.after().along().get(folder.resolve("many/f1").toString());
    assertEquals(before.node().orElseThrow().data(), after.node().orElseThrow().data());
    assertEquals("0600", after.node().orElseThrow().mode());
  }

  private Copy copy(Object... more) {
    Object[] arguments = {"src", source + "/", "dest", folder.toString()};
    return task(Copy.class, ObjectArrays.concat(arguments, more, Object.class));
  }
}
