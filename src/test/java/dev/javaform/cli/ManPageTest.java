package dev.javaform.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The manual pages that the build makes. */
class ManPageTest {

  private static final Path MAN = Path.of("/usr/bin/man");
  private static final Path GROFF = Path.of("/usr/bin/groff");

  @TempDir private Path folder;

  @BeforeEach
  void write() throws Exception {
    ManPage.write(folder);
  }

  private String page(String name) throws Exception {
    return Files.readString(folder.resolve(name));
  }

  @Test
  void everyCommandHasOne() throws Exception {
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(
          List.of(
              "javaform-completion.1",
              "javaform-doc.1",
              "javaform-facts.1",
              "javaform-init.1",
              "javaform-preflight.1",
              "javaform-run.1",
              "javaform.1"),
          files.map(file -> file.getFileName().toString()).sorted().toList());
    }
  }

  @Test
  void itHasTheSectionsOfAManualPage() throws Exception {
    assertEquals(
        List.of("NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "EXIT STATUS", "SEE ALSO"),
        sections("javaform-run.1"));
    assertEquals(
        List.of("NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "COMMANDS"), sections("javaform.1"));
    assertTrue(
        page("javaform-run.1")
            .contains(
                ".SH NAME\njavaform\\-run \\- Runs playbooks on the hosts of an inventory.\n"));
  }

  private List<String> sections(String name) throws Exception {
    return page(name)
        .lines()
        .filter(line -> line.startsWith(".SH "))
        .map(line -> line.substring(4))
        .toList();
  }

  @Test
  void itHasEveryOptionAndNothingThatRoffWouldTakeForItsOwn() throws Exception {
    String run = page("javaform-run.1");
    assertTrue(
        run.contains(".TP\n\\fB\\-u\\fR, \\fB\\-\\-user\\fR=\\fIUSER\\fR\nlog in as this user\n"),
        run);
    assertTrue(run.contains("\\fB\\-\\-[no\\-]color\\fR\n"), run);
    assertTrue(run.contains(".TP\n99\ninterrupted\n"), run);
    for (String name : List.of("javaform.1", "javaform-run.1", "javaform-completion.1")) {
      List<String> odd =
          page(name)
              .lines()
              .filter(line -> line.startsWith("'") || line.matches("\\.(?!TH|SH|TP|PP|br|nh|ad).*"))
              .toList();
      assertEquals(List.of(), odd);
    }
  }

  static Stream<String> pages() {
    return Files.isExecutable(MAN) && Files.isExecutable(GROFF)
        ? Stream.of("javaform.1", "javaform-run.1", "javaform-doc.1", "javaform-completion.1")
        : Stream.of();
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("pages")
  void manShowsItWithoutAWarning(String name) throws Exception {
    ProcessBuilder man =
        new ProcessBuilder(
            MAN.toString(), "--warnings", "-E", "UTF-8", "-l", folder.resolve(name).toString());
    man.environment().put("LC_ALL", "C.UTF-8");
    man.environment().put("MANWIDTH", "80");
    Path warnings = folder.resolve("warnings");
    Process process = man.redirectError(warnings.toFile()).start();
    String shown = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals("", Files.readString(warnings));
    assertEquals(0, process.waitFor());
    assertTrue(shown.contains("SYNOPSIS"), shown);
  }
}
