package dev.javaform.python;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TruthTest {

  @ParameterizedTest
  @ValueSource(strings = {"y", "Yes", "on", "1", "TRUE", "t", " yes "})
  void wordsForYes(String word) {
    assertEquals(Optional.of(true), Truth.of(word));
  }

  @ParameterizedTest
  @ValueSource(strings = {"n", "No", "off", "0", "false", "F"})
  void wordsForNo(String word) {
    assertEquals(Optional.of(false), Truth.of(word));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "2", "1.0", "none", "maybe"})
  void wordsForNeither(String word) {
    assertEquals(Optional.empty(), Truth.of(word));
  }

  @Test
  void valuesThatAreNoWords() {
    assertEquals(Optional.of(true), Truth.of(1L));
    assertEquals(Optional.of(false), Truth.of(0.0));
    assertEquals(Optional.empty(), Truth.of(2));
    assertEquals(Optional.empty(), Truth.of(null));
    assertEquals(Optional.empty(), Truth.of(List.of(1)));
  }
}
