package dev.javaform.module;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShellWordsTest {

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
    assertEquals(wanted, String.join(";", ShellWords.of(line)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "", "it's", "a \"b\" $c `d` \\e", "x\ny"})
  void leadBackFromQuotes(String word) {
    assertEquals(List.of(word), ShellWords.of(Script.quote(word)));
  }

  @Test
  void refuseAnOpenQuote() {
    assertThrows(IllegalArgumentException.class, () -> ShellWords.of("a 'b"));
  }
}
