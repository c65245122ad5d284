package dev.javaform.hardware.layout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.javaform.hardware.Built;
import dev.javaform.hardware.processor.CpuClass;
import dev.javaform.hardware.processor.Processors;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Machines of which there is no capture. */
class MadeUpMachinesTest {

  @Test
  void hybridWithItsEfficientCoresOfflineIsLikeAnyOther() {
    Built machine =
        Built.online("0-7")
            .file("sys/devices/system/cpu/present", "0-15")
            .file("sys/devices/cpu_core/cpus", "0-7")
            .file("sys/devices/cpu_atom/cpus", "8-15")
            .cores(0, "0-1", "2-3", "4-5", "6-7")
            .caches(3, 24576, "0-7");
    Layout layout = layout(machine, CpuWish.DEFAULT);
    assertEquals(List.of(2, 3, 4, 5, 6, 7), layout.vcpus());
    assertEquals("0-1", layout.emulator().toString());
  }

  @Test
  void hybridWithoutThreadsIsToldByTheKernel() {
    Built machine =
        Built.online("0-9")
            .file("sys/devices/cpu_core/cpus", "0-5")
            .file("sys/devices/cpu_atom/cpus", "6-9")
            .cores(0, "0", "1", "2", "3", "4", "5", "6", "7", "8", "9")
            .caches(2, 2048, "6-9")
            .caches(3, 18432, "0-9");
    Layout layout = layout(machine, CpuWish.DEFAULT);
    assertEquals(List.of(0, 1, 2, 3, 4, 5), layout.vcpus());
    assertEquals(new Topology(1, 1, 6, 1), layout.topology());
    assertEquals("6-9", layout.emulator().toString());
  }

  @Test
  void coresApartHelpAfterTheEfficientOnes() {
    Built machine =
        Built.online("0-9")
            .file("sys/devices/cpu_core/cpus", "0-3")
            .file("sys/devices/cpu_atom/cpus", "4-9")
            .cores(0, "0-1", "2-3", "4", "5", "6", "7", "8", "9")
            .caches(2, 2048, "4-7", "8-9")
            .caches(3, 12288, "0-7");
    Processors seen = Processors.of(machine.tree());
    assertEquals(
        List.of(CpuClass.LOW_POWER, CpuClass.LOW_POWER),
        seen.cores().subList(6, 8).stream().map(core -> core.kind()).toList());
    Layout layout = Layout.of(seen, CpuWish.DEFAULT);
    assertEquals(List.of(0, 1, 2, 3), layout.vcpus());
    assertEquals("4-7", layout.emulator().toString());
    assertEquals("8-9", layout.ioThreads().getFirst().toString());
  }

  @Test
  void theKernelMayNameTheCoresApart() {
    Built machine =
        Built.online("0-5")
            .file("sys/devices/cpu_core/cpus", "0-3")
            .file("sys/devices/cpu_lowpower/cpus", "4-5")
            .cores(0, "0", "1", "2", "3", "4", "5");
    Processors seen = Processors.of(machine.tree());
    assertEquals(2, seen.cores(CpuClass.LOW_POWER).count());
    assertEquals(4, seen.cores(CpuClass.PERFORMANCE).count());
  }

  /** Speed Select gives some cores of a server less: they are the same cores. */
  @Test
  void slowerCoresWithTwoThreadsAreNoOtherKind() {
    Built machine =
        Built.online("0-7")
            .cores(0, "0-1", "2-3", "4-5", "6-7")
            .caches(3, 24576, "0-7")
            .file("sys/devices/system/cpu/cpu0/cpufreq/base_frequency", "2900000")
            .file("sys/devices/system/cpu/cpu2/cpufreq/base_frequency", "2300000");
    assertEquals(4, Processors.of(machine.tree()).cores(CpuClass.UNIFORM).count());
  }

  @Test
  void oneCpuCanBeGivenButNotKeptAsWell() {
    Built machine = Built.online("0").cores(0, "0");
    Layout layout = layout(machine, CpuWish.DEFAULT.reserving(0));
    assertEquals(List.of(0), layout.vcpus());
    assertEquals("0", layout.emulator().toString());
    assertEquals("", layout.tickless().toString());
    assertEquals("0", layout.housekeeping().toString());
    assertUnmet(machine, CpuWish.DEFAULT, "This machine has 1 core online");
  }

  @Test
  void withoutAnyCacheAPackageIsOneGroup() {
    Built machine = Built.online("0-3").cores(0, "0", "1").cores(1, "2", "3");
    assertEquals(List.of(2, 3), layout(machine, CpuWish.DEFAULT).vcpus());
  }

  @Test
  void cachesOfOneCoreEachMakeNoGroups() {
    Built machine =
        Built.online("0-3").cores(0, "0", "1", "2", "3").caches(2, 512, "0", "1", "2", "3");
    assertEquals(List.of(1, 2, 3), layout(machine, CpuWish.DEFAULT).vcpus());
  }

