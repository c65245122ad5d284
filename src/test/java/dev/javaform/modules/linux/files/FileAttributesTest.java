package dev.javaform.modules.linux.files;

import static dev.javaform.modules.linux.Tasks.task;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.javaform.module.Posix;
import dev.javaform.module.Script;
import dev.javaform.modules.linux.LocalHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Attributes on the machine the tests run on, through every shell that has the tools for them:
 * busybox may lack them.
 */
@ParameterizedClass
@MethodSource("shells")
class FileAttributesTest extends FileDetailsCase {

  FileAttributesTest(LocalHost host) {
    super(host);
  }

  static Stream<LocalHost> shells() {
    return LocalHost.all().filter(FileAttributesTest::hasTools);
  }

  private static boolean hasTools(LocalHost host) {
    boolean there = host.run(Script.sh("command -v chattr && command -v lsattr")).isSuccess();
    if (!there) {
      host.close();
    }
    return there;
  }

  @BeforeEach
  void needRoot() {
    Path file = folder.resolve("probe");
    Script change =
        Script.sh("touch {} && chattr +i {} && chattr -i {} && lsattr {}", file, file, file, file);
    Assumptions.assumeTrue(
        host.run(change).isSuccess(), "attributes need root and a file system that has them");
  }

  @AfterEach
  void makeAllRemovable() {
    try (LocalHost sh = LocalHost.of("sh")) {
      sh.run(Script.sh("chattr -R -ia {} 2>/dev/null", folder));
    }
  }

  @Test
  void addsAnAttributeAndTakesItOff() throws IOException {
    Path file = write("f", "x");
    assertTrue(host.apply(file(file, "attributes", "+i")).changed());
    assertTrue(attributes(file).contains("i"));
    assertTrue(host.apply(file(file, "attributes", "-i")).changed());
    assertFalse(attributes(file).contains("i"));
  }

  @Test
  void leavesOnlyTheAttributesThatAreNamed() throws IOException {
    Path file = write("f", "x");
    run("chattr +Ad {}", file);
    host.apply(file(file, "attributes", "dS"));
    assertEquals("Sd", attributes(file).replace("e", ""));
  }

  @Test
  void rewritesAnImmutableFileOnlyWhereItIsToBeImmutableNoMore() throws IOException {
    Path file = write("f", "old");
    run("chattr +i {}", file);
    assertEquals(
        "\"%s\" has the attribute i (immutable), so it cannot be changed; \"attributes: -i\" removes it."
            .formatted(file),
        refusal(copy(file, "new", "attributes", "+i")));
    assertTrue(refusal(file(file, "attributes", "+i", "mode", "0600")).contains("immutable"));
    assertTrue(refusal(file(file, "attributes", "+A")).contains("immutable"));
    assertFalse(host.apply(copy(file, "old", "attributes", "+i")).changed());
    assertTrue(host.apply(copy(file, "new", "attributes", "-i", "mode", "0600")).changed());
    assertEquals("new", Files.readString(file));
    assertTrue(host.apply(file(file, "attributes", "+i", "mode", "0640")).changed());
  }

  @Test
  void aNewFileHasTheAttributesThatAreNamedWhateverItsDirectoryHas() {
    run("chattr +d {}", folder);
    host.apply(copy(folder.resolve("a"), "x", "attributes", "A"));
    host.apply(copy(folder.resolve("b"), "x", "attributes", "+A"));
    host.apply(directory(folder.resolve("c/d"), "attributes", "i"));
    assertEquals("A", attributes(folder.resolve("a")).replace("e", ""));
    assertEquals("dA", attributes(folder.resolve("b")).replace("e", ""));
    assertEquals("i", attributes(folder.resolve("c/d")).replace("e", ""));
  }

  @Test
  void aRewrittenFileKeepsItsAttributes() throws IOException {
    Path file = write("f", "old");
    run("chattr +d {}", file);
    host.apply(copy(file, "new", "attributes", "+A"));
    assertEquals("dA", attributes(file).replace("e", ""));
  }

  @Test
  void givesAttributesAndTimesToAllBelow() throws IOException {
    Files.createDirectories(folder.resolve("a/b c"));
    Path file = write("a/b c/new\nline", "x");
    Path immutable = write("a/z", "x");
    Files.createSymbolicLink(folder.resolve("a/link"), Path.of("z"));
    run("mkfifo {}; chattr +i {}", folder.resolve("a/pipe"), immutable);
    var task =
        directory(
            folder.resolve("a"),
            "recurse",
            true,
            "attributes",
            "A",
            "mode",
            "u=rwX,go=",
            "modification_time",
            "202001020304.05");
    assertTrue(host.apply(task).changed());
    assertEquals("A", attributes(file).replace("e", ""));
    assertEquals("A", attributes(immutable).replace("e", ""));
    assertEquals("2020-01-02 03:04:05", time("%y", file));
    assertEquals("2020-01-02 03:04:05", time("%y", folder.resolve("a/link")));
  }

  @Test
  void givesAttributesToATreeOnceItIsThere() throws IOException {
    Path tree = folder.resolve("files/tree");
    Files.createDirectories(tree.resolve("sub"));
    write("files/tree/a", "1");
    write("files/tree/sub/b", "2");
    Copy task = task(Copy.class, "src", "" + tree, "dest", "" + folder, "attributes", "i");
    assertTrue(host.apply(task).changed());
    for (String name : List.of("tree", "tree/a", "tree/sub", "tree/sub/b")) {
      assertEquals("i", attributes(folder.resolve(name)).replace("e", ""), name);
    }
  }

  @Test
  void saysWhereAttributesCannotBeTold() {
    String message = refusal(file(Path.of("/proc/self/comm"), "attributes", "+i"));
    assertTrue(
        message.startsWith("The attributes of \"/proc/self/comm\" cannot be read: "), message);
  }

  @Test
  void asksForNothingThatIsNotWished() {
    String script =
        Posix.of(directory(folder, "mode", "0755").observe().script().orElseThrow()).text();
    assertFalse(script.contains("lsattr") || script.contains("selinux"), script);
  }

  @Test
  void changesWhatAnEarlierTaskWouldMake() {
    FileState made = host.plan(copy(folder.resolve("f"), "x")).after();
    File task =
        file(folder.resolve("f"), "attributes", "+i", "modification_time", "202001020304.05");
    FileState after = task.decide(host.ask(task.observe()).among(List.of(made))).after();
    assertEquals(Optional.of("i"), after.node().flatMap(node -> node.details().attributes()));
  }
}
