package dev.javaform.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.javaform.source.Diagnostics;
import dev.javaform.source.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The forms of {@code -e}; words were checked against ansible-core 2.14. */
final class ExtraVarsTest {

  @TempDir private Path folder;
  private final Diagnostics diagnostics = new Diagnostics();

  private Yaml.Mapping parse(String... arguments) {
    return ExtraVars.parse(List.of(arguments), folder, diagnostics);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          a=1 b=two               | {a=1, b=two}
          a="x y" b='p q'         | {a=x y, b=p q}
          a="it's" b=x'y'z        | {a=it's, b=x'y'z}
          a=b" "c                 | {a=b" "c}
          a="x y"z                | {a="x y"z}
          a={{ b c }} d=1         | {a={{ b c }}, d=1}
          a="{{ x }} y"           | {a={{ x }} y}
          b={% if x %}y{% endif %}| {b={% if x %}y{% endif %}}
          a=x=y                   | {a=x=y}
          a= b=                   | {a=, b=}
          a=" pad "               | {a= pad }
          a=\\x41\\u00e9          | {a=Aé}
          d="e\\tf"               | {d=e\tf}
          a=\\101 b=\\q           | {a=\\101, b=\\q}
          a=1 \\ b=2             | {a=1, b=2}
          a=1 a=2                 | {a=2}
          {a: 1, b: [yes]}        | {a=1, b=[true]}
          {"a": {"b": null}}      | {a={b=null}}
          """)
  void reads(String argument, String variables) {
    assertEquals(variables, parse(argument).plain().toString());
    assertEquals(List.of(), diagnostics.all());
  }

  @Test
  void wordsAreStrings() {
    assertEquals("1", parse("a=1").value("a").orElseThrow().plain());
  }

  @Test
  void fileIsRelativeToTheWorkingDirectory() throws IOException {
    Files.writeString(folder.resolve("vars.yml"), "a: 1\n");
    assertEquals("{a=1}", parse("@vars.yml").plain().toString());
  }

  @Test
  void laterArgumentsWin() {
    assertEquals("{a=3, b=2}", parse("a=1 b=2", "", "{a: 3}").plain().toString());
  }

  @Test
  void valuesKnowTheirPlace() {
    var mapping = parse("a=1 name='x'", "{b: [1]}");
    assertEquals("-e:1:10", mapping.value("name").orElseThrow().mark().toString());
    assertEquals("-e:1:5", mapping.entry("name").orElseThrow().key().mark().toString());
    assertEquals("-e:1:5", mapping.value("b").orElseThrow().mark().toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          a=1 word    | 5 | This word is not a variable. Write name=value, a YAML or JSON mapping in braces, or @file.
          =x          | 1 | This word is not a variable. Write name=value, a YAML or JSON mapping in braces, or @file.
          a=1 b="open | 5 | A quote or a template's brace is never closed. Close it.
          a={{ open   | 1 | A quote or a template's brace is never closed. Close it.
          ./vars.yml  | 1 | This looks like a file name. Put @ in front of it to read variables from the file.
          [1]         | 1 | Extra variables are a mapping of names to values, but this is a list.
          """)
  void refuses(String argument, int column, String detail) {
    assertEquals("{}", parse(argument).plain().toString());
    var found = diagnostics.all().getFirst();
    assertEquals("Invalid extra variables", found.summary());
    assertEquals(detail, found.detail());
    assertEquals("-e:1:" + column, found.mark().orElseThrow().toString());
  }

  @Test
  void missingFileIsAnError() {
    parse("@nowhere.yml");
    var found = diagnostics.all().getFirst();
    assertEquals("Unreadable file", found.summary());
    assertEquals(folder.resolve("nowhere.yml") + " does not exist.", found.detail());
    assertEquals("-e:1:1", found.mark().orElseThrow().toString());
  }
}
