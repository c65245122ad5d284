package dev.javaform.modules.linux;

import static dev.javaform.modules.linux.Tasks.task;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.javaform.binding.ArgumentException;
import dev.javaform.module.Content;
import dev.javaform.module.ModuleFailure;
import dev.javaform.module.Script;
import dev.javaform.modules.linux.commands.Command;
import dev.javaform.modules.linux.commands.Shell;
import dev.javaform.modules.linux.files.Copy;
import dev.javaform.modules.linux.files.File;
import dev.javaform.modules.linux.files.FileState;
import dev.javaform.modules.linux.files.FileState.Data;
import dev.javaform.modules.linux.files.FileState.Kind;
import dev.javaform.modules.linux.files.FileState.Node;
import dev.javaform.modules.linux.files.Slurp;
import dev.javaform.modules.linux.files.Stat;
import dev.javaform.modules.linux.text.Blockinfile;
import dev.javaform.modules.linux.text.Lineinfile;
import dev.javaform.modules.linux.text.Replace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The file modules against the machine the tests run on, through every shell it has. */
@ParameterizedClass
@MethodSource("dev.javaform.modules.linux.LocalHost#all")
record OnRealHostTest(LocalHost host) {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain",
        "with blank",
        "quote'",
        "$NOT_SET",
        "new\nline",
        "ümläut",
        "a\\b",
        "-n",
        "x*"
      })
  void seesAFileOfAnyName(String name, @TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve(name), "one\ntwo");
    permit(file, "rw-r-----");
    FileState seen = host.ask(FileState.probe(file.toString()));
    assertEquals(file.toString(), seen.path());
    Node node = seen.node().orElseThrow();
    assertEquals("0640", node.mode());
    assertEquals("one\ntwo", node.data().flatMap(Data::text).orElseThrow());
  }

  @Test
  void seesBytesThatAreNoText(@TempDir Path folder) throws IOException {
    byte[] bytes = new byte[70_000];
    new Random(1).nextBytes(bytes);
    Path file = Files.write(folder.resolve("f"), bytes);
    FileState seen = host.ask(FileState.probe(file.toString()));
    assertEquals(Content.of(bytes).digest(), seen.digest());
    assertFalse(seen.node().flatMap(Node::data).flatMap(Data::text).isPresent());
  }

  @Test
  void knowsLargeFilesByTheirDigest(@TempDir Path folder) throws IOException {
    byte[] bytes = new byte[300_000];
    Path file = Files.write(folder.resolve("f"), bytes);
    FileState seen = host.ask(FileState.probe(file.toString()));
    assertEquals(Content.of(bytes).digest(), seen.digest());
    assertTrue(seen.node().flatMap(Node::data).flatMap(Data::bytes).isEmpty());
  }

  @Test
  void seesWhereNothingIs(@TempDir Path folder) {
    FileState bare = host.ask(FileState.probe(folder + "/none"));
    assertFalse(bare.exists());
    assertTrue(bare.place().parent());
    assertFalse(host.ask(FileState.probe(folder + "/none/none")).place().parent());
  }

  @Test
  void seesLinks(@TempDir Path folder) throws IOException {
    Path target = Files.writeString(folder.resolve("target"), "x");
    Files.createSymbolicLink(folder.resolve("good"), target);
    Files.createSymbolicLink(folder.resolve("dangling"), Path.of("nowhere\n"));
    FileState good = host.ask(FileState.probe(folder + "/good"));
    assertEquals(target.toString(), good.realPath());
    assertTrue(good.is(Kind.FILE));
    FileState dangling = host.ask(FileState.probe(folder + "/dangling"));
    assertEquals("nowhere\n", dangling.link().orElseThrow().target());
    assertFalse(dangling.exists());
  }

  @Test
  void findsTheHomeDirectory() {
    FileState home = host.ask(FileState.probe("~"));
    assertEquals(host.run(Script.sh("cd; pwd")).stdout().strip(), home.path());
    assertEquals(home.path(), host.ask(FileState.probe("$HOME")).path());
  }

  @Test
  @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void aVariableOfTheHostMayStandForARelativePath() {
    FileState seen = host.ask(FileState.probe("$LC_ALL")); // the probe itself sets it: C
    assertEquals("./C", seen.path());
    assertFalse(seen.exists());
  }

  @Test
  void copiesAText(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("motd");
    var result =
        host.apply(task(Copy.class, "content", "hello\n", "dest", file.toString(), "mode", "0600"));
    assertTrue(result.changed());
    assertEquals("hello\n", Files.readString(file));
    assertEquals("0600", result.get("mode"));
    assertEquals("f572d396fae9206628714fb2ce00f72e94f2258f", result.get("checksum"));
  }

  @Test
  void changesOnlyTheMode(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("motd"), "hello\n");
    permit(file, "rw-------");
    var result =
        host.apply(
            task(Copy.class, "content", "hello\n", "dest", file.toString(), "mode", "u=rw,go=r"));
    assertEquals(1, result.plan().steps().size());
    assertEquals("rw-r--r--", permissions(file));
  }

  @Test
  void keepsABackup(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("motd"), "old\n");
    var result =
        host.apply(task(Copy.class, "content", "new\n", "dest", file.toString(), "backup", true));
    Path backup = Path.of((String) result.get("backup_file"));
    assertEquals("old\n", Files.readString(backup));
    assertTrue(
        backup.toString().matches(".*/motd\\.\\d+\\.\\d{4}-\\d\\d-\\d\\d@\\d\\d:\\d\\d:\\d\\d~"));
  }

  @Test
  void copiesIntoADirectory(@TempDir Path files, @TempDir Path folder) throws IOException {
    Path source = Files.writeString(files.resolve("x.conf"), "a");
    host.apply(task(Copy.class, "src", source.toString(), "dest", folder.toString()));
    assertEquals("a", Files.readString(folder.resolve("x.conf")));
    Files.writeString(source, "b");
    host.apply(
        task(
            Copy.class,
            "src",
            source.toString(),
            "dest",
            folder + "/new/deep/",
            "directory_mode",
            "0700"));
    assertEquals("b", Files.readString(folder.resolve("new/deep/x.conf")));
    assertEquals("rwx------", permissions(folder.resolve("new")));
  }

  @Test
  void refusesAMissingDirectory(@TempDir Path folder) {
    var copy = task(Copy.class, "content", "x", "dest", folder + "/none/x");
    assertEquals(
        "Destination directory " + folder + "/none does not exist",
        assertThrows(ModuleFailure.class, () -> host.plan(copy)).getMessage());
  }

  @Test
  void writesThroughALinkOnlyWhenAsked(@TempDir Path folder) throws IOException {
    Path target = Files.writeString(folder.resolve("target"), "old");
    Path link = Files.createSymbolicLink(folder.resolve("link"), target);
    host.apply(task(Copy.class, "content", "new", "dest", link.toString(), "follow", true));
    assertEquals("new", Files.readString(target));
    host.apply(task(Copy.class, "content", "mine", "dest", link.toString()));
    assertFalse(Files.isSymbolicLink(link));
    assertEquals("new", Files.readString(target));
  }

  @Test
  void copiesATree(@TempDir Path files, @TempDir Path folder) throws IOException {
    Path tree = files.resolve("tree");
    Files.createDirectories(tree.resolve("sub"));
    Files.createDirectories(tree.resolve("empty"));
    Files.writeString(tree.resolve("a"), "1");
    Files.writeString(tree.resolve("sub/b"), "2");
    Copy copy = task(Copy.class, "src", tree.toString(), "dest", folder.toString());
    host.apply(copy);
    assertEquals("2", Files.readString(folder.resolve("tree/sub/b")));
    assertTrue(Files.isDirectory(folder.resolve("tree/empty")));
    Files.writeString(folder.resolve("tree/a"), "other");
    assertEquals(1, host.apply(copy).plan().steps().size());
  }

  @Test
  void copiesWithinTheHost(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("a"), "1");
    permit(file, "rwx------");
    host.apply(
        task(
            Copy.class,
            "src",
            file.toString(),
            "remote_src",
            true,
            "dest",
            folder + "/b",
            "mode",
            "preserve"));
    assertEquals("rwx------", permissions(folder.resolve("b")));
  }

  @Test
  void copiesWithinTheHostIntoADirectoryThatIsMissing(@TempDir Path folder) throws IOException {
    String source = Files.writeString(folder.resolve("a"), "1".repeat(1_000_000)).toString();
    host.apply(task(Copy.class, "src", source, "remote_src", true, "dest", folder + "/b/c/"));
    assertEquals(1_000_000, Files.size(folder.resolve("b/c/a")));
    var over = task(Copy.class, "src", source, "remote_src", true, "dest", folder + "/b/c/a/");
    assertEquals(
        "The directory %1$s/b/c/a cannot be made: %1$s/b/c/a is not a directory.".formatted(folder),
        assertThrows(ModuleFailure.class, () -> host.plan(over)).getMessage());
    Files.createDirectories(folder.resolve("d/a"));
    var directory = task(Copy.class, "src", source, "remote_src", true, "dest", folder + "/d");
    assertThrows(ModuleFailure.class, () -> host.plan(directory));
  }

  @Test
  void refusesToCopyLinksOfATree(@TempDir Path tree) {
    assertThrows(
        ArgumentException.class,
        () -> task(Copy.class, "src", tree.toString(), "dest", "/d", "local_follow", false));
  }

  @Test
  void runsAProgramWithoutAShell() {
    var result = host.apply(task(Command.class, "cmd", "printf '%s|' \"a b\" *  $NOT_SET"));
    assertEquals("a b|*|$NOT_SET|", result.get("stdout"));
    assertEquals(0L, result.get("rc"));
    assertEquals(List.of("printf", "%s|", "a b", "*", "$NOT_SET"), result.get("cmd"));
  }

  @Test
  void saysThatAProgramIsMissing() {
    var result = host.apply(task(Command.class, "cmd", "no-such-program --now"));
    assertEquals("[Errno 2] No such file or directory: b'no-such-program'", result.get("msg"));
    assertEquals(false, result.get("changed"));
    assertEquals(2L, result.get("rc"));
  }

  @Test
  void saysThatADirectoryIsMissing(@TempDir Path folder) {
    String none = folder + "/it's none";
    var result = host.apply(task(Command.class, "cmd", "true", "chdir", none));
    assertEquals("Unable to change directory before execution: " + none, result.get("msg"));
    assertEquals(2L, result.get("rc"));
  }

  @Test
  void reportsAFailingCommand(@TempDir Path folder) {
    var result =
        host.apply(
            task(
                Shell.class,
                "cmd",
                "pwd; cat; echo e >&2; exit 3",
                "chdir",
                folder.toString(),
                "stdin",
                "in"));
    assertEquals(3L, result.get("rc"));
    assertEquals(List.of(folder.toString(), "in"), result.get("stdout_lines"));
    assertEquals("e", result.get("stderr"));
    assertEquals("non-zero return code", result.get("msg"));
  }

  @Test
  void doesNotRunWhatHasBeenCreated(@TempDir Path folder) throws IOException {
    Files.createFile(folder.resolve("made here.txt"));
    String wild = folder + "/made h?re.*";
    var result = host.apply(task(Command.class, "cmd", "false", "creates", wild));
    assertFalse(result.changed());
    assertEquals("Did not run command since '" + wild + "' exists", result.get("msg"));
    assertTrue(host.apply(task(Command.class, "cmd", "true", "removes", wild)).changed());
    assertFalse(
        host.apply(task(Command.class, "cmd", "true", "removes", folder + "/none*")).changed());
  }

  @Test
  void makesDirectories(@TempDir Path folder) throws IOException {
    String deep = folder + "/a b/c";
    host.apply(task(File.class, "path", deep, "state", "directory", "mode", "0750"));
    assertEquals("rwxr-x---", permissions(folder.resolve("a b")));
    assertEquals("rwxr-x---", permissions(folder.resolve("a b/c")));
    host.apply(task(File.class, "path", deep, "state", "directory", "mode", "u=rwx,g+s,o+t"));
    assertEquals("3750", host.ask(FileState.probe(deep)).node().orElseThrow().mode());
  }

  @Test
  void setsAttributesOfAllBelow(@TempDir Path folder) throws IOException {
    Files.createDirectories(folder.resolve("a b/c\nd"));
    permit(Files.createFile(folder.resolve("a b/c\nd/e'f")), "rw-------");
    Files.createSymbolicLink(folder.resolve("a b/dangling"), Path.of("nowhere"));
    var task =
        task(
            File.class,
            "path",
            folder + "/a b",
            "state",
            "directory",
            "recurse",
            true,
            "mode",
            "u=rwX,go=rX");
    assertEquals(1, host.apply(task).plan().steps().size());
    assertEquals("rw-r--r--", permissions(folder.resolve("a b/c\nd/e'f")));
  }

  @Test
  void removes(@TempDir Path folder) throws IOException {
    Files.createDirectories(folder.resolve("d/e/f"));
    Files.createSymbolicLink(folder.resolve("link"), folder.resolve("d"));
    host.apply(task(File.class, "path", folder + "/link", "state", "absent"));
    assertTrue(Files.isDirectory(folder.resolve("d/e")));
    host.apply(task(File.class, "path", folder + "/d", "state", "absent"));
    assertFalse(Files.exists(folder.resolve("d")));
    assertFalse(host.apply(task(File.class, "path", folder + "/d", "state", "absent")).changed());
  }

  @Test
  void makesLinks(@TempDir Path folder) throws IOException {
    Files.createDirectory(folder.resolve("one"));
    Files.createDirectory(folder.resolve("two"));
    String link = folder + "/link";
    host.apply(task(File.class, "path", link, "src", folder + "/one", "state", "link"));
    host.apply(task(File.class, "path", link, "src", "two", "state", "link"));
    assertEquals(Path.of("two"), Files.readSymbolicLink(Path.of(link)));
    host.apply(task(File.class, "path", link, "src", "-none", "state", "link", "force", true));
    assertEquals(Path.of("-none"), Files.readSymbolicLink(Path.of(link)));
    var missing = task(File.class, "path", link, "src", "none", "state", "link");
    assertThrows(ModuleFailure.class, () -> host.plan(missing));
    host.apply(
        task(File.class, "path", folder + "/one", "src", "two", "state", "link", "force", true));
    assertTrue(Files.isSymbolicLink(folder.resolve("one")));
  }

  @Test
  void makesHardLinks(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("a"), "1");
    Files.writeString(folder.resolve("b"), "2");
    var task = task(File.class, "path", folder + "/b", "src", folder + "/a", "state", "hard");
    assertThrows(ModuleFailure.class, () -> host.plan(task));
    var forced =
        task(
            File.class,
            "path",
            folder + "/b",
            "src",
            folder + "/a",
            "state",
            "hard",
            "force",
            true,
            "mode",
            "0600");
    host.apply(forced);
    assertTrue(Files.isSameFile(folder.resolve("a"), folder.resolve("b")));
  }

  @Test
  void touches(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("f");
    host.apply(task(File.class, "path", file.toString(), "state", "touch", "mode", "0600"));
    assertEquals("rw-------", permissions(file));
    Files.setLastModifiedTime(file, java.nio.file.attribute.FileTime.fromMillis(0));
    assertTrue(host.apply(task(File.class, "path", file.toString(), "state", "touch")).changed());
    assertTrue(Files.getLastModifiedTime(file).toMillis() > 0);
    var kept =
        task(
            File.class,
            "path",
            file.toString(),
            "state",
            "touch",
            "modification_time",
            "preserve",
            "access_time",
            "preserve");
    assertFalse(host.apply(kept).changed());
  }

  @Test
  void editsLines(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("conf");
    host.apply(
        task(
            Lineinfile.class,
            "path",
            file.toString(),
            "line",
            "a=1",
            "create",
            true,
            "mode",
            "0600"));
    host.apply(
        task(
            Lineinfile.class,
            "path",
            file.toString(),
            "regexp",
            "^(?P<key>a)=",
            "line",
            "\\g<key>=2",
            "backrefs",
            true));
    assertEquals("a=2\n", Files.readString(file));
    var result =
        host.apply(task(Lineinfile.class, "path", file.toString(), "line", "b", "backup", true));
    assertEquals("a=2\n", Files.readString(Path.of((String) result.get("backup"))));
    assertEquals("rw-------", permissions(file));
    host.apply(
        task(Blockinfile.class, "path", file.toString(), "block", "x\ny", "insertafter", "^a"));
    assertEquals(
        "a=2\n# BEGIN ANSIBLE MANAGED BLOCK\nx\ny\n# END ANSIBLE MANAGED BLOCK\nb\n",
        Files.readString(file));
    host.apply(
        task(Replace.class, "path", file.toString(), "regexp", "^([xy])$", "replace", "<\\1>"));
    assertEquals(
        "a=2\n# BEGIN ANSIBLE MANAGED BLOCK\n<x>\n<y>\n# END ANSIBLE MANAGED BLOCK\nb\n",
        Files.readString(file));
  }

  @Test
  void editsFilesThatAreNotUtf8(@TempDir Path folder) throws IOException {
    Path file = Files.write(folder.resolve("f"), new byte[] {(byte) 0xe4, '\n'});
    host.apply(task(Lineinfile.class, "path", file.toString(), "line", "ö"));
    assertEquals(5, Files.size(file));
  }

  @Test
  void replacesInFilesThatAreNotInTheirEncoding(@TempDir Path folder) throws IOException {
    byte[] latin = "a\u00e4\u00dca\n".getBytes(StandardCharsets.ISO_8859_1);
    Path file = Files.write(folder.resolve("f"), latin);
    host.apply(task(Replace.class, "path", file.toString(), "regexp", "a", "replace", "\u20ac"));
    assertArrayEquals(
        "\u00e2\u0082\u00ac\u00e4\u00dc\u00e2\u0082\u00ac\n".getBytes(StandardCharsets.ISO_8859_1),
        Files.readAllBytes(file));
    host.apply(
        task(
            Replace.class,
            "path",
            file.toString(),
            "regexp",
            "\u00dc",
            "replace",
            "U",
            "encoding",
            "latin-1"));
    assertEquals(9, Files.size(file));
  }

  @Test
  void editsLargeFiles(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("f"), "line\n".repeat(200_000));
    host.apply(task(Lineinfile.class, "path", file.toString(), "line", "last"));
    assertEquals(1_000_005, Files.size(file));
  }

  @Test
  void slurps(@TempDir Path folder) throws IOException {
    Path file = Files.write(folder.resolve("f"), new byte[] {0, (byte) 0xff, '\n'});
    assertEquals("AP8K", host.apply(task(Slurp.class, "src", file.toString())).get("content"));
    var missing = task(Slurp.class, "src", folder + "/none");
    assertEquals(
        "file not found: " + folder + "/none",
        assertThrows(ModuleFailure.class, () -> host.plan(missing)).getMessage());
  }

  @Test
  void tellsWhatItKnowsOfAFile(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("f"), "hello\n");
    permit(file, "rwxr-x---");
    Path link = Files.createSymbolicLink(folder.resolve("l"), Path.of("f"));
    var stat = stat(file, "checksum_algorithm", "sha256");
    assertEquals("0750", stat.get("mode"));
    assertEquals(6L, stat.get("size"));
    assertEquals(true, stat.get("xgrp"));
    assertEquals(false, stat.get("roth"));
    assertEquals(
        "5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03", stat.get("checksum"));
    assertEquals("f", stat(link).get("lnk_target"));
    assertEquals(file.toString(), stat(link).get("lnk_source"));
    assertEquals(true, stat(link, "follow", true).get("isreg"));
    assertEquals(List.of(), stat(link).get("attributes"));
    assertFalse(stat(link, "get_attributes", false).containsKey("attributes"));
    assertEquals(java.util.Map.of("exists", false), stat(folder.resolve("none")));
  }

  private java.util.Map<?, ?> stat(Path path, Object... more) {
    Object[] arguments =
        com.google.common.collect.ObjectArrays.concat(
            new Object[] {"path", path.toString()}, more, Object.class);
    return (java.util.Map<?, ?>) host.apply(task(Stat.class, arguments)).get("stat");
  }

  private static void permit(Path file, String permissions) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }

  private static String permissions(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
