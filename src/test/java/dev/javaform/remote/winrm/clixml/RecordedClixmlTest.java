package dev.javaform.remote.winrm.clixml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.javaform.remote.winrm.wsman.Recording;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against what PowerShell and other clients have written. */
class RecordedClixmlTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @BeforeEach
  void recordings() {
    assumeTrue(Recording.areThere(), "the recordings are not there");
  }

  @Test
  void whatARealEngineWritesComesBackTheSame() throws IOException {
    int values = 0;
    for (String line : Files.readAllLines(file("engine-values.jsonl"))) {
      JsonNode row = JSON.readTree(line);
      if (!row.get("clixml").isNull()) {
        String xml = wellFormed(row.get("clixml").asText());
        Object value = Clixml.read(xml).getFirst();
        String all = Canonical.of(xml);
        assertEquals(
            all, "[" + Canonical.of(Clixml.write(value)).strip() + "]\n", row.get("expr").asText());
        assertJson(row, value);
        values++;
      }
    }
    assertEquals(165, values);
  }

  /** Where the recorder's own files were named, they were replaced after the engine had written. */
  private static String wellFormed(String xml) {
    return xml.replace("<file>", "&lt;file&gt;");
  }

  /** As far as the engine's JSON of a value is a text, a number, or true or false. */
  private static void assertJson(JsonNode row, Object value) throws IOException {
    JsonNode json = JSON.readTree(row.path("json").asText("null"));
    String expression = row.get("expr").asText();
    switch (value) {
      case String text -> assertEquals(json.asText(), text, expression);
      case Integer number -> assertEquals(json.asInt(), number, expression);
      case Long number -> assertEquals(json.asLong(), number, expression);
      case Boolean bool -> assertEquals(json.asBoolean(), bool, expression);
      case Nil _ -> assertTrue(json.isNull(), expression);
      default -> {}
    }
  }

  @Test
  void theStringsAndPrimitivesOfPsrpcore() throws IOException {
    JsonNode all = JSON.readTree(file("strings-and-primitives.json").toFile());
    for (JsonNode pair : all.get("deserialize_string")) {
      String xml = "<S>" + pair.get(0).asText() + "</S>";
      assertEquals(List.of(pair.get(1).asText()), Clixml.read(xml));
    }
    for (JsonNode pair : all.get("serialize_string")) {
      assertEquals("<S>" + pair.get(1).asText() + "</S>", Clixml.write(pair.get(0).asText()));
    }
    for (JsonNode primitive : all.get("primitives")) {
      String xml = primitive.asText();
      assertEquals(Canonical.of(xml), Canonical.of(Clixml.write(Clixml.read(xml).getFirst())), xml);
    }
  }

  @Test
  void whatAProgramWritesToItsStandardError() throws IOException {
    String stderr = Files.readString(file("stderr_with_error.xml"));
    String shown = ShownErrors.of(stderr);
    assertTrue(shown.startsWith("fake : The term 'fake' is not recognized as"), shown);
    assertTrue(
        shown.endsWith("+ FullyQualifiedErrorId : CommandNotFoundException\r\n \r\n"), shown);
    assertEquals("a\n" + shown + shown + "b", ShownErrors.of("a\n" + stderr + stderr + "b"));
    assertEquals("#< CLIXML\n<Objs x</Objs>", ShownErrors.of("#< CLIXML\n<Objs x</Objs>"));
    assertEquals("plain $1", ShownErrors.of("plain $1"));
  }

  private static Path file(String name) {
    return Recording.folder().resolve("clixml").resolve(name);
  }
}
