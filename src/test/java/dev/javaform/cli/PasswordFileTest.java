package dev.javaform.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.javaform.source.DiagnosticException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("faults")
class PasswordFileTest {

  @TempDir Path folder;

  private Path file(String text, String permissions) throws Exception {
    Path file = Files.writeString(folder.resolve("password"), text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }

  @Test
  void holdsThePasswordBlanksAndAll() throws Exception {
    assertEquals(" s3cret ", PasswordFile.read(file(" s3cret \n", "rw-------")).reveal());
  }

  @Test
  void isRunWhereItIsExecutable() throws Exception {
    Path program = file("#!/bin/sh\necho 'from a manager'\n", "rwx------");
    assertEquals("from a manager", PasswordFile.read(program).reveal());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                              | rw------- | is empty.",
        "#!/bin/sh                       | rwx------ | printed nothing.",
        "'#!/bin/sh\necho s3cret; exit 3' | rwx------ | ended with exit status 3.",
        "#!/no/interpreter               | rwx------ | cannot be run:",
      })
  void saysWhyThereIsNone(String text, String permissions, String why) throws Exception {
    Path file = file(text, permissions);
    String said =
        assertThrows(DiagnosticException.class, () -> PasswordFile.read(file)).getMessage();
    assertTrue(said.contains(file + " " + why), said);
    assertTrue(!said.contains("s3cret"), said);
  }
}
