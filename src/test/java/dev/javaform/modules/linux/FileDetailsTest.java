package dev.javaform.modules.linux;

import static dev.javaform.modules.linux.Tasks.task;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ObjectArrays;
import dev.javaform.module.Content;
import dev.javaform.module.ControllerFile;
import dev.javaform.module.Module;
import dev.javaform.module.ModuleFailure;
import dev.javaform.module.Script;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Attributes and times on the machine the tests run on, through every shell it has. Only root may
 * make a file immutable; busybox may lack what attributes need.
 */
@ParameterizedClass
@MethodSource("dev.javaform.modules.linux.LocalHost#all")
class FileDetailsTest {

  private final LocalHost host;
  @TempDir private Path folder;

  FileDetailsTest(LocalHost host) {
    this.host = host;
  }

  @AfterEach
  void makeAllRemovable() {
    LocalHost.of("sh").run(Script.sh("chattr -R -ia {} 2>/dev/null", folder));
  }

  @Test
  void addsAnAttributeAndTakesItOff() throws IOException {
    needAttributes();
    Path file = write("f", "x");
    assertTrue(host.apply(file(file, "attributes", "+i")).changed());
    assertTrue(attributes(file).contains("i"));
    assertTrue(host.apply(file(file, "attributes", "-i")).changed());
    assertFalse(attributes(file).contains("i"));
  }

  @Test
  void leavesOnlyTheAttributesThatAreNamed() throws IOException {
    needAttributes();
    Path file = write("f", "x");
    run("chattr +Ad {}", file);
    host.apply(file(file, "attributes", "dS"));
    assertEquals("Sd", attributes(file).replace("e", ""));
  }

  @Test
  void rewritesAnImmutableFileOnlyWhereItIsToBeImmutableNoMore() throws IOException {
    needAttributes();
    Path file = write("f", "old");
    run("chattr +i {}", file);
    assertEquals(
        "\"%s\" has the attribute i (immutable), so that it cannot be changed; \"attributes: -i\" takes it off."
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
    needAttributes();
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
    needAttributes();
    Path file = write("f", "old");
    run("chattr +d {}", file);
    host.apply(copy(file, "new", "attributes", "+A"));
    assertEquals("dA", attributes(file).replace("e", ""));
  }

  @Test
  void givesAttributesAndTimesToAllBelow() throws IOException {
    needAttributes();
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
  void givesAttributesToATreeOnceItIsThere() {
    needAttributes();
    var tree =
        new ControllerFile(
            "files/tree",
            true,
            false,
            ImmutableMap.of("a", Content.of("1"), "sub/b", Content.of("2")));
    Copy task = task(Copy.class, "src", tree, "dest", folder.toString(), "attributes", "i");
    assertTrue(host.apply(task).changed());
    for (String name : List.of("tree", "tree/a", "tree/sub", "tree/sub/b")) {
      assertEquals("i", attributes(folder.resolve(name)).replace("e", ""), name);
    }
  }

  @Test
  void saysWhereAttributesCannotBeTold() {
    String message = refusal(file(Path.of("/proc/self/comm"), "attributes", "+i"));
    assertTrue(
        message.startsWith("The attributes of \"/proc/self/comm\" cannot be told: "), message);
  }

  @Test
  void asksForNothingThatIsNotWished() {
    String script = directory(folder, "mode", "0755").observe().script().orElseThrow().text();
    assertFalse(script.contains("lsattr") || script.contains("selinux"), script);
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
  void changesWhatAnEarlierTaskWouldMake() {
    needAttributes();
    FileState made = host.plan(copy(folder.resolve("f"), "x")).after();
    File task =
        file(folder.resolve("f"), "attributes", "+i", "modification_time", "202001020304.05");
    FileState after = task.decide(host.ask(task.observe()).among(List.of(made))).after();
    assertEquals(Optional.of("i"), after.node().flatMap(node -> node.details().attributes()));
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
        IllegalArgumentException.class,
        () -> directory(folder, "recurse", true, "access_time", "202001020304.05"));
  }

  private void needAttributes() {
    boolean has = host.run(Script.sh("command -v chattr && command -v lsattr")).isSuccess();
    Path file = folder.resolve("probe");
    boolean works =
        has
            && host.run(Script.sh("touch {}; chattr +i {} && chattr -i {}", file, file, file))
                .isSuccess();
    Assumptions.assumeTrue(works, "attributes need root, chattr and a file system that has them");
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private void run(String script, Object... arguments) {
    assertTrue(host.run(Script.sh(script, arguments)).isSuccess());
  }

  private String attributes(Path path) {
    return host.run(Script.sh("lsattr -d {}", path)).stdout().split(" ")[0].replace("-", "");
  }

  private String time(String which, Path path) throws IOException {
    assertTrue(Files.exists(path, LinkOption.NOFOLLOW_LINKS));
    String time = host.run(Script.sh("stat -c {} {}", which, path)).stdout();
    return time.substring(0, "2020-01-02 03:04:05".length());
  }

  private File file(Path path, Object... more) {
    return task(
        File.class, ObjectArrays.concat(List.of("path", "" + path).toArray(), more, Object.class));
  }

  private File state(String state, Path path, Object... more) {
    return file(path, ObjectArrays.concat(new Object[] {"state", state}, more, Object.class));
  }

  private File directory(Path path, Object... more) {
    return state("directory", path, more);
  }

  private File touch(Path path, Object... more) {
    return state("touch", path, more);
  }

  private File link(Path path, Object... more) {
    return state(
        "link", path, ObjectArrays.concat(new Object[] {"src", "target"}, more, Object.class));
  }

  private Copy copy(Path path, String content, Object... more) {
    Object[] usual = {"dest", "" + path, "content", content};
    return task(Copy.class, ObjectArrays.concat(usual, more, Object.class));
  }

  private String refusal(Module<?> module) {
    return assertThrows(ModuleFailure.class, () -> host.plan(module)).getMessage();
  }
}
