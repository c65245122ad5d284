package dev.javaform.modules.linux.files;

import static dev.javaform.module.Given.given;
import static dev.javaform.modules.linux.Tasks.task;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.javaform.binding.ArgumentException;
import dev.javaform.module.Output;
import dev.javaform.modules.linux.LocalHost;
import dev.javaform.modules.linux.LocalHost.Result;
import dev.javaform.modules.linux.files.Tempfile.Made;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TempfileTest {

  @TempDir private Path folder;

  static Stream<LocalHost> hosts() {
    return LocalHost.all();
  }

  @Test
  void showsWhereAndUnderWhatNameItWouldBe() {
    given(task(Tempfile.class, "suffix", ".txt"))
        .seeing("/tmp\n")
        .becomes(new Made("/tmp", Optional.of("/tmp/ansible.????????.txt")));
    given(task(Tempfile.class, "prefix", "x"))
        .seeing("/\n")
        .becomes(new Made("", Optional.of("/x????????")));
  }

  @ParameterizedTest
  @MethodSource("hosts")
  void makesAFileForItsOwnerAlone(LocalHost host) throws IOException {
    try (host) {
      Result made =
          host.apply(task(Tempfile.class, "path", folder.toString(), "suffix", " it's.txt"));
      Path path = Path.of((String) made.get("path"));
      String name = path.getFileName().toString();
      assertTrue(name.matches("ansible\\.[a-z0-9_]{8} it's\\.txt"), name);
      assertEquals("", Files.readString(path));
      assertEquals(
          List.of("file", "0600", 0L, Files.getAttribute(path, "unix:uid")),
          List.of(made.get("state"), made.get("mode"), made.get("size"), uid(made)));
      assertEquals(Files.getOwner(path).getName(), made.get("owner"));
    }
  }

  private static int uid(Result made) {
    return ((Long) made.get("uid")).intValue();
  }

  @ParameterizedTest
  @MethodSource("hosts")
  void makesAnotherDirectoryEachTime(LocalHost host) {
    try (host) {
      Tempfile module =
          task(
              Tempfile.class,
              "state",
              "directory",
              "path",
              folder.toString(),
              "prefix",
              "",
              "suffix",
              "-x");
      Result first = host.apply(module);
      assertEquals("0700", first.get("mode"));
      assertTrue(Files.isDirectory(Path.of((String) first.get("path"))));
      assertNotEquals(first.get("path"), host.apply(module).get("path"));
    }
  }

  @ParameterizedTest
  @MethodSource("hosts")
  void findsTheHostsOwnFolderAndMakesPathsWhole(LocalHost host) {
    try (host) {
      assertTrue(host.plan(task(Tempfile.class)).after().folder().startsWith("/"));
      String here = Path.of("").toAbsolutePath().toString();
      assertEquals(here, host.plan(task(Tempfile.class, "path", ".")).after().folder());
    }
  }

  @Test
  void saysWhereNothingCanBeMade() {
    String refusal =
        given(task(Tempfile.class, "path", "/nowhere")).refusesSeeing(Output.of(1, "", ""));
    assertEquals(
        "/nowhere is not a directory in which this user may make something; name another in \"path\".",
        refusal);
    assertTrue(
        given(task(Tempfile.class))
            .refusesSeeing(Output.of(1, "", ""))
            .contains("temporary files"));
  }

  @Test
  void refusesASuffixThatIsNoEndOfAName() {
    var refusal =
        assertThrows(ArgumentException.class, () -> task(Tempfile.class, "suffix", "a/b"));
    assertTrue(refusal.getMessage().contains("slash"), refusal.getMessage());
  }
}
