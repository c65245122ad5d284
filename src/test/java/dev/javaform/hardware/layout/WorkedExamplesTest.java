package dev.javaform.hardware.layout;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.base.Splitter;
import dev.javaform.hardware.CpuSet;
import dev.javaform.hardware.CpuTable;
import dev.javaform.hardware.Fixtures;
import dev.javaform.hardware.HostTree;
import dev.javaform.hardware.processor.Processors;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The table of worked examples. */
class WorkedExamplesTest {

  /** The reference build gives everything away, and pins 32 vCPUs like this. */
  @Test
  void seedsOwnMachine() throws IOException {
    Layout layout = layout(CpuTable.of("5950x"), CpuWish.DEFAULT.spanning().reserving(0));
    String pins =
        Files.readAllLines(Fixtures.path("derived/5950x-seed-pinning.txt")).stream()
            .filter(line -> !line.startsWith("#"))
            .findFirst()
            .orElseThrow();
    assertEquals(
        Splitter.on(',').splitToStream(pins).map(Integer::valueOf).toList(), layout.vcpus());
    assertEquals("0,16", layout.emulator().toString());
    assertEquals(List.of("0,16", "0,16"), ioThreads(layout));
    assertEquals(new Topology(1, 1, 16, 2), layout.topology());
    assertEquals("1-31", layout.tickless().toString());
    assertEquals("0", layout.housekeeping().toString());
  }

  @Test
  void ryzen5950xLeavesTheGroupOfTheBootCpuToTheHost() throws IOException {
    Layout layout = layout(CpuTable.of("5950x"), CpuWish.DEFAULT);
    assertEquals(
        List.of(8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31), layout.vcpus());
    assertEquals("0,16", layout.emulator().toString());
    assertEquals(List.of("1,17", "1,17"), ioThreads(layout));
    assertEquals(new Topology(1, 1, 8, 2), layout.topology());
    assertEquals("0-7,16-23", layout.host().toString());
  }

  @Test
  void ryzen1600() throws IOException {
    Layout layout = layout(Fixtures.tree("sysfs-ghw/amd-ryzen5-1600-gpu.tar.gz"), CpuWish.DEFAULT);
    assertEquals(List.of(3, 9, 4, 10, 5, 11), layout.vcpus());
    assertEquals("0,6", layout.emulator().toString());
    assertEquals(List.of("1,7", "1,7"), ioThreads(layout));
    assertEquals("0", layout.memoryNodes().toString());
  }

  @Test
  void ryzen7950x3dGivesTheLargerCache() throws IOException {
    Layout layout = layout(CpuTable.of("7950x3d"), CpuWish.DEFAULT.by(Policy.LARGEST_L3));
    assertEquals(List.of(0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23), layout.vcpus());
    assertEquals("8,24", layout.emulator().toString());
    assertEquals(List.of("9,25", "9,25"), ioThreads(layout));
    assertEquals("8-15,24-31", layout.host().toString());
  }

  @Test
  void strixPointGivesTheFasterGroup() throws IOException {
    Layout layout =
        layout(
            HwlocXml.tree(
                Fixtures.path("cpu/hwloc-cpuid/AMD-1Ah-Zen5StrixPoint-RyzenAI9HX370.xml")),
            CpuWish.DEFAULT.by(Policy.LARGEST_L3));
    assertEquals(List.of(0, 12, 1, 13, 2, 14, 3, 15), layout.vcpus());
    assertEquals("4-11,16-23", layout.host().toString());
  }

  @Test
  void i71370pGivesItsFastCores() throws IOException {
    Layout layout =
        layout(
            Fixtures.tree("cpu/hwloc-sysfs/20em64t-hybrid-1p6c2t+2ca4co1t.tar.bz2"),
            CpuWish.DEFAULT);
    assertEquals(List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11), layout.vcpus());
    assertEquals(new Topology(1, 1, 6, 2), layout.topology());
    assertEquals("12-15", layout.emulator().toString());
    assertEquals(List.of("16-19", "16-19"), ioThreads(layout));
  }

  @Test
  void i71270pGivesItsFastCores() throws IOException {
    Layout layout = layout(Fixtures.tree("sysfs-ghw/intel-i7-1270p-iommu.tar.gz"), CpuWish.DEFAULT);
    assertEquals(List.of(0, 1, 2, 3, 4, 5, 6, 7), layout.vcpus());
    assertEquals(new Topology(1, 1, 4, 2), layout.topology());
    assertEquals("8-11", layout.emulator().toString());
    assertEquals(List.of("12-15", "12-15"), ioThreads(layout));
  }

  @Test
  void epyc7451NearTheCard() throws IOException {
    HostTree tree = Fixtures.tree("cpu/lscpu-dumps/x86_64-epyc_7451.tar.gz");
    Layout layout = layout(tree, CpuWish.DEFAULT.near(0).withCores(6).spanning());
    assertEquals(List.of(0, 48, 1, 49, 2, 50, 3, 51, 4, 52, 5, 53), layout.vcpus());
    assertEquals("0", layout.memoryNodes().toString());
  }

  @Test
  void epyc7451AsHwlocSawIt() throws IOException {
    HostTree tree = HwlocXml.tree(Fixtures.path("cpu/hwloc-cpuid/AMD-17h-Zen-2xEpyc-7451.xml"));
    Processors seen = Processors.of(tree);
    assertEquals(16, seen.groups().size());
    assertEquals("0-2,48-50", seen.groups().getFirst().cpus().toString());
    assertEquals(2, seen.packages().size());
  }

  private static Layout layout(HostTree tree, CpuWish wish) {
    return Layout.of(Processors.of(tree), wish);
  }

  private static List<String> ioThreads(Layout layout) {
    return layout.ioThreads().stream().map(CpuSet::toString).toList();
  }

  /*
   * A machine from a table: cpu, core, package, node, first CPU of the L3 group, its size, threads.
   */
}
