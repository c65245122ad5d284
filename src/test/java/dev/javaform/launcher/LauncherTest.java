package dev.javaform.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The launcher in a tree of its own, with a java and an mvn that only say how they were called. */
class LauncherTest {
  private static final String JAVA = "#!/bin/sh\necho java \"$@\"\n";
  private static final String MVN = "#!/bin/sh\necho mvn >> \"$CALLS\"\nsleep 0.3\n: > \"$JAR\"\n";
  private static final Instant BUILT = Instant.parse("2026-01-01T00:00:00Z");

  @TempDir private Path folder;
  private Path tree;
  private Path jar;
  private Path jdk;

  private record Result(int status, String out, String err) {}

  @BeforeEach
  void plant() throws IOException {
    folder = folder.toRealPath();
    tree = Files.createDirectories(folder.resolve("tree"));
    Files.copy(Path.of("javaform"), tree.resolve("javaform"));
    executable(tree.resolve("javaform"));
    jar = write(tree.resolve("target/javaform.jar"), "");
    write(tree.resolve("pom.xml"), "");
    write(tree.resolve("src/main/java/Main.java"), "");
    for (Path file :
        List.of("pom.xml", "src/main/java/Main.java", "src/main/java", "src/main").stream()
            .map(tree::resolve)
            .toList()) {
      Files.setLastModifiedTime(file, FileTime.from(BUILT.minusSeconds(60)));
    }
    Files.setLastModifiedTime(jar, FileTime.from(BUILT));
    jdk = fakeJdk("jdk", "25.0.3");
    executable(write(folder.resolve("bin/mvn"), MVN));
  }

  static Stream<List<String>> shells() {
    return Stream.of(List.of("sh"), List.of("dash"), List.of("bash"), List.of("busybox", "sh"))
        .filter(shell -> onPath(shell.getFirst()));
  }

  @ParameterizedTest
  @MethodSource("shells")
  void startsTheJarWithTheArgumentsAsTheyAre(List<String> shell) throws Exception {
    var result = run(shell, tree.resolve("javaform"), "run", "a b", "*");
    assertEquals(0, result.status(), result.err());
    assertTrue(result.out().endsWith("-jar " + jar + " run a b *\n"), result.out());
  }

  /** Whatever Java opens first would else be what it prints into. */
  @ParameterizedTest
  @MethodSource("shells")
  @Tag("faults")
  void whatIsClosedDoesNotBecomeAFileThatIsPrintedInto(List<String> shell) throws Exception {
    Path seen = folder.resolve("seen");
    String java =
        "#!/bin/sh\nfor i in 0 1 2; do echo $i $(readlink /proc/$$/fd/$i) >> '%s'; done\n";
    write(jdk.resolve("bin/java"), java.formatted(seen));
    String closing = String.join(" ", shell) + " '" + tree.resolve("javaform") + "' x <&- >&- 2>&-";
    var result = run(List.of("bash", "-c", closing), tree.resolve("javaform"));
    assertEquals(0, result.status());
    assertEquals(List.of("0 /dev/null", "1 /dev/null", "2 /dev/null"), Files.readAllLines(seen));
  }

  @Test
  void worksThroughALinkOnThePath() throws Exception {
    var link = Files.createSymbolicLink(folder.resolve("bin/jf"), Path.of("../tree/javaform"));
    assertTrue(run(List.of(), link, "x").out().contains("-jar " + jar + " x"));
  }

  @Test
  void buildsWhenASourceIsNewerThanTheJar() throws Exception {
    write(tree.resolve("src/main/java/Main.java"), "changed");
    var result = launch();
    assertEquals(List.of("mvn"), builds());
    assertEquals(
        "javaform: building in %s (this happens once, and again when a source changes)\n"
            .formatted(tree),
        result.err());
  }

  @Test
  void buildsOnceForTwoFirstCalls() throws Exception {
    Files.delete(jar);
    var first = start(List.of(), tree.resolve("javaform"));
    var second = start(List.of(), tree.resolve("javaform"));
    assertEquals(0, first.waitFor());
    assertEquals(0, second.waitFor());
    assertEquals(List.of("mvn"), builds());
  }

  @Test
  void doesNotBuildWhenNothingChanged() throws Exception {
    launch();
    assertEquals(List.of(), builds());
  }

  @Test
  void showsTheWholeBuildThatFailed() throws Exception {
    Files.delete(jar);
    executable(
        write(folder.resolve("bin/mvn"), "#!/bin/sh\necho line 1\necho line 2 >&2\nexit 1\n"));
    var result = launch();
    assertEquals(1, result.status());
    assertTrue(result.err().contains("line 1\nline 2\njavaform: the build failed"), result.err());
  }

  @Test
  void startsNothingThatABuildLeftHalfMade() throws Exception {
    write(tree.resolve("src/main/java/Main.java"), "changed");
    executable(write(folder.resolve("bin/mvn"), "#!/bin/sh\n: > \"$JAR\"\nexit 1\n"));
    assertEquals(1, launch().status());
    assertEquals(1, launch().status());
  }

