package dev.javaform.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.javaform.lab.LoopbackSshd;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two controllers edit one file of one host at the same time. */
@Tag("faults")
class TwoControllersTest {
  private static final int EDITS = 40;
  private static final Pattern CHANGED =
      Pattern.compile("(?m)^changed: \\[host] => \\(item=(\\d+)");

  private static final String PLAY =
      """
      - hosts: all
        gather_facts: false
        tasks:
          - name: edit
            lineinfile: {path: "{{ file }}", line: "{{ who }} {{ item }}", create: true}
            loop: "{{ range(40) | list }}"
            ignore_errors: true
      """;

  @TempDir private Path folder;

  @Test
  void everyEditIsInTheFileOrWasToldAsFailed() throws Exception {
    Path file = folder.resolve("shared");
    try (LoopbackSshd sshd = LoopbackSshd.start()) {
      HostLine host = HostLine.of("host", sshd).with("file", file);
      try (Running one = site("one").hosts(host.with("who", "one")).start(PLAY);
          Running other = site("other").hosts(host.with("who", "other")).start(PLAY)) {
        Set<String> lines = new HashSet<>(Files.readAllLines(agree(file, one.end(), other.end())));
        assertTrue(lines.size() >= EDITS, () -> lines.size() + " lines");
      }
    }
  }

  private Path agree(Path file, Told one, Told other) throws Exception {
    List<String> lines = Files.readAllLines(file);
    Set<String> told = told("one", one);
    told.addAll(told("other", other));
    assertEquals(told, new HashSet<>(lines), () -> one + "\n" + other);
    assertEquals(told.size(), lines.size());
    return file;
  }

  /** The lines that a controller told to have written; all others it told as failed. */
  private static Set<String> told(String who, Told told) {
    Set<String> changed = new HashSet<>();
    CHANGED.matcher(told.out()).results().forEach(item -> changed.add(who + " " + item.group(1)));
    long failed = told.out().lines().filter(line -> line.startsWith("failed: [host]")).count();
    assertEquals(EDITS, changed.size() + failed, told::toString);
    return changed;
  }

  private Site site(String name) throws Exception {
    return new Site(Files.createDirectories(folder.resolve(name)));
  }
}
