package dev.javaform.python;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Words as Ansible's split_args parts them. */
class ArgumentWordsTest {

  @Test
  void blanksPartWordsOutsideOfQuotesAndTemplates() {
    assertEquals(
        List.of("a=1", "b='x y'", "c={{ d ~ ' ' }}", "e"),
        texts("a=1  b='x y' c={{ d ~ ' ' }}\ne"));
  }

  @Test
  void knowsItsGapAndPlace() {
    assertEquals(
        List.of(new ArgumentWords.Word("a", "  ", 1), new ArgumentWords.Word("b", "", 4)),
        ArgumentWords.of(" a  b"));
  }

  @Test
  void aBackslashContinuesALine() {
    assertEquals(List.of("make", "all"), texts("make \\\n  all"));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {"a it's, 2", "a=\"b, 0", "x {{ a, 2", "{% if a, 0"})
  void refusesWhatIsNeverClosed(String text, int at) {
    assertEquals(at, assertThrows(WordsException.class, () -> ArgumentWords.of(text)).at());
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {"\"a b\", a b", "'a', a", "'a\", 'a\"", "\"a\\\", \"a\\\"", "', '", "a'b', a'b'"})
  void unquotes(String value, String unquoted) {
    assertEquals(unquoted, ArgumentWords.unquoted(value));
  }

  private static List<String> texts(String text) {
    return ArgumentWords.of(text).stream().map(ArgumentWords.Word::text).toList();
  }
}