  @Test
  void passesOverAJavaThatIsTooOld() throws Exception {
    fakeJdk("old", "17.0.15");
    var result =
        run(
            List.of(),
            tree.resolve("javaform"),
            Map.of(
                "JAVA_HOME",
                folder.resolve("old").toString(),
                "PATH",
                jdk.resolve("bin") + ":" + System.getenv("PATH")));
    assertEquals(0, result.status(), result.err());
    assertTrue(result.out().startsWith("java "), result.out());
  }

  @Test
  void saysWhereJavaHomeIsNoneAndBuildsWithAnother() throws Exception {
    Files.delete(jar);
    String mvn = "#!/bin/sh\necho ${JAVA_HOME:-none} >> \"$CALLS\"\n: > \"$JAR\"\n";
    executable(write(folder.resolve("bin/mvn"), mvn));
    var environment =
        Map.of("JAVA_HOME", "/nowhere", "PATH", folder + "/bin:" + jdk + "/bin:" + path());
    var result = result(start(List.of(), tree.resolve("javaform"), environment));
    assertEquals(0, result.status(), result.err());
    assertTrue(
        result.err().contains("JAVA_HOME is /nowhere, where there is no bin/java; building with"),
        result.err());
    assertEquals(List.of("none"), builds());
  }

  /** As after sudo ./javaform, which leaves what belongs to root. */
  @Test
  void saysWhatToDoWhereItMayNotBuild() throws Exception {
    write(tree.resolve("src/main/java/Main.java"), "changed");
    Path target = tree.resolve("target");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("r-xr-xr-x"));
    var result = result(start(asNobody(), tree.resolve("javaform")));
    assertEquals(1, result.status(), result.err());
    assertTrue(
        result.err().contains("may not write to " + target + ", as after a build with sudo"),
        result.err());
    assertTrue(result.err().contains("sudo chown -R "), result.err());
    assertEquals(1 + 1, result.err().lines().count(), result.err());
  }

  /** Root may write everywhere. */
  private static List<String> asNobody() {
    return System.getProperty("user.name").equals("root")
        ? List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups")
        : List.of();
  }

  private static String path() {
    return System.getenv("PATH");
  }

  @Test
  void trainsAClassArchiveOnceAndUsesItWhenItIsNewerThanTheJar() throws Exception {
    var cache = Map.of("XDG_CACHE_HOME", folder.resolve("cache").toString());
    run(List.of(), tree.resolve("javaform"), cache);
    var archive = await(folder.resolve("cache/javaform"));
    var result = run(List.of(), tree.resolve("javaform"), cache);
    assertTrue(result.out().contains("-XX:AOTCache=" + archive), result.out());
  }

  private Result launch() throws Exception {
    return run(List.of(), tree.resolve("javaform"));
  }

  private Result run(List<String> shell, Path script, String... arguments) throws Exception {
    return result(start(shell, script, arguments));
  }

  private Result run(List<String> shell, Path script, Map<String, String> environment)
      throws Exception {
    return result(start(shell, script, environment));
  }

  private static Result result(Process process) throws Exception {
    var out = new String(process.getInputStream().readAllBytes(), UTF_8);
    var err = new String(process.getErrorStream().readAllBytes(), UTF_8);
    return new Result(process.waitFor(), out, err);
  }

  private Process start(List<String> shell, Path script, String... arguments) throws IOException {
    return start(shell, script, Map.of(), arguments);
  }

  /**
   * Without HOME, so that nothing of the person who runs the tests is found, and no class archive
   * is made.
   */
  private Process start(
      List<String> shell, Path script, Map<String, String> environment, String... arguments)
      throws IOException {
    var words =
        Stream.of(shell, List.of(script.toString()), List.of(arguments))
            .flatMap(List::stream)
            .toList();
    var builder = new ProcessBuilder(words).directory(new File("/"));
    builder
        .environment()
        .keySet()
        .removeAll(List.of("HOME", "XDG_CACHE_HOME", "JAVAFORM_JAVA_OPTS"));
    builder.environment().put("PATH", folder.resolve("bin") + ":" + System.getenv("PATH"));
    builder.environment().put("JAVA_HOME", jdk.toString());
    builder.environment().put("CALLS", folder.resolve("calls").toString());
    builder.environment().put("JAR", jar.toString());
    builder.environment().putAll(environment);
    return builder.start();
  }

  private List<String> builds() throws IOException {
    var calls = folder.resolve("calls");
    return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
  }

  private Path fakeJdk(String name, String version) throws IOException {
    var home = folder.resolve(name);
    write(home.resolve("release"), "IMPLEMENTOR=\"Anybody\"\nJAVA_VERSION=\"" + version + "\"\n");
    executable(write(home.resolve("bin/java"), JAVA));
    return home;
  }

  private static Path await(Path folder) throws Exception {
    for (int i = 0; i < 500; i++) {
      if (Files.isDirectory(folder)) {
        try (var files = Files.list(folder)) {
          var archive = files.filter(file -> file.toString().endsWith(".aot")).findFirst();
          if (archive.isPresent()) {
            return archive.get();
          }
        }
      }
      Thread.sleep(20);
    }
    throw new AssertionError("no archive in " + folder);
  }

  private static boolean onPath(String program) {
    return Stream.of(System.getenv("PATH").split(":"))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  private static Path write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private static void executable(Path file) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
