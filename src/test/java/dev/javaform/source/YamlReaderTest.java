package dev.javaform.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class YamlReaderTest {

  @TempDir Path folder;

  @Test
  void keysAndValuesKnowTheirPlace() {
    Yaml.Mapping play =
        (Yaml.Mapping)
            ((Yaml.Sequence) YamlTexts.tree("- hosts: all\n  tags:\n    - a\n")).items().getFirst();
    Yaml.Entry tags = play.entry("tags").orElseThrow();
    assertEquals("test.yml:2:3", tags.key().mark().toString());
    assertEquals("test.yml:3:5", tags.value().mark().toString());
    assertEquals("test.yml:1:10", play.value("hosts").orElseThrow().mark().toString());
  }

  @Test
  void anEmptyDocumentIsNull() {
    for (String text : List.of("", "---\n", "# nothing\n", "\n\n")) {
      assertEquals("nothing", YamlTexts.tree(text).kind());
    }
  }

  @Test
  void readsEveryDocument() {
    var all = YamlReader.readAll(SourceText.of("test.yml", "a\n---\nb\n"), new Diagnostics());
    assertEquals(List.of("a", "b"), all.orElseThrow().stream().map(Yaml::plain).toList());
  }

  @Test
  void keepsTheLineEndOfABlockScalar() {
    assertEquals("one\ntwo\n", YamlTexts.value("key: |\n  one\n  two\n"));
    assertEquals("one\ntwo", YamlTexts.value("key: |\n  one\n  two"));
    assertEquals("one two", YamlTexts.value("key: >-\n  one\n  two\n"));
  }

  @Test
  void mergesMappingsUnderTheirOwnKeys() {
    String text =
        """
        one: &one {a: 1, b: 1}
        two: &two {b: 2, c: 2}
        key:
          <<: [*one, *two]
          c: 3
        """;
    assertEquals(Map.of("a", 1L, "b", 1L, "c", 3L), YamlTexts.value(text));
  }

  @Test
  void aQuotedMergeKeyIsAnOrdinaryKey() {
    assertEquals(Map.of("<<", 1L), YamlTexts.value("key: {\"<<\": 1}\n"));
  }

  @Test
  void anAliasIsTheValueOfItsAnchor() {
    assertEquals(List.of("x", "x"), YamlTexts.value("key: [&a x, *a]\n"));
  }

  @Test
  void unsafeMarksEverythingBelowVerbatim() {
    Yaml.Mapping tree = (Yaml.Mapping) YamlTexts.tree("a: !unsafe ['{{ x }}']\nb: '{{ x }}'\n");
    Yaml.Sequence unsafe = (Yaml.Sequence) tree.value("a").orElseThrow();
    assertTrue(((Yaml.Scalar) unsafe.items().getFirst()).verbatim());
    assertFalse(((Yaml.Scalar) tree.value("b").orElseThrow()).verbatim());
  }

  @Test
  void ofDuplicateKeysTheLastCountsAndAWarningNamesBothPlaces() {
    assertEquals(2L, YamlTexts.value("key: 1\nkey: 2\n"));
    assertEquals(
        """
        Warning: Duplicate key
          test.yml:2:1
              2 | key: 2
                | ^^^
        "key" is already in this mapping, at test.yml:1:1. Only this last one counts.""",
        YamlTexts.complaints("key: 1\nkey: 2\n"));
  }

  @Test
  void aFileBelowTheCurrentDirectoryIsNamedFromThere() {
    assertEquals("a/b.yml", SourceText.name(Path.of("a/b.yml").toAbsolutePath()));
    assertEquals("/etc/hosts", SourceText.name(Path.of("/etc/hosts")));
  }

  @Test
  void readsAFileWithAByteOrderMark() throws IOException {
    Path file = Files.writeString(folder.resolve("bom.yml"), "\uFEFFkey: x\n");
    assertEquals(
        Map.of("key", "x"), YamlReader.read(file, new Diagnostics()).orElseThrow().plain());
  }

  @Test
  void aMissingFileIsReportedWhereItIsNamed() {
    Diagnostics diagnostics = new Diagnostics();
    Mark from = Source.of("site.yml", "- import_playbook: nope.yml").at(1, 20);
    assertTrue(YamlReader.read(Path.of("nope.yml"), from, diagnostics).isEmpty());
    assertEquals("nope.yml does not exist.", diagnostics.all().getFirst().detail());
    assertEquals("site.yml:1:20", diagnostics.all().getFirst().mark().orElseThrow().toString());
  }

  @Test
  void aDirectoryIsNoFile() {
    assertTrue(complaint(folder).endsWith("is a directory, but a file is needed."));
  }

  @Test
  void aFileThatIsNotUtf8IsReportedWithTheByte() throws IOException {
    Path file = folder.resolve("latin1.yml");
    Files.write(file, "a: b\nc: caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
    assertTrue(complaint(file).contains("latin1.yml:2:7"), complaint(file));
    assertTrue(complaint(file).contains("Byte 0xE9"), complaint(file));
  }

  @Test
  void aFileThatIsTooLargeIsRefused() throws IOException {
    Path file = folder.resolve("large.yml");
    Files.writeString(
        file, String.join("", Collections.nCopies(SourceText.LIMIT / 8 + 1, "# large\n")));
    assertTrue(complaint(file).contains("larger than 10 MiB"));
  }

  private static String complaint(Path file) {
    Diagnostics diagnostics = new Diagnostics();
    assertTrue(YamlReader.read(file, diagnostics).isEmpty());
    return diagnostics.all().getFirst().toString();
  }
}
