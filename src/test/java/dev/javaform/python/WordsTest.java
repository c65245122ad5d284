package dev.javaform.python;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.common.primitives.ImmutableIntArray;
import dev.javaform.module.Script;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a 'b c' d         | a;b c;d",
        "`\"x \\\"y\\\"\"`      | x \"y\"",
        "a\\ b              | a b",
        "-o \"A b\"  -J 'c' | -o;A b;-J;c",
        "'' a''b            | ;ab",
        "\"a\\b\" '\\'       | a\\b;\\",
      })
  void areWhatAShellMakesOfALine(String line, String wanted) {
    assertEquals(wanted, String.join(";", Words.of(line)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "", "it's", "a \"b\" $c `d` \\e", "x\ny"})
  void leadBackFromQuotes(String word) {
    assertEquals(List.of(word), Words.of(Script.Sh.quote(word)));
  }

  @Test
  void endAtACommentWhereThereMayBeOne() {
    assertEquals(List.of("a", "b#c"), Words.of("a b#c"));
    Words.Word last = Words.beforeComment("a 'x'b#c d").getLast();
    assertEquals("xb", last.text());
    assertEquals(ImmutableIntArray.of(3, 5, 6), last.offsets());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a 'b   | 2 | A quote is not closed. Close it, or escape it with \\.",
        "a \"b\\\" | 2 | A quote is not closed. Close it, or escape it with \\.",
        "a\\    | 1 | The backslash at the end escapes nothing. Remove it.",
      })
  void sayWhatIsWrongAndWhere(String line, int at, String why) {
    WordsException wrong = assertThrows(WordsException.class, () -> Words.of(line));
    assertEquals(at, wrong.at());
    assertEquals(why, wrong.getMessage());
  }
}
