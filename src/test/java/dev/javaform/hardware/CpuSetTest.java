package dev.javaform.hardware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CpuSetTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0-3,8|0-3,8",
        "8,3,2,1,0|0-3,8",
        "0-7:2/4|0-1,4-5",
        "0-6:2|0,2,4,6",
        "''|''",
        "5|5",
      })
  void readsWhatTheKernelAndLscpuPrint(String list, String printed) {
    assertEquals(printed, CpuSet.parse(list).orElseThrow().toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"3-1", "a", "0-", "-1", "0-9:3/2", "0-9:0/2", "0-9999", "123456", "1 2"})
  void whatIsNoListIsNotRead(String list) {
    assertEquals(Optional.empty(), CpuSet.parse(list));
  }

  @Test
  void readsMasks() {
    assertEquals("0-7,16-23", CpuSet.ofMask("00ff00ff").orElseThrow().toString());
    assertEquals("32,95", CpuSet.ofMask("80000000,00000001,00000000").orElseThrow().toString());
    assertEquals(Optional.empty(), CpuSet.ofMask("0x3"));
    assertEquals(Optional.empty(), CpuSet.ofMask(""));
  }

  @Test
  void sets() {
    CpuSet few = CpuSet.of(1, 2, 3);
    assertEquals("2-3", few.and(CpuSet.of(2, 3, 4)).toString());
    assertEquals("1-4", few.or(CpuSet.of(4)).toString());
    assertEquals("1", few.minus(CpuSet.of(2, 3)).toString());
    assertTrue(few.meets(CpuSet.of(3)));
    assertFalse(few.meets(CpuSet.NONE));
    assertEquals(1, few.first().orElseThrow());
  }

  @Property(tries = 200)
  void whatIsPrintedIsReadAgain(@ForAll Set<@IntRange(max = 300) Integer> numbers) {
    CpuSet set = CpuSet.of(numbers);
    assertEquals(Optional.of(set), CpuSet.parse(set.toString()));
  }
}
