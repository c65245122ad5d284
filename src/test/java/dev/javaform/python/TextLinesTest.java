package dev.javaform.python;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextLinesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "\r",
        "\r\n",
        "\n\r",
        "a",
        "a\n",
        "a\nb",
        "\na\n\nb\r\nc\rd\r\r\n",
        "ä\n€\n𝄞",
        "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13"
      })
  void areWhatJavaTakesForLines(String text) {
    assertEquals(text.lines().toList(), TextLines.of(text));
    assertEquals(text, TextLines.of(text).text());
  }

  @Test
  void cannotBeChanged() {
    List<String> lines = TextLines.of("a\nb");
    assertEquals(List.of("b"), lines.subList(1, 2));
    assertThrows(UnsupportedOperationException.class, () -> lines.set(0, "c"));
    assertThrows(IndexOutOfBoundsException.class, () -> lines.get(2));
  }
}
