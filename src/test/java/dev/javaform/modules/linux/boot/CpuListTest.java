package dev.javaform.modules.linux.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lists of CPUs as the kernel reads them (lib/bitmap-str.c, bitmap_parselist). */
class CpuListTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nohz_full=1-3    | nohz_full=1,2,3      | nohz_full=1,2,3",
        "nohz_full=0-7:1/2| nohz_full=0,2,4,6    | nohz_full=0,2,4,6",
        "nohz_full=0-7:2/4| nohz_full=0-1,4-5    | nohz_full=0-1,4-5",
        "nohz_full=all    | nohz_full=0-N        | nohz_full=0-N",
        "nohz_full=0-N    | nohz_full=ALL        | nohz_full=ALL",
        "nohz_full=4-N    | nohz_full=2-3        | nohz_full=2-N",
        "nohz_full=N      | nohz_full=1-3        | nohz_full=1-3,N",
        "nohz_full=2-3    | nohz_full=1-N        | nohz_full=1-N",
        "rcu_nocbs=all    | rcu_nocbs=1-3        | rcu_nocbs=0-N",
        "nohz_full=8      | nohz_full=all:1/2    | nohz_full=0-N:1/2,8",
        "isolcpus=2-3     | isolcpus=domain,2,3  | isolcpus=domain,2,3",
        "isolcpus=domain,2-3| isolcpus=2-3       | isolcpus=2-3",
        "isolcpus=2-3     | isolcpus=managed_irq,2-3 | isolcpus=managed_irq,domain,2-3",
        "isolcpus=nohz,domain,4| isolcpus=2-3    | isolcpus=domain,nohz,2-4",
        "isolcpus=3       | isolcpus=2           | isolcpus=domain,2-3",
        "nohz_full=3-1    | nohz_full=1          | nohz_full=3-1,1",
        "nohz_full=1      | ''                   | nohz_full=1"
      })
  void aListGetsTheCpusItLacks(String wish, String line, String then) {
    Wishes wishes = Wishes.of(List.of(wish), List.of(), List.of());
    CommandLine after = wishes.applyTo(CommandLine.of(line));
    assertEquals(then, after.toString());
    assertEquals(then, wishes.applyTo(after).toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "isolcpus=2-3   | isolcpus=domain,managed_irq,1-3 | isolcpus=domain,managed_irq,1",
        "isolcpus=1-3   | isolcpus=managed_irq,1-3        | ''",
        "nohz_full=4-N  | nohz_full=all                   | nohz_full=0-3",
        "nohz_full=all  | nohz_full=1-7                   | ''"
      })
  void cpusAreTakenOutOfAList(String unwanted, String line, String then) {
    Wishes wishes = Wishes.of(List.of(), List.of(unwanted), List.of());
    assertEquals(then, wishes.applyTo(CommandLine.of(line)).toString());
  }
}
