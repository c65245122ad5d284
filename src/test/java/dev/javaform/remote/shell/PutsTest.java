package dev.javaform.remote.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.javaform.module.Attributes;
import dev.javaform.module.Content;
import dev.javaform.module.Digest;
import dev.javaform.module.Output;
import dev.javaform.module.Step;
import dev.javaform.remote.Become;
import dev.javaform.remote.Connection;
import dev.javaform.remote.Targets;
import dev.javaform.remote.local.LocalConnector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many files put in place at once by every shell, on this machine. */
class PutsTest {

  private static final int MANY = 20;

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
    private Path unpacked;
    private Connection connection;
    private final List<Step.OnHost> steps = new ArrayList<>();

    Shell(String binary) {
      this.binary = Path.of(binary);
    }

    /** The shell finds a tar(1) that notes that it was called. */
    @BeforeEach
    void open() throws Exception {
      Assumptions.assumeTrue(Files.isExecutable(binary), "no " + binary);
      boolean busybox = binary.endsWith("busybox");
      unpacked = tools.resolve("unpacked");
      String real = busybox ? binary + " tar" : "/usr/bin/tar";
      program("tar", "echo >>" + unpacked + "\nexec " + real + " \"$@\"");
      program(
          "sh", "PATH=%s:$PATH\nexec %s \"$@\"".formatted(tools, binary + (busybox ? " sh" : "")));
      connection = new LocalConnector().connect(Targets.local(tools + "/sh"));
    }

    private void program(String name, String text) throws IOException {
      Path file = Files.writeString(tools.resolve(name), "#!/bin/sh\n" + text + "\n");
      assertTrue(file.toFile().setExecutable(true));
    }

    @AfterEach
    void close() {
      if (connection != null) {
        connection.close();
      }
    }

    @Test
    void makesAndReplacesInSeveralDirectories() throws Exception {
      Path deep = Files.createDirectories(folder.resolve("it's \"deep\"/-d"));
      Path old = file(deep.resolve("old"), "old", "rwxr-x--x");
      put(old, "new", Attributes.KEEP, Content.of("old").digest());
      put(deep.resolve("-x y"), "odd name", Attributes.mode("0600"), Digest.ABSENT);
      put(deep.resolve("ümlaut"), "odd letter", Attributes.mode("0755"), Digest.ABSENT);
      String longName = "n".repeat(200);
      put(deep.resolve(longName), "long", Attributes.KEEP, Digest.ABSENT);
      putMany(folder);

      assertDone();
      assertTrue(Files.exists(unpacked));
      assertEquals("new", Files.readString(old));
      assertEquals("rwxr-x--x", mode(old));
      assertEquals("odd name", Files.readString(deep.resolve("-x y")));
      assertEquals("rw-------", mode(deep.resolve("-x y")));
      assertEquals("rwxr-xr-x", mode(deep.resolve("ümlaut")));
      assertEquals("rw-r--r--", mode(deep.resolve(longName)));
      assertNothingLeft();
    }

    @Test
    void doesFewInTheExchangeItself() throws Exception {
      put(folder.resolve("one"), "1", Attributes.KEEP, Digest.ABSENT);
      assertDone();
      assertFalse(Files.exists(unpacked));
    }

    @Test
    void goesOnWithWhatComesAfter() throws Exception {
      putMany(folder);
      put(folder.resolve("large"), "x".repeat(100_000), Attributes.KEEP, Digest.ABSENT);
      put(folder.resolve("last"), "last", Attributes.KEEP, Digest.ABSENT);
      assertDone();
      assertEquals(100_000, Files.size(folder.resolve("large")));
      assertEquals("last", Files.readString(folder.resolve("last")));
    }

    @Test
    void leavesDirectoriesThatOthersMayWriteToFileByFile() throws Exception {
      Path shared = Files.createDirectory(folder.resolve("shared"));
      Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxrwxrwx"));
      putMany(shared);
      put(folder.resolve("beside"), "1", Attributes.KEEP, Digest.ABSENT);
      assertDone();
      assertFalse(Files.exists(unpacked));
      assertEquals("1", Files.readString(folder.resolve("beside")));
    }

    @Test
    void leavesLinksFileByFile() throws Exception {
      Path real = file(folder.resolve("real"), "old", "rw-r--r--");
      Files.createSymbolicLink(folder.resolve("link"), real);
      put(folder.resolve("link"), "new", Attributes.KEEP, Content.of("old").digest());
      putMany(folder);
      assertDone();
      assertFalse(Files.exists(unpacked));
      assertEquals("new", Files.readString(real));
      assertTrue(Files.isSymbolicLink(folder.resolve("link")));
    }

    @Test
    void doesWithoutTar() throws Exception {
      program("tar", "exit 127");
      putMany(folder);
      assertDone();
      assertNothingLeft();
    }

    @Test
    void leavesAloneWhatHasChanged() throws Exception {
      Path old = file(folder.resolve("old"), "somebody else's", "rw-r--r--");
      put(old, "new", Attributes.KEEP, Content.of("old").digest());
      putMany(folder);
      List<Output> performed = perform();
      assertEquals(1, performed.size());
      String said = performed.getLast().stderr();
      assertTrue(said.contains("old: has changed since it was looked at"), said);
      assertEquals("somebody else's", Files.readString(old));
      assertNothingLeft();
    }

    @Test
    void leavesAloneWhatHasAppeared() throws Exception {
      file(folder.resolve("7"), "somebody else's", "rw-r--r--");
      putMany(folder);
      String said = perform().getLast().stderr();
      assertTrue(said.contains("/7: has appeared since it was looked at"), said);
      assertEquals("somebody else's", Files.readString(folder.resolve("7")));
      assertNothingLeft();
    }

    @Test
    void saysWhoDoesNotExist() throws Exception {
      Attributes nobody =
          new Attributes(Optional.of("no-such-user"), Optional.empty(), Optional.empty());
      put(folder.resolve("a"), "1", nobody, Digest.ABSENT);
      putMany(folder);
      Output output = perform().getLast();
      assertEquals(1, output.status());
      assertTrue(output.stderr().contains("cannot give it to no-such-user"), output.stderr());
      assertNothingLeft();
    }

    private void putMany(Path where) {
      for (int i = 0; i < MANY; i++) {
        put(where.resolve("" + i), "content " + i, Attributes.mode("0644"), Digest.ABSENT);
      }
    }

    private void put(Path path, String text, Attributes attributes, Digest seen) {
      steps.add(
          new Step.Put(
              "put", path.toString(), Content.of(text), attributes, seen, Optional.empty()));
    }

    private static Path file(Path path, String text, String mode) throws IOException {
      Files.writeString(path, text);
      return Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    }

    private List<Output> perform() throws Exception {
      return connection.session(Become.NO).exchange(steps, List.of(), Map.of()).performed();
    }

    private void assertDone() throws Exception {
      List<Output> performed = perform();
      assertEquals(steps.size(), performed.size());
      for (Output output : performed) {
        assertEquals("", output.stderr());
        assertEquals(0, output.status());
      }
      for (Step.OnHost step : steps) {
        Step.Put put = (Step.Put) step;
        Path path = Path.of(put.path());
        assertEquals(put.content(), Content.of(Files.readAllBytes(path)));
      }
    }

    private void assertNothingLeft() throws IOException {
      try (Stream<Path> all = Files.walk(folder)) {
        assertEquals(
            List.of(),
            all.filter(each -> each.getFileName().toString().startsWith(".javaform")).toList());
      }
    }

    private static String mode(Path path) throws Exception {
      return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
  }
}