  @Test
  void fourPackages() {
    Built machine = Built.online("0-15");
    for (int number = 0; number < 4; number++) {
      int first = number * 4;
      machine
          .cores(number, first + "", first + 1 + "", first + 2 + "", first + 3 + "")
          .caches(3, 8192, first + "-" + (first + 3))
          .node(number, first + "-" + (first + 3), 1 << 24, distances(4, number));
    }
    Layout layout = layout(machine, CpuWish.DEFAULT.near(2));
    assertEquals(List.of(8, 9, 10, 11), layout.vcpus());
    assertEquals("2", layout.memoryNodes().toString());
    assertEquals(new Topology(1, 1, 4, 1), layout.topology());
    Layout wide = layout(machine, CpuWish.DEFAULT.near(2).withCores(6).spanning());
    assertEquals("1-2", wide.memoryNodes().toString());
  }

  @Test
  void aCardAtANodeWithoutCpusIsServedByTheNearest() {
    Built machine =
        Built.online("0-7")
            .cores(0, "0", "1", "2", "3", "4", "5", "6", "7")
            .caches(3, 8192, "0-3", "4-7")
            .node(0, "0-3", 1 << 24, "10 12 30")
            .node(1, "4-7", 1 << 24, "12 10 20")
            .node(2, "", 1 << 24, "30 20 10");
    Layout layout = layout(machine, CpuWish.DEFAULT.near(2));
    assertEquals(List.of(4, 5, 6, 7), layout.vcpus());
    assertEquals("1", layout.memoryNodes().toString());
  }

  /** Threadripper 2990WX: two of its four nodes have no memory. */
  @Test
  void nodesWithoutMemoryComeLastAndBorrow() {
    Built machine = Built.online("0-15");
    for (int node = 0; node < 4; node++) {
      int first = node * 4;
      String cpus = first + "-" + (first + 3);
      machine
          .cores(0, first + "", first + 1 + "", first + 2 + "", first + 3 + "")
          .caches(3, 8192, first + "-" + (first + 1), (first + 2) + "-" + (first + 3))
          .node(node, cpus, node % 2 == 0 ? 1 << 24 : 0, distances(4, node));
    }
    assertEquals(List.of(2, 3), layout(machine, CpuWish.DEFAULT).vcpus());
    Layout near = layout(machine, CpuWish.DEFAULT.near(1));
    assertEquals(List.of(4, 5), near.vcpus());
    assertEquals("0", near.memoryNodes().toString());
    assertTrue(near.reasons().stream().anyMatch(reason -> reason.contains("no memory")));
  }

  @Test
  void aLargerCacheWinsOverLeavingTheBootCpu() {
    Built machine =
        Built.online("0-7")
            .cores(0, "0", "1", "2", "3", "4", "5", "6", "7")
            .caches(3, 98304, "0-3")
            .caches(3, 32768, "4-7");
    assertEquals(List.of(0, 1, 2, 3), layout(machine, CpuWish.DEFAULT).vcpus());
  }

  @Test
  void coresWithUnequalThreadsAreShownAsCoresWithoutThreads() {
    Built machine = Built.online("0-4").cores(0, "0-1", "2-3", "4").caches(3, 8192, "0-4");
    Layout layout = layout(machine, CpuWish.DEFAULT.reserving(0));
    assertEquals(List.of(0, 1, 2, 3, 4), layout.vcpus());
    assertEquals(new Topology(1, 1, 5, 1), layout.topology());
  }

  @Test
  void aGroupOverTwoNodesIsNotGivenWhole() {
    Built machine =
        Built.online("0-7")
            .cores(0, "0", "1", "2", "3", "4", "5", "6", "7")
            .caches(3, 32768, "0-7")
            .node(0, "0-3", 1 << 24, "10 11")
            .node(1, "4-7", 1 << 24, "11 10");
    Layout layout = layout(machine, CpuWish.DEFAULT.near(1));
    assertEquals(List.of(4, 5, 6, 7), layout.vcpus());
  }

  @Test
  void whatCannotBeMetSaysWhy() {
    Built machine =
        Built.online("0-7")
            .cores(0, "0", "1", "2", "3", "4", "5", "6", "7")
            .caches(3, 8192, "0-3", "4-7");
    assertUnmet(
        machine, CpuWish.DEFAULT.withCores(5), "no group that shares a cache has more than 4");
    assertUnmet(machine, CpuWish.DEFAULT.withCores(9).spanning(), "has 8 cores online");
    assertUnmet(machine, CpuWish.DEFAULT.withCores(8).spanning(), "only 7 cores can be given");
    assertUnmet(machine, CpuWish.DEFAULT.withCores(4).reserving(5), "only 3 cores can be given");
    assertUnmet(machine, CpuWish.DEFAULT.withCores(0), "at least 1 core");
    assertUnmet(machine, CpuWish.DEFAULT.reserving(-1), "cannot keep less than 0");
    assertUnmet(Built.online("0-3"), CpuWish.DEFAULT, "threads of one core is unknown");
  }

  private static Layout layout(Built machine, CpuWish wish) {
    return Layout.of(Processors.of(machine.tree()), wish);
  }

  private static void assertUnmet(Built machine, CpuWish wish, String why) {
    String message = assertThrows(UnmetWish.class, () -> layout(machine, wish)).getMessage();
    assertTrue(message.contains(why), message);
  }

  private static String distances(int nodes, int self) {
    StringBuilder line = new StringBuilder();
    for (int node = 0; node < nodes; node++) {
      line.append(node == self ? "10 " : "16 ");
    }
    return line.toString().strip();
  }
}
