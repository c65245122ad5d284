package dev.javaform.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.javaform.source.DiagnosticException;
import dev.javaform.source.Source;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HostRangeTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          lab               | lab
          lab[1:3]          | lab1 lab2 lab3
          lab[08:11]        | lab08 lab09 lab10 lab11
          lab[:2]           | lab0 lab1 lab2
          n[0:10:5].example | n0.example n5.example n10.example
          db-[a:c]          | db-a db-b db-c
          db-[y:B]          | db-y db-z db-A db-B
          [a:b]-[1:2]       | a-1 a-2 b-1 b-2
          10.0.0.[1:2]      | 10.0.0.1 10.0.0.2
          """)
  void writesOut(String pattern, String names) {
    assertEquals(
        Example.words(names), HostRange.expand(pattern, Source.of("hosts", pattern).at(1, 1)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          lab[1:3      | 4 | The bracket is never closed. Close it, as in lab[01:40].
          lab1:3]      | 7 | The bracket was never opened. Write ranges as in lab[01:40].
          lab[1]       | 4 | A range is written [begin:end] or [begin:end:step], but this is [1]. An IPv6 address in brackets needs a port after them.
          lab[1:]      | 4 | The range [1:] needs an end, and a step above 0.
          lab[1:3:0]   | 4 | The range [1:3:0] needs an end, and a step above 0.
          lab[3:1]     | 4 | The range ends before it begins, so it names no host. Swap the ends.
          lab[01:100]  | 4 | A range with leading zeroes needs ends of equal length, but 01 and 100 differ.
          lab[1:x]     | 4 | "x" in the range is not a number. The ends are two numbers or two letters, and the step is a number.
          a[1:2]b[1:q] | 8 | "q" in the range is not a number. The ends are two numbers or two letters, and the step is a number.
          x[0:2000000] | 2 | The range names 2000001 hosts; more than 100000 are surely a mistake.
          x[1:999][1:999] | 9 | The range names 998001 hosts; more than 100000 are surely a mistake.
          """)
  void refuses(String pattern, int column, String detail) {
    var mark = Source.of("hosts", pattern).at(1, 1);
    var found =
        assertThrows(DiagnosticException.class, () -> HostRange.expand(pattern, mark))
            .diagnostics()
            .getFirst();
    assertEquals("Invalid host range", found.summary());
    assertEquals(detail, found.detail());
    assertEquals(column, found.mark().orElseThrow().column());
  }
}
