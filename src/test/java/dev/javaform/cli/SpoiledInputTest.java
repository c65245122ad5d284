package dev.javaform.cli;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.javaform.source.Diagnostic;
import dev.javaform.source.Mark;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files that were spoiled on their way: whatever stands in them, they are taken, or every error has
 * its place in a file; never a defect of the program.
 *
 * <p>The files are the project's own playbook with its roles, templates and inventory, and a small
 * site in which everything occurs. {@code -Djavaform.mutations=100000} makes more of them, {@code
 * -Djavaform.seed=7} others.
 */
@Tag("faults")
class SpoiledInputTest {
  private static final int ROUNDS = Integer.getInteger("javaform.mutations", 800);
  private static final long SEED = Long.getLong("javaform.seed", 20_260_101);

  /** Errors about what is no place in a file: that it is missing, or cannot be read. */
  private static final Set<String> PLACELESS =
      Set.of("Unreadable file", "Inventory not found", "No hosts");

  @TempDir private Path folder;
  private final Mutations mutations = new Mutations(SEED);

  @BeforeEach
  void copy() throws IOException {
    for (String part : List.of("playbooks", "roles", "inventory")) {
      try (Stream<Path> files = Files.walk(Path.of(part))) {
        for (Path file : files.toList()) {
          Files.copy(file, folder.resolve(file.toString()));
        }
      }
    }
  }

  @Test
  @Timeout(3600)
  void theProjectsOwnFiles() throws IOException {
    spoil(
        files(folder),
        () -> new Opening(folder.resolve("playbooks/gaming-host.yml"), folder.resolve("inventory")),
        ROUNDS / 4);
  }

  @Test
  @Timeout(3600)
  void aSiteInWhichEverythingOccurs() throws IOException {
    Path site = EverythingSite.write(folder.resolve("site"));
    Opening yaml = new Opening(site.resolve("site.yml"), site.resolve("hosts.yml"));
    Opening ini = new Opening(site.resolve("site.yml"), site.resolve("hosts"));
    spoil(files(site), () -> mutations.one(List.of(yaml, ini)), ROUNDS);
  }

  private interface Openings {
    Opening next();
  }

  private void spoil(List<Path> files, Openings openings, int rounds) throws IOException {
    for (int round = 1; round <= rounds; round++) {
      Path file = mutations.one(files);
      byte[] before = Files.readAllBytes(file);
      byte[] spoiled = mutations.of(before);
      Files.write(file, spoiled);
      String what = "round %d of seed %d: %s\n%s".formatted(round, SEED, file, shown(spoiled));
      check(openings.next(), what);
      Files.write(file, before);
    }
  }

  private void check(Opening opening, String what) {
    List<Diagnostic> found;
    try {
      found = opening.found();
    } catch (RuntimeException | StackOverflowError e) {
      throw new AssertionError("a defect in " + what, e);
    }
    for (Diagnostic each : found) {
      assertTrue(isPlaced(each), () -> "no place: " + each + "\n" + what);
    }
    String told = Opening.told(found);
    assertFalse(
        told.matches("(?s).*(?:Exception|java\\.|dev\\.javaform|org\\.).*"), () -> told + what);
    assertTrue(told.length() < 300_000, () -> told.length() + " characters: " + what);
    assertFalse(told.contains("\u001b"), () -> told + what);
  }

  private static boolean isPlaced(Diagnostic found) {
    return found.mark().isEmpty()
        ? !found.isError() || PLACELESS.contains(found.summary())
        : found.mark().filter(SpoiledInputTest::isInside).isPresent();
  }

  /** What no_log hides has a place in a file whose lines are not told; a folder has no lines. */
  private static boolean isInside(Mark mark) {
    if (mark.source().name().endsWith("/")) {
      return mark.line() == 0;
    }
    return mark.line() >= 1
        && mark.column() >= 1
        && (mark.source().lines().isEmpty() || mark.line() <= mark.source().lines().size() + 1);
  }

  private static List<Path> files(Path top) throws IOException {
    try (Stream<Path> files = Files.walk(top)) {
      return new ArrayList<>(files.filter(Files::isRegularFile).sorted().toList());
    }
  }

  private static String shown(byte[] spoiled) {
    String text = new String(spoiled, StandardCharsets.UTF_8);
    return text.substring(0, Math.min(3_000, text.length()));
  }
}
