package dev.javaform.python;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** JSON as Python 3.11's json module writes and reads it. */
class JsonWriterTest {

  private static final JsonStyle SORTED =
      JsonStyle.LINE.sorted(Comparator.comparing(String::valueOf));

  @Test
  void onOneLine() {
    assertEquals(
        "{\"a\": [1, null, true, 1.0, 1e-05], \"b\": {}, \"c\": []}",
        json(
            SORTED,
            Map.of("c", List.of(), "b", Map.of(), "a", Arrays.asList(1L, null, true, 1.0, 1e-5))));
  }

  @Test
  void onManyLines() {
    assertEquals(
        """
        {
          "a": [
            [],
            1
          ]
        }\
        """,
        json(SORTED.indented("  "), Map.of("a", List.of(List.of(), 1))));
  }

  @Test
  void withOtherSeparators() {
    assertEquals("[1;{\"a\"=2}]", json(SORTED.separated(";", "="), List.of(1, Map.of("a", 2))));
  }

  @Test
  void escapes() {
    String text = "\"\\/\n\b\u001f\u007f\u00e9\uD83D\uDE00";
    assertEquals("\"\\\"\\\\/\\n\\b\\u001f\\u007f\\u00e9\\ud83d\\ude00\"", json(SORTED, text));
    assertEquals(
        "\"\\\"\\\\/\\n\\b\\u001f\u007f\u00e9\uD83D\uDE00\"", json(SORTED.unicode(), text));
  }

  @Test
  void namesAreTexts() {
    var map = new LinkedHashMap<Object, Object>();
    map.put(null, 1);
    map.put(true, 2);
    map.put(1.5, 3);
    assertEquals("{\"null\": 1, \"true\": 2, \"1.5\": 3}", json(JsonStyle.LINE, map));
  }

  @Test
  void numbersThatJsonDoesNotHave() {
    var numbers = List.of(Double.NaN, Double.NEGATIVE_INFINITY);
    assertEquals("[NaN, -Infinity]", json(SORTED, numbers));
    assertEquals("[\"NaN\", \"-Infinity\"]", json(SORTED.strictly(), numbers));
  }

  @Test
  void whatJsonHasNoFormFor() {
    assertEquals("\"PT1S\"", json(SORTED, java.time.Duration.ofSeconds(1)));
  }

  @Test
  void readsWhatIsWithinBounds() {
    assertEquals(Map.of("a", List.of(1L, 1.5)), JsonReader.read("{\"a\": [1, 1.5]}"));
    assertFalse(refused("[1,").isExcessive());
    assertTrue(refused("[".repeat(501)).isExcessive());
  }

  private static JsonException refused(String text) {
    return assertThrows(JsonException.class, () -> JsonReader.read(text));
  }

  private static String json(JsonStyle style, Object value) {
    return new JsonWriter(style, Object::toString).text(value);
  }
}
