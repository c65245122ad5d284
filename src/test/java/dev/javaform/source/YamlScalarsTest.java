package dev.javaform.source;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every line of scalars.tsv: what PyYAML makes of it, so do we. */
class YamlScalarsTest {

  record Row(String written, String type, String value) {}

  static List<Row> rows() throws IOException {
    try (var in = YamlScalarsTest.class.getResourceAsStream("scalars.tsv")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split("\t", -1))
          .map(part -> new Row(part[0], part[1], part[2]))
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  void readsAsPythonDoes(Row row) {
    Object value = YamlTexts.value("key: " + row.written() + "\n");
    assertEquals(row.type() + " " + row.value(), type(value) + " " + value);
  }

  private static String type(Object value) {
    return switch (value) {
      case null -> "null";
      case Boolean _ -> "bool";
      case Double _ -> "float";
      case Number _ -> "int";
      case LocalDate _ -> "date";
      case LocalDateTime _, OffsetDateTime _ -> "datetime";
      case String _ -> "string";
      default -> value.getClass().getName();
    };
  }
}
