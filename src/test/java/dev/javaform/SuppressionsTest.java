package dev.javaform;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the compiler or Error Prone is told to overlook has its reason beside it. */
class SuppressionsTest {

  private static final String SUPPRESSION = "@Suppress" + "Warnings(";

  @Test
  void eachHasAReasonOnItsLineOrTheOneAbove() throws IOException {
    try (var files = Files.walk(Path.of("src"))) {
      assertEquals(
          List.of(),
          files
              .filter(file -> file.toString().endsWith(".java"))
              .flatMap(SuppressionsTest::withoutReason)
              .toList());
    }
  }

  private static Stream<String> withoutReason(Path file) {
    List<String> lines = lines(file);
    return IntStream.range(0, lines.size())
        .filter(at -> lines.get(at).contains(SUPPRESSION))
        .filter(at -> !hasReason(lines, at))
        .mapToObj(at -> file + ":" + (at + 1));
  }

  private static boolean hasReason(List<String> lines, int at) {
    return lines.get(at).contains(" // ")
        || (at > 0 && lines.get(at - 1).strip().startsWith("// "));
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
