package dev.javaform.template.ansible;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import dev.javaform.source.SourceText;
import dev.javaform.template.TemplateException;
import dev.javaform.template.Templates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Template files, and the lookups that read the controller's files. */
class TemplateFilesTest {

  @TempDir private Path folder;

  private final Given scope = Given.nothing().value("n", 3L);

  private void file(String name, String text) throws IOException {
    Files.createDirectories(folder.resolve(name).getParent());
    Files.writeString(folder.resolve(name), text);
  }

  private String render(String text) {
    return Given.TEMPLATES.renderFile(
        SourceText.of("main.j2", text),
        Templates.FileOptions.ANSIBLE,
        ImmutableList.of(folder),
        scope);
  }

  private String failure(String text) {
    TemplateException failure = assertThrows(TemplateException.class, () -> render(text));
    return failure.diagnostic().mark().orElseThrow() + ": " + failure.getMessage();
  }

  @Test
  void anErrorPointsIntoTheFile() {
    assertEquals(
        "main.j2:3:6: 'nope' is undefined.", failure("a\n{% if n %}\nb {{ nope }}\n{% endif %}\n"));
  }

  @Test
  void theHeadersLineCounts() {
    assertEquals(
        "main.j2:2:4: 'nope' is undefined.", failure("#jinja2: trim_blocks: False\n{{ nope }}\n"));
  }

  @Test
  void aTextInTheHeaderMeansYesAsInPython() {
    String body = "{% if true %}\nq\n  {% endif %}\nx\n";
    assertEquals(
        "q\nx\n", render("#jinja2: trim_blocks: \"True\", lstrip_blocks: \"False\"\n" + body));
    assertEquals("\nq\n  \nx\n", render("#jinja2: trim_blocks: '', lstrip_blocks: 0\n" + body));
  }

  @Test
  void anErrorInAnIncludedFilePointsThere() throws IOException {
    file("part.j2", "one\n{{ nope }}\n");
    String said = failure("x\ny\n{% include 'part.j2' %}\n");
    assertTrue(said.endsWith("part.j2:2:4: 'nope' is undefined."), said);
  }

  @Test
  void anErrorInAMacroPointsWhereTheMacroStands() throws IOException {
    file("macros.j2", "{% macro m(a) %}\n\n{{ a.b }}{% endmacro %}\n");
    String said = failure("{% from 'macros.j2' import m %}{{ m({}) }}");
    assertTrue(said.endsWith("macros.j2:3:6: 'dict object' has no attribute 'b'"), said);
  }

  @Test
  void aMissingIncludeIsNamed() {
    assertEquals(
        "main.j2:1:12: The template 'nope.j2' is not found.", failure("{% include 'nope.j2' %}"));
  }

  @Test
  void anIncludeOfItselfEnds() throws IOException {
    file("loop.j2", "{% include 'loop.j2' %}");
    assertTrue(failure("{% include 'loop.j2' %}").contains("without end"));
  }

  @Test
  void anUnknownHeaderIsRefused() {
    assertTrue(failure("#jinja2: line_statement_prefix:'%'\nx").startsWith("main.j2:1:1"));
  }

  @Test
  void newlineSequenceEndsTheLines() {
    assertEquals("a\r\n3\r\n", render("#jinja2: newline_sequence:'\\r\\n'\na\n{{ n }}\n"));
  }

  @Test
  void lookupsFindFilesOfTheRoleAndThePlaybook() throws IOException {
    file("role/files/key.pub", "ssh-ed25519 AAAA\n");
    file("play/motd", "hello {{ n }}\n");
    file("role/templates/x.j2", "n is {{ n }}, {{ more | default('alone') }}\n");
    scope.value("role_path", folder.resolve("role").toString());
    scope.value("playbook_dir", folder.resolve("play").toString());
    assertEquals("ssh-ed25519 AAAA", scope.render("{{ lookup('file', 'key.pub') }}"));
    assertEquals("hello {{ n }}", scope.render("{{ lookup('ansible.builtin.file', 'motd') }}"));
    assertEquals("n is 3, alone\n", scope.render("{{ lookup('template', 'x.j2') }}"));
    assertEquals(
        "n is 3, told\n",
        scope.render("{{ lookup('template', 'x.j2', template_vars={'more': 'told'}) }}"));
    assertEquals(
        folder.resolve("play/motd").toString(),
        scope.render("{{ lookup('first_found', ['nope', 'motd']) }}"));
    assertEquals(List.of(), scope.render("{{ query('first_found', ['nope'], skip=true) }}"));
    assertEquals(
        List.of(folder.resolve("role/files/key.pub").toString()),
        scope.render("{{ query('fileglob', '*.pub') }}"));
  }

  @Test
  void aMissingFileOfALookupIsNamedUnlessItsErrorsAreIgnored() {
    TemplateException failure =
        assertThrows(
            TemplateException.class, () -> scope.render("{{ lookup('file', '/nope/x') }}"));
    assertTrue(failure.getMessage().contains("/nope/x"), failure.getMessage());
    assertEquals(List.of(), scope.render("{{ query('file', '/nope/x', errors='ignore') }}"));
  }
}
