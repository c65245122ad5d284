package dev.javaform.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Values as programs and people read them. */
class ReportJsonTest {

  @Test
  void whatIsEmptyLeavesTheIndentationAsItWas() {
    assertEquals(
        """
        {
            "a": [
                [],
                {},
                1
            ],
            "b": 2
        }\
        """,
        ReportJson.document(Map.of("a", List.of(List.of(), Map.of(), 1), "b", 2)));
  }
}
