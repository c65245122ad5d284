package dev.javaform.endtoend;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Playbooks that Ansible 2.14 runs to their end and that javaform once refused, as far as they are
 * on this machine.
 */
class StaticCasesTest {

  private static final Path CASES =
      Path.of(System.getProperty("javaform.cases", "../shared/cases"), "static");

  /** A file that another imports, and a playbook that surely runs a module that is not there. */
  private static final ImmutableList<String> OTHERS =
      ImmutableList.of("y_child.yml", "z_coll_kw.yml");

  @TempDir private Path folder;

  static Stream<String> cases() throws IOException {
    if (!Files.isDirectory(CASES)) {
      return Stream.of();
    }
    try (Stream<Path> files = Files.list(CASES)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".yml") && !OTHERS.contains(name))
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("cases")
  void aPlaybookThatAnsibleRunsIsNotRefused(String name) throws Exception {
    Site site = new Site(copied());
    site.javaform(site.path("static"), List.of("run", name, "-i", "inv.ini")).end().exits(0);
  }

  private Path copied() throws IOException {
    List<Path> files = new ArrayList<>();
    try (Stream<Path> all = Files.walk(CASES)) {
      all.filter(Files::isRegularFile).forEach(files::add);
    }
    for (Path file : files) {
      Path copy = folder.resolve("static").resolve(CASES.relativize(file).toString());
      Files.createDirectories(copy.getParent());
      Files.writeString(copy, Files.readString(file));
    }
    return folder;
  }
}
