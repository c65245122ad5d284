package dev.javaform.modules.linux.files;

import static dev.javaform.modules.linux.Tasks.task;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.javaform.module.ModuleFailure;
import dev.javaform.module.Script;
import dev.javaform.modules.linux.LocalHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Directories copied within the host, through every shell this machine has. */
@ParameterizedClass
@MethodSource("dev.javaform.modules.linux.LocalHost#all")
class HostTreeTest {

  private static final List<String> ODD =
      List.of("it's", "-n", "back\\slash", "two\nlines", "ümlaut", " blank ", "$x", "*", ".hidden");

  private final LocalHost host;
  @TempDir private Path folder;
  private Path source;
  private Path dest;

  HostTreeTest(LocalHost host) {
    this.host = host;
  }

  @BeforeEach
  void fill() throws IOException {
    source = Files.createDirectory(folder.resolve("src"));
    dest = folder.resolve("dst");
    write(source.resolve("f"), "1\n", "rw-r-----");
    write(source.resolve("x/y/h"), "3\n", "rwxr-x---");
    Files.createDirectory(source.resolve("empty"));
    permit(source.resolve("x"), "rwxr-x--x");
    permit(source, "rwxr-x--x");
  }

  @Test
  void theContentOfADirectoryIsCopiedOnce() throws IOException {
    assertTrue(host.apply(content()).changed());
    assertEquals("3\n", Files.readString(dest.resolve("x/y/h")));
    assertEquals("rw-r-----", permissions("f"));
    assertEquals("rwxr-x---", permissions("x/y/h"));
    assertEquals("rwxr-x--x", permissions("x"));
    assertEquals("rwxr-x--x", permissions(""));
    assertTrue(Files.isDirectory(dest.resolve("empty")));
    assertFalse(host.apply(content()).changed());
  }

  @Test
  void aDirectoryIsCopiedIntoOneThatIsThereOrMade() throws IOException {
    assertTrue(host.apply(whole()).changed());
    assertEquals("1\n", Files.readString(dest.resolve("src/f")));
    Path other = Files.createDirectory(folder.resolve("other"));
    assertTrue(host.apply(whole("dest", other.toString())).changed());
    assertEquals("1\n", Files.readString(other.resolve("src/f")));
    assertTrue(host.apply(whole("dest", folder + "/a/b/")).changed());
    assertEquals("1\n", Files.readString(folder.resolve("a/b/src/f")));
  }

  @Test
  void manyFilesAndOddNamesAreCopied() throws IOException {
    for (int i = 0; i < 205; i++) {
      Files.writeString(source.resolve("empty/f" + i), "content " + i + "\n");
    }
    for (String name : ODD) {
      write(source.resolve(name + "d").resolve(name), name, "rw-r--r--");
    }
    host.apply(content());
    assertEquals("content 204\n", Files.readString(dest.resolve("empty/f204")));
    for (String name : ODD) {
      assertEquals(name, Files.readString(dest.resolve(name + "d").resolve(name)));
    }
  }

  @Test
  void largeFilesAreCopied() throws IOException {
    Files.write(source.resolve("large"), new byte[6 << 20]);
    host.apply(content());
    assertEquals(-1, Files.mismatch(source.resolve("large"), dest.resolve("large")));
  }

  @Test
  void whatDiffersIsReplacedAndTheRestStays() throws IOException {
    write(dest.resolve("f"), "old\n", "rw-rw-rw-");
    write(dest.resolve("x/own"), "mine\n", "rw-r--r--");
    write(dest.resolve("x/y/h"), "3\n", "rw-rw-rw-");
    permit(dest.resolve("x"), "rwxr-xr-x");
    assertTrue(host.apply(content()).changed());
    assertEquals("1\n", Files.readString(dest.resolve("f")));
    assertEquals("rw-r-----", permissions("f"));
    assertEquals("mine\n", Files.readString(dest.resolve("x/own")));
    assertEquals("rw-rw-rw-", permissions("x/y/h"));
    assertEquals("rwxr-xr-x", permissions("x"));
  }

  @Test
  void theModeIsThatOfTheDirectoryItself() throws IOException {
    host.apply(content("mode", "0700"));
    assertEquals("rwx------", permissions(""));
    assertEquals("rw-r-----", permissions("f"));
    assertTrue(host.apply(content("mode", "preserve")).changed());
    assertEquals("rwxr-x--x", permissions(""));
  }

