package dev.javaform.endtoend;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** README's first command: the shipped playbook audits the machine that it stands on. */
class AuditTest {
  @TempDir private static Path folder;
  private static final String SHOWN = "+++ after: /";
  private static Instant start;
  private static Told told;

  @BeforeAll
  static void audit() throws Exception {
    start = Instant.now();
    List<String> words =
        List.of("run", "playbooks/gaming-host.yml", "-i", "inventory", "--check", "--diff");
    try (Running running = new Site(folder).javaform(Path.of("").toAbsolutePath(), words)) {
      told = running.end();
    }
  }

  @Test
  void endsWell() {
    told.exits(0).finished("localhost");
  }

  @Test
  void givesAVerdict() {
    told.says("TASK [preflight : Verdict]");
  }

  @Test
  void writesNoneOfTheFilesThatItShows() throws Exception {
    for (String line : told.out().lines().filter(each -> each.startsWith(SHOWN)).toList()) {
      Path file = Path.of(line.substring(SHOWN.length() - 1));
      assertFalse(Files.exists(file) && isNew(file), line);
    }
  }

  /** Nothing can set the time of the last change back. */
  private static boolean isNew(Path file) throws IOException {
    FileTime changed = (FileTime) Files.getAttribute(file, "unix:ctime");
    return changed.toInstant().isAfter(start);
  }
}
