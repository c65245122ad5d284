package dev.javaform.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Single modules on this machine, as far as their playbooks are on it. */
class HostCasesTest {

  private static final Path CASES =
      Path.of(System.getProperty("javaform.cases", "../shared/cases"), "hosts").toAbsolutePath();

  @TempDir private Path folder;

  private Told run(String name) throws Exception {
    return ended(name).exits(0);
  }

  private Told ended(String name) throws Exception {
    Path scratch = Files.createDirectories(folder.resolve("scratch"));
    return new Site(folder)
        .javaform(
            CASES.resolve(name),
            List.of("run", "pb.yml", "-i", "localhost,", "-c", "local", "-e", "w=" + scratch))
        .end();
  }

  private String written(String name) throws Exception {
    return Files.readString(folder.resolve("scratch").resolve(name));
  }

  static Stream<String> there(String name) {
    return Files.isDirectory(CASES.resolve(name)) ? Stream.of(name) : Stream.of();
  }

  static Stream<String> header() {
    return there("42");
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("header")
  void aTextInATemplatesHeaderMeansYes(String name) throws Exception {
    run(name);
    assertEquals("q\nx\n", written("out"));
  }

  static Stream<String> include() {
    return there("43");
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("include")
  void aTemplateBesideAnotherIsFound(String name) throws Exception {
    run(name);
    assertEquals("partafter\n", written("out"));
  }

  static Stream<String> edits() {
    return there("45");
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("edits")
  void nobodyIsWarnedOfAnExpressionThatIsNotThere(String name) throws Exception {
    run(name).hides("again every time");
  }

  static Stream<String> tree() {
    return there("49");
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("tree")
  void aDirectoryOfTheHostIsCopied(String name) throws Exception {
    write("src/f", "1\n", "rw-------");
    Files.createDirectories(folder.resolve("scratch/src/x"));
    run(name).says("changed=1");
    assertEquals("1\n", written("dst/f"));
    Path copied = folder.resolve("scratch/dst/f");
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(copied)));
    run(name).says("changed=0");
  }

  private void write(String name, String text, String mode) throws Exception {
    Path file = folder.resolve("scratch").resolve(name);
    Files.createDirectories(file.getParent());
    Files.setPosixFilePermissions(
        Files.writeString(file, text), PosixFilePermissions.fromString(mode));
  }

  static Stream<String> refused() {
    return there("50");
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("refused")
  void whatTheKernelRefusesIsWrittenNowhere(String name) throws Exception {
    ended(name).exits(2).says("could not set the running value of kernel.randomize_va_space");
    assertFalse(Files.exists(folder.resolve("scratch/v.conf")));
  }

  static Stream<String> variables() {
    return there("60");
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("variables")
  void allVariablesAreAMapping(String name) throws Exception {
    run(name).says("p_zz is unknown");
  }
}
