package dev.javaform.binding;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A module says itself what is special about it: nothing that runs modules knows one by name. */
class ModuleNamesTest {

  private static final Path SOURCES = Path.of("src/main/java/dev/javaform");
  private static final Pattern LITERAL = Pattern.compile("\"(?:[a-z]+\\.)*\\.?([a-z_]+)\"");

  /** Arguments and keywords of the language, though modules are called so, too. */
  private static final ImmutableSet<String> ARGUMENTS = ImmutableSet.of("file", "user", "pause");

  /** Words that mean something else where they stand. */
  private static final ImmutableMap<String, ImmutableSet<String>> WORDS =
      ImmutableMap.of(
          "FactsTable.java", ImmutableSet.of("group"), // of the IOMMU
          "Identifiers.java", ImmutableSet.of("assert"), // a keyword of Python
          "KnownKeywords.java", ImmutableSet.of("template"), // a lookup: with_template
          "PreflightCommand.java", ImmutableSet.of("preflight"), // a command of ours
          "PlayReader.java", ImmutableSet.of("setup"), // what gather_facts is defined to run
          "RoleArguments.java",
              ImmutableSet.of("validate_argument_spec")); // what argument_specs is defined to run

  private final Modules modules = new Modules();

  @ParameterizedTest
  @ValueSource(strings = {"engine", "binding", "report", "playbook", "cli"})
  void nothingBesideModulesNamesOne(String of) throws IOException {
    try (Stream<Path> files = Files.walk(SOURCES.resolve(of))) {
      List<String> named =
          files.filter(file -> file.toString().endsWith(".java")).flatMap(this::named).toList();
      assertEquals(List.of(), named);
    }
  }

  private Stream<String> named(Path file) {
    String name = file.getFileName().toString();
    return literals(file)
        .filter(word -> modules.names().contains(word) && !ARGUMENTS.contains(word))
        .filter(word -> !WORDS.getOrDefault(name, ImmutableSet.of()).contains(word))
        .map(word -> file + ": " + word);
  }

  private static Stream<String> literals(Path file) {
    try {
      return LITERAL.matcher(Files.readString(file)).results().map(literal -> literal.group(1));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "debug, true",
    "ansible.builtin.debug, true",
    "ansible.legacy.debug, true",
    "my_debug, false",
    "x.y.my_debug, false",
    "x.y.debug, false"
  })
  void aModuleAnswersToItsNameAndToNoOtherThatEndsLikeIt(String written, boolean found) {
    assertEquals(found, modules.find(written).isPresent());
  }

  @Test
  void aCommandLineIsTakenByWhatTakesTextBesideItsName() {
    assertEquals(
        List.of(
            "ansible.builtin.command",
            "ansible.builtin.raw",
            "ansible.builtin.shell",
            "ansible.windows.win_command",
            "ansible.windows.win_shell"),
        modules.all().stream()
            .map(type -> type.name().full())
            .filter(modules::takesCommandLine)
            .toList());
  }
}
