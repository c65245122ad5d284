package dev.javaform.remote.shell;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.javaform.module.Attributes;
import dev.javaform.module.Content;
import dev.javaform.module.Digest;
import dev.javaform.module.Output;
import dev.javaform.module.Script;
import dev.javaform.module.Step;
import dev.javaform.remote.Become;
import dev.javaform.remote.Connection;
import dev.javaform.remote.Targets;
import dev.javaform.remote.local.LocalConnector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files put in place by every shell, on this machine. */
@Tag("faults")
@Timeout(60)
class PutTest {

  @Nested
  class Dash extends Shell {
    Dash() {
      super("/bin/dash");
    }
  }

  @Nested
  class Bash extends Shell {
    Bash() {
      super("/bin/bash");
    }
  }

  @Nested
  class Busybox extends Shell {
    Busybox() {
      super("/bin/busybox");
    }
  }

  abstract static class Shell {
    private final Path binary;
    @TempDir private Path folder;
    @TempDir private Path tools;
    private Path file;
    private Connection connection;

    Shell(String binary) {
      this.binary = Path.of(binary);
    }

    @BeforeEach
    void open() throws Exception {
      Assumptions.assumeTrue(Files.isExecutable(binary), "no " + binary);
      boolean busybox = binary.endsWith("busybox");
      Path shell = tools.resolve("sh");
      Files.writeString(shell, "#!/bin/sh\nexec " + binary + (busybox ? " sh" : "") + " \"$@\"\n");
      assertTrue(shell.toFile().setExecutable(true));
      file = folder.resolve("it's a \"file\"");
      connection = new LocalConnector().connect(Targets.local(shell.toString()));
    }

    @AfterEach
    void close() {
      if (connection != null) {
        connection.close();
      }
    }

    @Test
    void createsAFileAsTheUmaskSays() throws Exception {
      assertEquals("", put(file, "text\n", Digest.ABSENT).stderr());
      assertEquals("text\n", Files.readString(file));
      assertEquals("rw-r--r--", mode(file));
      assertNothingElse();
    }

    @Test
    void createsAnEmptyFile() throws Exception {
      put(file, "", Digest.ABSENT);
      assertEquals(0, Files.size(file));
    }

    @Test
    void givesTheModeThatIsAskedFor() throws Exception {
      Step.Put put = step(file, Content.of("x"), Attributes.mode("0600"), Digest.ABSENT, "");
      assertEquals(0, perform(put).status());
      assertEquals("rw-------", mode(file));
    }

    @Test
    void keepsTheModeOfWhatItReplaces() throws Exception {
      Files.writeString(file, "old");
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-x--x"));
      assertEquals("", put(file, "new", Content.of("old").digest()).stderr());
      assertEquals("new", Files.readString(file));
      assertEquals("rwxr-x--x", mode(file));
      assertNothingElse();
    }

    @Test
    void keepsAndGivesOwners() throws Exception {
      Assumptions.assumeTrue("root".equals(System.getProperty("user.name")), "not root");
      Files.writeString(file, "old");
      Files.setAttribute(file, "unix:uid", 12345);
      Files.setAttribute(file, "unix:gid", 23456);
      assertEquals("", put(file, "new", Content.of("old").digest()).stderr());
      assertEquals(12345, Files.getAttribute(file, "unix:uid"));
      assertEquals(23456, Files.getAttribute(file, "unix:gid"));
      Attributes daemon =
          new Attributes(Optional.of("daemon"), Optional.of("23457"), Optional.empty());
      perform(step(file, Content.of("newer"), daemon, Content.of("new").digest(), ""));
      assertEquals("daemon", Files.getOwner(file).getName());
      assertEquals(23457, Files.getAttribute(file, "unix:gid"));
    }

    @Test
    void failsForAnOwnerWhoDoesNotExist() throws Exception {
      Attributes nobody =
          new Attributes(Optional.of("no-such-user"), Optional.empty(), Optional.empty());
      Output output = perform(step(file, Content.of("x"), nobody, Digest.ABSENT, ""));
      assertEquals(1, output.status());
      assertTrue(output.stderr().contains("no-such-user"), output.stderr());
      assertEmpty();
    }

    @Test
    void followsLinks() throws Exception {
      Path real = Files.createDirectory(folder.resolve("real")).resolve("target");
      Files.writeString(real, "old");
      Files.createSymbolicLink(folder.resolve("relative"), Path.of("real/target"));
      Files.createSymbolicLink(file, folder.resolve("relative"));
      assertEquals("", put(file, "new", Content.of("old").digest()).stderr());
      assertEquals("new", Files.readString(real));
      assertTrue(Files.isSymbolicLink(file));
    }

    @Test
    void followsALinkToNothing() throws Exception {
      Files.createSymbolicLink(file, Path.of("later"));
      assertEquals("", put(file, "new", Digest.ABSENT).stderr());
      assertEquals("new", Files.readString(folder.resolve("later")));
    }

