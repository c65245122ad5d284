package dev.javaform.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.javaform.lab.Tools;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The CD of the shipped playbook, made by a run and read with another's tool. */
class RecoveryDiscTest {

  @TempDir private Path folder;

  @Test
  void itHoldsTheScriptAndAnAnswerFileThatInstallsNothing() throws Exception {
    Path sevenZip = Tools.need("7z", "p7zip-full");
    Path image = folder.resolve("recovery.iso");
    String playbook =
        Files.readString(Path.of("playbooks/recovery-iso.yml"))
            .replace("become: true", "become: false")
            .replace("hosts: gaming_hosts", "hosts: one")
            .replaceAll("recovery_image: .*", "recovery_image: " + image)
            .replace("{{ playbook_dir }}/..", Path.of("").toAbsolutePath().toString());
    Playing.Told told = new Playing(folder).play(playbook);
    assertTrue(Files.exists(image), told.text());
    Process process =
        new ProcessBuilder(sevenZip.toString(), "x", "-o" + folder.resolve("cd"), image.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertEquals(0, process.waitFor(), said);
    try (Stream<Path> files = Files.list(folder.resolve("cd"))) {
      assertEquals(
          List.of("Autounattend.xml", "repair.cmd"),
          files.map(file -> file.getFileName().toString()).sorted().toList());
    }
    String answers = Files.readString(folder.resolve("cd/Autounattend.xml"));
    assertFalse(answers.matches("(?s).*(WillWipeDisk|DiskConfiguration|ImageInstall).*"), answers);
    assertScript(Files.readString(folder.resolve("cd/repair.cmd")));
  }

  /** What was wrong in the reference build: a number lost before a redirection, fixed letters. */
  private static void assertScript(String script) {
    assertFalse(script.replace("\r\n", "").contains("\n"), "every line ends as cmd wants it");
    for (String line : script.lines().toList()) {
      String code = line.startsWith("rem ") ? "" : line.replace("2>&1", "");
      assertFalse(code.matches(".*[0-9]\\s*>.*"), line);
      assertFalse(code.matches("(?i).*sel(ect)? (disk|partition) [0-9].*"), line);
    }
    assertTrue(script.contains("list volume"), script);
    assertTrue(script.contains("if exist S:\\EFI\\Microsoft\\Boot\\BCD"), script);
  }
}
