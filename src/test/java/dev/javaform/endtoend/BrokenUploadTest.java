package dev.javaform.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.javaform.lab.LoopbackSshd;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A connection that breaks in the middle of a large file. */
@Tag("faults")
class BrokenUploadTest {
  private static final long LARGE = 400L << 20;

  private static final String PLAY =
      """
      - hosts: all
        gather_facts: false
        tasks:
          - name: carry
            copy: {src: new, dest: "{{ place }}/file"}
      """;

  @TempDir private Path folder;

  @Test
  void leavesTheTargetAsItWasAndNothingBesides() throws Exception {
    Path place = Files.createDirectory(folder.resolve("place"));
    Files.writeString(place.resolve("file"), "old");
    try (RandomAccessFile file = new RandomAccessFile(folder.resolve("new").toFile(), "rw")) {
      file.setLength(LARGE);
    }
    try (LoopbackSshd sshd = LoopbackSshd.start()) {
      Site site = new Site(folder);
      site.hosts(HostLine.of("bad", sshd).with("place", place));
      try (Running running = site.start(PLAY)) {
        running.await("nothing arrives", () -> arriving(place) > 1 << 20);
        sshd.breakConnections();
        Told told = running.end();
        told.exits(4).lost("bad", "\"carry\"", "play.yml:4:7", "broke during an upload");
      }
      assertEquals("old", Files.readString(place.resolve("file")));
      awaitOnly(place);

      site.file("new", "new").run(PLAY).exits(0);
      assertEquals("new", Files.readString(place.resolve("file")));
      awaitOnly(place);
    }
  }

  /** How much of a file that is not the target has arrived. */
  private static long arriving(Path place) {
    try (Stream<Path> files = Files.walk(place)) {
      return files
          .filter(file -> !file.endsWith("file"))
          .mapToLong(file -> file.toFile().length())
          .sum();
    } catch (UncheckedIOException e) {
      return 0; // something went while it was counted
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** What still runs on the host has a moment to notice. */
  private static void awaitOnly(Path place) throws Exception {
    List<String> names = names(place);
    for (int turn = 0; turn < 200 && names.size() > 1; turn++) {
      Thread.sleep(50);
      names = names(place);
    }
    assertEquals(List.of("file"), names);
  }

  private static List<String> names(Path place) {
    return List.of(place.toFile().list());
  }
}