    @Test
    void givesUpOnLinksInACircle() throws Exception {
      Files.createSymbolicLink(file, file);
      Output output = put(file, "x", Digest.ABSENT);
      assertTrue(output.stderr().contains("too many levels of symbolic links"), output.stderr());
    }

    @Test
    void leavesAloneWhatHasChanged() throws Exception {
      Files.writeString(file, "somebody else's");
      Output output = put(file, "new", Content.of("old").digest());
      assertEquals(1, output.status());
      assertTrue(output.stderr().contains("has changed since it was looked at"), output.stderr());
      assertEquals("somebody else's", Files.readString(file));
      assertNothingElse();
    }

    @Test
    void leavesAloneWhatHasAppearedOrDisappeared() throws Exception {
      Output gone = put(file, "new", Content.of("old").digest());
      assertTrue(gone.stderr().contains("has disappeared since"), gone.stderr());
      assertEmpty();
      Files.writeString(file, "x");
      Output here = put(file, "new", Digest.ABSENT);
      assertTrue(here.stderr().contains("has appeared since"), here.stderr());
      assertEquals("x", Files.readString(file));
    }

    @Test
    void refusesWhatIsNoFile() throws Exception {
      Output output = put(Files.createDirectory(file), "new", Digest.ABSENT);
      assertTrue(output.stderr().contains("is not a regular file"), output.stderr());
      Output device = put(Path.of("/dev/null"), "new", Digest.ABSENT);
      assertTrue(device.stderr().contains("is not a regular file"), device.stderr());
    }

    @Test
    void saysThatTheDirectoryIsMissing() throws Exception {
      Output output = put(folder.resolve("no/where"), "new", Digest.ABSENT);
      assertEquals(1, output.status());
      assertTrue(output.stderr().contains("/no/ does not exist"), output.stderr());
    }

    @Test
    void asksTheValidator() throws Exception {
      Path plain = folder.resolve("plain");
      Step.Put good =
          step(plain, Content.of("good\n"), Attributes.KEEP, Digest.ABSENT, "grep good %s");
      assertEquals(0, perform(good).status());
      Digest seen = Content.of("good\n").digest();
      for (String validate : List.of("grep good %s", "grep good '%s'")) {
        Step.Put bad = step(plain, Content.of("bad\n"), Attributes.KEEP, seen, validate);
        Output output = perform(bad);
        assertEquals(1, output.status());
        assertTrue(output.stderr().contains("is not valid"), output.stderr());
      }
      assertEquals("good\n", Files.readString(plain));
    }

    @Test
    void asksTheValidatorAboutAnOddName() throws Exception {
      Path odd = Files.createDirectory(folder.resolve("a b")).resolve("x");
      Step.Put good =
          step(odd, Content.of("good\n"), Attributes.KEEP, Digest.ABSENT, "grep good %s");
      Output output = perform(good);
      assertEquals("", output.stderr());
    }

    @Test
    void reportsAFullDisk() throws Exception {
      for (int size : new int[] {50_000, 500_000}) {
        Output output = perform(full(size));
        assertTrue(output.status() != 0);
        assertTrue(output.stderr().contains("could not be written"), output.stderr());
        assertEmpty();
      }
    }

    /** A file size limit stands for a disk with no space left: the write fails in the middle. */
    private Step.Put full(int size) throws Exception {
      Path shell = tools.resolve("sh");
      String text = Files.readString(shell);
      if (!text.contains("ulimit")) {
        connection.close();
        String limited = "trap '' XFSZ; ulimit -f 16; exec";
        Files.writeString(shell, text.replaceFirst("exec", limited));
        connection = new LocalConnector().connect(Targets.local(shell.toString()));
      }
      return step(file, Content.of(new byte[size]), Attributes.KEEP, Digest.ABSENT, "");
    }

    @Test
    void reportsAReadOnlyFolder() throws Exception {
      Output output = put(Path.of("/proc/javaform"), "x", Digest.ABSENT);
      assertEquals(1, output.status());
      assertTrue(output.stderr().contains("mktemp"), output.stderr());
    }

    @Test
    void carriesLargeFilesOutsideOfTheExchange() throws Exception {
      byte[] bytes = new byte[3_000_000];
      new Random(3).nextBytes(bytes);
      Files.writeString(file, "old");
      Digest seen = Content.of("old").digest();
      Step.Put large = step(file, Content.of(bytes), Attributes.mode("0640"), seen, "");
      Output output = perform(large);
      assertEquals("", output.stderr());
      assertArrayEquals(bytes, Files.readAllBytes(file));
      assertEquals("rw-r-----", mode(file));
      assertNothingElse();
      assertEquals(1, perform(large).status());
      assertNothingElse();
    }