  @Test
  void directoriesThatAreMadeGetTheirMode() throws IOException {
    Files.createDirectories(dest.resolve("empty"));
    permit(dest.resolve("empty"), "rwxr-xr-x");
    host.apply(content("directory_mode", "0711"));
    assertEquals("rwx--x--x", permissions("x/y"));
    assertEquals("rwxr-xr-x", permissions("empty"));
  }

  @Test
  void aDestinationThatIsMadeFirstIsLikeAnyDirectory() throws IOException {
    Path plain = Files.createDirectory(folder.resolve("plain"));
    host.apply(content("dest", dest + "/"));
    assertEquals(Files.getPosixFilePermissions(plain), Files.getPosixFilePermissions(dest));
  }

  @Test
  void aDirectoryThatMayNotBeWrittenToIsCopiedWithItsFiles() throws IOException {
    permit(source.resolve("x/y"), "r-xr-xr-x");
    host.apply(content("mode", "0500"));
    assertEquals("3\n", Files.readString(dest.resolve("x/y/h")));
    assertEquals("r-xr-xr-x", permissions("x/y"));
    assertEquals("r-x------", permissions(""));
    permit(dest, "rwx------");
    permit(dest.resolve("x/y"), "rwx------");
    permit(source.resolve("x/y"), "rwx------");
  }

  @Test
  void linksAreCopiedAsLinks() throws IOException {
    links();
    Files.createSymbolicLink(source.resolve("gone"), Path.of("nowhere"));
    host.apply(content());
    assertEquals(Path.of("f"), Files.readSymbolicLink(dest.resolve("lf")));
    assertEquals(Path.of("x"), Files.readSymbolicLink(dest.resolve("lx")));
    assertEquals(Path.of("nowhere"), Files.readSymbolicLink(dest.resolve("gone")));
    Files.delete(dest.resolve("lf"));
    Files.createSymbolicLink(dest.resolve("lf"), Path.of("x"));
    Files.delete(dest.resolve("gone"));
    Files.writeString(dest.resolve("gone"), "a file");
    host.apply(content("local_follow", false));
    assertEquals(Path.of("f"), Files.readSymbolicLink(dest.resolve("lf")));
    assertEquals(Path.of("nowhere"), Files.readSymbolicLink(dest.resolve("gone")));
  }

  @Test
  void whatLinksLeadToIsCopied() throws IOException {
    links();
    host.apply(content("local_follow", true));
    assertTrue(Files.isRegularFile(dest.resolve("lf"), LinkOption.NOFOLLOW_LINKS));
    assertTrue(Files.isDirectory(dest.resolve("lx"), LinkOption.NOFOLLOW_LINKS));
    assertEquals("3\n", Files.readString(dest.resolve("lx/y/h")));
    Files.createSymbolicLink(source.resolve("x/y/up"), Path.of("../.."));
    assertTrue(failure(content("local_follow", true)).contains("that it is in"));
    Files.delete(source.resolve("x/y/up"));
    Files.createSymbolicLink(source.resolve("x/gone"), Path.of("nowhere"));
    assertTrue(
        failure(content("local_follow", true))
            .endsWith(
                "x/gone\" is a link that leads to nothing; with \"local_follow: false\" links are copied as they are."));
  }

  @Test
  void linksOfTheDestinationAreGoneThrough() throws IOException {
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    write(elsewhere.resolve("g"), "old\n", "rw-r--r--");
    Files.createDirectory(dest);
    Files.createSymbolicLink(dest.resolve("x"), elsewhere);
    Files.createSymbolicLink(dest.resolve("f"), elsewhere.resolve("g"));
    host.apply(content());
    assertEquals("1\n", Files.readString(elsewhere.resolve("g")));
    assertEquals("3\n", Files.readString(elsewhere.resolve("y/h")));
    assertTrue(Files.isSymbolicLink(dest.resolve("f")));
  }

  @Test
  void whatIsThereIsLeftAloneWithoutForce() throws IOException {
    Files.createDirectory(dest);
    var result = host.apply(content("force", false));
    assertFalse(result.changed());
    assertEquals("file already exists", result.get("msg"));
    assertTrue(host.apply(whole("force", false)).changed());
    assertFalse(host.apply(whole("force", false)).changed());
  }

