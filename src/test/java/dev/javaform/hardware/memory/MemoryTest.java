package dev.javaform.hardware.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.javaform.hardware.CpuSet;
import dev.javaform.hardware.Fixtures;
import dev.javaform.hardware.HostTree;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class MemoryTest {

  private static final long GIB = 1 << 20;
  private static final long SMALL = 2048;

  @Test
  void sizesAndCountsOfHugePages() {
    Memory memory = hwloc("2i386-2t-hugepagesizecount");
    assertEquals(
        List.of(SMALL, 16 * GIB), memory.hugePages().stream().map(HugePages::kib).toList());
    assertTrue(memory.hugePages().stream().anyMatch(pages -> pages.count() > 0));
    assertEquals(List.of(), memory.nodes());
  }

  @Test
  void memoryOfEachNode() {
    Memory memory = hwloc("32intel64-2p8co2t+8ve");
    assertEquals(List.of(0, 1), memory.nodes().stream().map(NodeMemory::node).toList());
    assertTrue(memory.nodes().stream().allMatch(node -> node.totalKib().orElseThrow() > 0));
    assertEquals(
        List.of(SMALL, GIB),
        memory.nodes().getFirst().hugePages().stream().map(HugePages::kib).toList());
  }

  @Test
  void nodesWithGapsAndOneOffline() {
    assertEquals(
        List.of(0, 1, 2, 33, 34, 45, 72, 73),
        hwloc("48amd64-4pa2n6c-sparse").nodes().stream().map(NodeMemory::node).toList());
    assertEquals(
        List.of(1), hwloc("offline-cpu0-node0").nodes().stream().map(NodeMemory::node).toList());
  }

  @Test
  void theDefaultSizeIsToldByMeminfo() {
    Memory memory = Memory.of(Fixtures.tree("sysfs-ghw/intel-i7-1270p-iommu.tar.gz"));
    assertEquals(Optional.of(SMALL), memory.defaultHugePageKib());
    assertTrue(memory.freeKib().orElseThrow() < memory.totalKib().orElseThrow());
    assertTrue(memory.availableKib().isPresent());
  }

  @Test
  void whatWasNotReadIsUnknown() {
    Memory memory = Memory.of(HostTree.of(Map.of(), Map.of()));
    assertEquals(Optional.empty(), memory.totalKib());
    assertThrows(NoRoom.class, () -> GuestPages.of(memory, GIB, SMALL, CpuSet.NONE));
  }

  @Test
  void theHostKeeps4GibOrATenth() {
    assertEquals(4 * GIB, GuestPages.headroomKib(6 * GIB));
    assertEquals(4 * GIB, GuestPages.headroomKib(40 * GIB));
    assertEquals(12 * GIB, GuestPages.headroomKib(120 * GIB));
    assertEquals(
        Map.of(0, 32768L),
        GuestPages.of(machine(128 * GIB, 0), 64 * GIB, SMALL, CpuSet.NONE).pages());
    String message = refused(machine(6 * GIB, 0), 4 * GIB, CpuSet.NONE);
    assertTrue(message.contains("leaves 2 GiB of the host's 6 GiB"), message);
    assertTrue(message.contains("Give the guest 2 GiB or less"), message);
  }

  @Test
  void pagesAreSpreadOverTheNodes() {
    Memory memory = machine(64 * GIB, 64 * GIB);
    assertEquals(
        Map.of(0, 2049L, 1, 2048L),
        GuestPages.of(memory, 4097 * SMALL - 1, SMALL, CpuSet.of(0, 1)).pages());
    assertEquals(Map.of(1, 2048L), GuestPages.of(memory, 4 * GIB, SMALL, CpuSet.of(1)).pages());
    assertTrue(refused(memory, 80 * GIB, CpuSet.of(1)).contains("NUMA node 1 has 64 GiB"));
    assertTrue(refused(memory, GIB, CpuSet.of(5)).contains("NUMA node 5 has no memory"));
  }

  @Test
  void largePagesComeEarlyAndAreNotWhatSysctlCounts() {
    Memory memory = machine(64 * GIB, 0);
    GuestPages large = GuestPages.of(memory, 16 * GIB, GIB, CpuSet.NONE);
    assertEquals(Map.of(0, 16L), large.pages());
    assertTrue(large.early());
    assertFalse(large.countedBySysctl());
    assertTrue(GuestPages.of(memory, GIB, SMALL, CpuSet.NONE).countedBySysctl());
    String message =
        assertThrows(NoRoom.class, () -> GuestPages.of(memory, GIB, 16384, CpuSet.NONE))
            .getMessage();
    assertTrue(message.contains("no huge pages of 16 MiB; it has 2 MiB, 1 GiB"), message);
  }

  private static String refused(Memory memory, long kib, CpuSet nodes) {
    return assertThrows(NoRoom.class, () -> GuestPages.of(memory, kib, SMALL, nodes)).getMessage();
  }

  private static Memory machine(long first, long second) {
    Map<String, String> files = new TreeMap<>();
    files.put("proc/meminfo", "MemTotal: %d kB\nHugepagesize: 2048 kB\n".formatted(first + second));
    for (String size : List.of("2048", "1048576")) {
      files.put("sys/kernel/mm/hugepages/hugepages-" + size + "kB/nr_hugepages", "0\n");
    }
    node(files, 0, first);
    if (second > 0) {
      node(files, 1, second);
    }
    return Memory.of(HostTree.of(files, Map.of()));
  }

  private static void node(Map<String, String> files, int number, long kib) {
    files.put(
        "sys/devices/system/node/node" + number + "/meminfo",
        "Node %d MemTotal: %d kB\n".formatted(number, kib));
  }

  private static Memory hwloc(String name) {
    return Memory.of(Fixtures.tree("cpu/hwloc-sysfs/" + name + ".tar.bz2"));
  }
}