    @Test
    void keepsAnUploadThatIsThereBeforeItsWatcherHasBegun() throws Exception {
      Path content = Files.write(tools.resolve("content"), new byte[100_000]);
      for (int turn = 1; turn <= 60; turn++) {
        Path target = folder.resolve("file" + turn);
        Step.Put put = step(target, Content.of(content), Attributes.KEEP, Digest.ABSENT, "");
        assertEquals(0, stage(put, content));
        assertEquals(turn, staged(content));
      }
    }

    private int stage(Step.Put put, Path content) throws Exception {
      String shell = tools.resolve("sh").toString();
      return new ProcessBuilder(shell, "-c", Put.staging(put, "token"))
          .redirectInput(content.toFile())
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    }

    /** How many files are stored beside their targets, whole. */
    private long staged(Path content) throws IOException {
      try (Stream<Path> all = Files.walk(folder)) {
        return all.filter(each -> each.endsWith("new"))
            .filter(each -> each.toFile().length() == content.toFile().length())
            .count();
      }
    }

    @Test
    void carriesABinaryFileInsideTheExchange() throws Exception {
      byte[] bytes = new byte[Put.SMALL];
      new Random(4).nextBytes(bytes);
      assertEquals(
          0, perform(step(file, Content.of(bytes), Attributes.KEEP, Digest.ABSENT, "")).status());
      assertArrayEquals(bytes, Files.readAllBytes(file));
    }

    @Test
    void stopsBeforeALargeFileWhereAStepFails() throws Exception {
      Step.Put large =
          step(file, Content.of(new byte[100_000]), Attributes.KEEP, Digest.ABSENT, "");
      Step.Run fails = new Step.Run("fail", Script.sh("exit 9"));
      List<Output> performed = session(List.of(fails, large));
      assertEquals(1, performed.size());
      assertEmpty();
    }

    @Test
    void writesWhatCannotBeReplacedOnlyWhereItMay() throws Exception {
      openWithMount();
      Digest old = Content.of("old").digest();
      Step.Put safe = step(file, Content.of("new"), Attributes.KEEP, old, "");
      Output refused = perform(safe);
      assertEquals(1, refused.status());
      assertTrue(refused.stderr().contains("busy"), refused.stderr());
      assertEquals("old", Files.readString(file));
      assertEquals(0, perform(unsafe(safe)).status());
      assertEquals("new", Files.readString(file));
      assertNothingElse();
    }

    @Test
    void givesAttributesToWhatItWritesInPlace() throws Exception {
      openWithMount();
      Step.Put put =
          step(
              file,
              Content.of("a".repeat(100_000)),
              Attributes.mode("0604"),
              Content.of("old").digest(),
              "grep -q aaa %s");
      assertEquals("", perform(unsafe(put)).stdout());
      assertEquals(100_000, Files.size(file));
      assertEquals("rw----r--", mode(file));
      assertNothingElse();
    }

    /** A session whose shell sees the file as a mount point, which no other file can replace. */
    private void openWithMount() throws Exception {
      Files.writeString(file, "old");
      Path inner = Files.move(tools.resolve("sh"), tools.resolve("inner"));
      Files.writeString(
          tools.resolve("sh"),
          """
          #!/bin/sh
          exec unshare -rm sh -c 'f=$1; shift; mount --bind "$f" "$f" && exec "$0" "$@"' %s "%s" "$@"
          """
              .formatted(inner, file.toString().replace("\"", "\\\"")));
      assertTrue(tools.resolve("sh").toFile().setExecutable(true));
      boolean mounts =
          new ProcessBuilder("unshare", "-rm", "true").inheritIO().start().waitFor() == 0;
      Assumptions.assumeTrue(mounts, "no mounts of one's own (unshare -rm)");
      connection.close();
      connection = new LocalConnector().connect(Targets.local(tools + "/sh"));
    }

    private static Step.Put unsafe(Step.Put put) {
      return new Step.Put(
          put.purpose(),
          put.path(),
          put.content(),
          put.attributes(),
          put.replaces(),
          put.validate(),
          true);
    }

    private Output put(Path path, String text, Digest seen) throws Exception {
      return perform(step(path, Content.of(text), Attributes.KEEP, seen, ""));
    }

    private static Step.Put step(
        Path path, Content content, Attributes attributes, Digest seen, String validate) {
      return new Step.Put(
          "put",
          path.toString(),
          content,
          attributes,
          seen,
          Optional.of(validate).filter(text -> !text.isEmpty()));
    }

    private Output perform(Step.Put put) throws Exception {
      return session(List.of(put)).getLast();
    }

    private List<Output> session(List<Step.OnHost> steps) throws Exception {
      return connection.session(Become.NO).exchange(steps, List.of(), Map.of()).performed();
    }

    private static String mode(Path path) throws Exception {
      return PosixFilePermissions.toString(
          Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS));
    }

    private void assertEmpty() {
      assertEquals("[]", Arrays.toString(folder.toFile().list()));
    }

    private void assertNothingElse() {
      assertEquals("[" + file.getFileName() + "]", Arrays.toString(folder.toFile().list()));
    }
  }
}
