package dev.javaform.binding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.common.collect.ImmutableList;
import dev.javaform.module.FileMode;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Values on their way into a module's record. */
class ConversionTest {

  enum State {
    PRESENT,
    ABSENT
  }

  record Wanted(
      String text,
      boolean truth,
      int number,
      FileMode mode,
      State state,
      ImmutableList<String> words,
      Map<String, Object> map,
      Optional<String> maybe) {}

  @Test
  void takesYamlTypesAndTheirSpellings() {
    assertEquals("5", convert("text", 5L));
    assertEquals("True", convert("text", true));
    assertEquals(true, convert("truth", "yes"));
    assertEquals(false, convert("truth", "Off"));
    assertEquals(7, convert("number", "7"));
    assertEquals(State.ABSENT, convert("state", "absent"));
    assertEquals(Optional.of("x"), convert("maybe", "x"));
  }

  /** A time for the file module, without quotes. */
  @Test
  void writesFractionsAsPythonDoes() {
    assertEquals("202001020304.05", convert("text", 202001020304.05));
    assertEquals("10000000.0", convert("text", 1e7));
    assertEquals("1.5", convert("text", 1.5));
    assertEquals("0.0005", convert("text", 0.0005));
    assertEquals("0.0", convert("text", 0.0));
  }

  @Test
  void takesListsAndCommaLists() {
    assertEquals(List.of("a", "b"), convert("words", "a, b"));
    assertEquals(List.of("a", "b"), convert("words", List.of("a", "b")));
    assertEquals(List.of("7"), convert("words", 7L));
    assertEquals(List.of("7", "True"), convert("words", List.of(7L, true)));
    assertEquals(List.of("a b"), convert("words", "a b"));
    assertEquals(List.of("a,b", "c"), convert("words", List.of("a,b", "c")));
    assertEquals(List.of(), convert("words", ""));
  }

  @Test
  void takesUnquotedOctalModesAsYamlReadsThem() {
    assertEquals(new FileMode("0644"), convert("mode", 0644L));
    assertEquals(new FileMode("u=rw"), convert("mode", "u=rw"));
  }

  @Test
  void refusesAModeWithoutItsLeadingZero() {
    assertEquals(
        "644 without a leading 0 or quotes is read as the octal mode 1204; write \"0644\"",
        refused("mode", 644L));
  }

  @Test
  void saysWhatWasExpected() {
    assertEquals("a boolean (yes or no) is expected, not \"maybe\"", refused("truth", "maybe"));
    assertEquals("a whole number is expected, not \"1.5\"", refused("number", "1.5"));
    assertEquals("a string is expected, not a mapping", refused("text", Map.of()));
    assertEquals("a mapping is expected, not a list", refused("map", List.of()));
    assertEquals(
        "\"presnt\" is not one of: present, absent. Did you mean \"present\"?",
        refused("state", "presnt"));
  }

  private static String refused(String component, Object value) {
    return assertThrows(BadArgument.class, () -> convert(component, value)).getMessage();
  }

  private static Object convert(String component, Object value) {
    return Conversion.convert(value, type(component));
  }

  private static Type type(String component) {
    return Arrays.stream(Wanted.class.getRecordComponents())
        .filter(each -> each.getName().equals(component))
        .map(RecordComponent::getGenericType)
        .findFirst()
        .orElseThrow();
  }
}
