package dev.javaform.python;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Backslash sequences as Python 3.11 resolves them. */
class EscapesTest {

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "a\\x41\\101\\u00e9\\U0001F600, aAA\u00e9\uD83D\uDE00",
        "\\N{DEGREE SIGN}C, \u00b0C",
        "\\d \\q \\8, \\d \\q \\8",
        "\\\\n \\' \\\", \\n ' \"",
        "\\xZ \\u12 \\N{nobody}, \\xZ \\u12 \\N{nobody}",
        "\\UFFFFFFFF, \\UFFFFFFFF",
      })
  void resolves(String text, String resolved) {
    assertEquals(resolved, Escapes.resolve(text));
  }

  @Test
  void resolvesLettersAndContinuedLines() {
    assertEquals(
        "\u0007\b\f\n\r\t\u000bone line", Escapes.resolve("\\a\\b\\f\\n\\r\\t\\vone\\\n line"));
  }

  @ParameterizedTest
  @CsvSource({
    "a\\tb, a\tb",
    "\\101, \\101",
    "\\N{DEGREE SIGN}, \u00b0",
    "\\UFFFFFFFF, \\UFFFFFFFF"
  })
  void resolvesWhatArgumentsKnow(String text, String resolved) {
    assertEquals(resolved, Escapes.resolveInArguments(text));
  }

  @Test
  void argumentsKeepContinuedLines() {
    assertEquals("a\\\nb", Escapes.resolveInArguments("a\\\nb"));
  }

  @Test
  void readsALiteral() {
    assertEquals(
        Optional.of(new StringLiteral("it's\n", 11)), StringLiteral.at("= 'it\\'s\\n' ", 2));
    assertEquals(Optional.of(new StringLiteral("\\n", 5)), StringLiteral.at("r'\\n'", 0));
    assertEquals(Optional.of(new StringLiteral("a'b", 9)), StringLiteral.at("'''a'b'''", 0));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {"'open", "'open\\'", "'\\x4'", "'\\N{nobody}'", "word"})
  void readsNoLiteral(String text) {
    assertEquals(Optional.empty(), StringLiteral.at(text, 0));
  }
}