  @Test
  void aFileThatIsReplacedIsBackedUp() throws IOException {
    write(dest.resolve("f"), "old\n", "rw-r--r--");
    host.apply(content("backup", true));
    try (var all = Files.list(dest)) {
      assertEquals(1, all.filter(each -> each.getFileName().toString().startsWith("f.")).count());
    }
  }

  @Test
  void whatCannotBeCopiedIsSaid() throws IOException {
    assertEquals(
        "\"%s\" cannot be copied into itself; choose a \"dest\" that is not below it."
            .formatted(source),
        failure(content("dest", source + "/x/z")));
    assertFalse(host.apply(content("dest", source.toString())).changed());
    assertEquals(
        "Source " + folder + "/none not found", failure(content("src", folder + "/none/")));
    assertEquals(
        "Destination directory " + folder + "/no does not exist",
        failure(content("dest", folder + "/no/dst")));
    assertEquals(
        "\"" + source + "/f\" exists and is not a directory.",
        failure(copy(source + "/x", "dest", source + "/f")));
    write(dest.resolve("x"), "a file", "rw-r--r--");
    assertEquals("\"" + dest + "/x\" exists and is not a directory.", failure(content()));
    Files.delete(dest.resolve("x"));
    Files.createDirectory(dest.resolve("f"));
    assertEquals("\"" + dest + "/f\" exists and is not a regular file.", failure(content()));
    Files.delete(dest.resolve("f"));
    host.run(Script.sh("mkfifo {}", source.resolve("pipe")));
    assertEquals(
        "\"%s/pipe\" is neither a file nor a directory nor a link; it cannot be copied."
            .formatted(source),
        failure(content()));
  }

  @Test
  void whatChangedSinceIsNotCopied() throws IOException {
    Files.createDirectories(dest);
    var plan = host.plan(content());
    Files.writeString(source.resolve("f"), "other\n");
    var last = host.perform(plan).getLast();
    assertFalse(last.isSuccess());
    assertTrue(last.stderr().contains("is not what it was"), last.stderr());
    assertTrue(Files.notExists(dest.resolve("f")));

    plan = host.plan(content());
    Files.writeString(dest.resolve("f"), "theirs\n");
    assertTrue(host.perform(plan).getLast().stderr().contains("run this again"));
    assertEquals("theirs\n", Files.readString(dest.resolve("f")));
  }

  private void links() throws IOException {
    Files.createSymbolicLink(source.resolve("lf"), Path.of("f"));
    Files.createSymbolicLink(source.resolve("lx"), Path.of("x"));
  }

  private static void write(Path file, String text, String mode) throws IOException {
    Files.createDirectories(file.getParent());
    permit(Files.writeString(file, text), mode);
  }

  private static void permit(Path file, String mode) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
  }

  private String permissions(String name) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(dest.resolve(name)));
  }

  private String failure(Copy copy) {
    return assertThrows(ModuleFailure.class, () -> host.plan(copy)).getMessage();
  }

  private Copy whole(Object... more) {
    return copy(source.toString(), more);
  }

  @Test
  void aFileHasToHaveTheChecksumThatIsAskedFor() throws IOException {
    Path file = Files.writeString(source.resolveSibling("single"), "hello\n");
    String sha1 = "f572d396fae9206628714fb2ce00f72e94f2258f";
    ModuleFailure failure =
        assertThrows(
            ModuleFailure.class,
            () -> host.plan(copy(file.toString(), "checksum", "0".repeat(40))));
    assertTrue(
        failure.getMessage().startsWith("The source's checksum is " + sha1), failure::toString);
    assertTrue(host.apply(copy(file.toString(), "checksum", sha1)).changed());
  }

  private Copy content(Object... more) {
    return copy(source + "/", more);
  }

  /** Later arguments take the place of earlier ones. */
  private Copy copy(String src, Object... more) {
    Map<Object, Object> all = new LinkedHashMap<>();
    all.put("remote_src", true);
    all.put("src", src);
    all.put("dest", dest.toString());
    for (int at = 0; at < more.length; at += 2) {
      all.put(more[at], more[at + 1]);
    }
    return task(
        Copy.class,
        all.entrySet().stream()
            .flatMap(each -> Stream.of(each.getKey(), each.getValue()))
            .toArray());
  }
}
