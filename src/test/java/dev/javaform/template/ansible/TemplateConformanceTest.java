package dev.javaform.template.ansible;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.collect.ImmutableList;
import dev.javaform.source.SourceText;
import dev.javaform.template.TemplateException;
import dev.javaform.template.Templates;
import dev.javaform.template.expression.Text;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every template of the corpus gives the text that Ansible's own Templar gave, strings of playbooks
 * and template files; where Ansible fails, so do we. Those with a reason to differ must differ.
 */
class TemplateConformanceTest {

  private static final ImmutableList<Path> INCLUDED =
      ImmutableList.of(Path.of("src/test/resources/dev/javaform/template/ansible/included"));

  @TestFactory
  Stream<DynamicTest> sameAsAnsible() throws JsonProcessingException {
    JsonNode cases = new ObjectMapper().readTree(Corpus.text("templates.json"));
    return StreamSupport.stream(cases.spliterator(), false)
        .map(one -> DynamicTest.dynamicTest(one.get("template").asText(), () -> check(one)));
  }

  private static void check(JsonNode one) {
    String expected = one.get("expected").asText();
    String answer = answer(one.get("template").asText(), one.has("file"));
    String shown = answer.equals("! ") && expected.startsWith("! ") ? expected : answer;
    if (one.has("differs")) {
      assertNotEquals(expected, shown, "no longer differs: take the remark away");
    } else {
      assertEquals(expected, shown);
    }
  }

  /** The text, or {@code "! "} for a failure: those are in our words. */
  private static String answer(String template, boolean file) {
    try {
      return file
          ? Given.TEMPLATES.renderFile(
              SourceText.of("t.j2", template),
              Templates.FileOptions.ANSIBLE,
              INCLUDED,
              Corpus.variables())
          : Text.str(Corpus.variables().render(template));
    } catch (TemplateException _) {
      return "! ";
    }
  }
}
