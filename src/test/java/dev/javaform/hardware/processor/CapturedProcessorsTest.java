package dev.javaform.hardware.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.javaform.hardware.CpuSet;
import dev.javaform.hardware.Fixtures;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the origin of each capture recorded of its processors. */
class CapturedProcessorsTest {

  @Test
  void i7With6FastAnd8EfficientCoresByBaseFrequency() {
    Processors seen = hwloc("20em64t-hybrid-1p6c2t+2ca4co1t");
    assertEquals(14, seen.cores().size());
    assertEquals("0-19", seen.online().toString());
    assertEquals("0-11", cpus(seen, CpuClass.PERFORMANCE));
    assertEquals(6, seen.cores(CpuClass.PERFORMANCE).count());
    assertTrue(seen.cores(CpuClass.PERFORMANCE).allMatch(core -> core.cpus().size() == 2));
    assertEquals("12-19", cpus(seen, CpuClass.EFFICIENT));
    assertEquals(
        List.of("12-15", "16-19"),
        seen.cores(CpuClass.EFFICIENT).map(core -> core.cluster().toString()).distinct().toList());
    assertEquals(List.of("0-19"), groups(seen));
    assertEquals(Vendor.INTEL, seen.vendor());
    assertEquals(Optional.of("13th Gen Intel(R) Core(TM) i7-1370P"), seen.model());
  }

  @Test
  void twoPackagesOfEightCoresWithTwoThreads() {
    Processors seen = hwloc("32intel64-2p8co2t+8ve");
    assertEquals(2, seen.packages().size());
    assertEquals(new Counts(Optional.of(2), Optional.of(16), Optional.of(2)), seen.counts());
    assertEquals(List.of("0-7,16-23", "8-15,24-31"), groups(seen));
    assertTrue(seen.groups().stream().allMatch(group -> group.kib().equals(Optional.of(11264L))));
    assertEquals(List.of("0-7,16-23", "8-15,24-31"), nodes(seen));
    assertFalse(seen.isHybrid());
  }

  @Test
  void fourPackagesEightNodesAndPairsThatShareL2() {
    Processors seen = hwloc("64amd64-4s2n4ca2co");
    assertEquals(4, seen.packages().size());
    assertEquals(8, seen.nodes().size());
    assertEquals(64, seen.online().size());
    assertTrue(seen.cores().stream().allMatch(core -> core.cluster().size() == 2));
    assertEquals(8, seen.groups().size());
    assertEquals("0-7", groups(seen).getFirst());
  }

  @Test
  void nodesWhoseNumbersHaveGaps() {
    Processors seen = hwloc("48amd64-4pa2n6c-sparse");
    assertEquals(48, seen.online().size());
    assertEquals(
        List.of(0, 1, 2, 33, 34, 45, 72, 73), seen.nodes().stream().map(Node::number).toList());
    assertEquals(10, seen.node(33).orElseThrow().distances().get(33));
  }

  @Test
  void whatIsOfflineIsInNoCoreGroupOrNode() {
    Processors seen = hwloc("offline-cpu0-node0");
    assertEquals("4-20", seen.online().toString());
    assertEquals("0-23", seen.present().toString());
    assertEquals(List.of("4,6,8,10,12,14,16,18,20", "5,7,9,11,13,15,17,19"), groups(seen));
    assertTrue(seen.cores().stream().allMatch(core -> core.cpus().size() == 1));
    assertEquals(17, seen.cores().size());
    assertEquals(List.of("5,7,9,11,13,15,17,19"), nodes(seen));
  }

  /** A control group says what one process may use, not what the machine has. */
  @Test
  void aControlGroupMakesTheMachineNoSmaller() {
    Processors seen = hwloc("32amd64-4s2n4c-cgroup2");
    assertEquals("0-31", seen.online().toString());
    assertEquals(new Counts(Optional.of(4), Optional.of(32), Optional.of(1)), seen.counts());
    assertEquals(8, seen.nodes().size());
  }

  @Test
  void oneCoreWithTwoThreadsAndNoUnifiedCacheOfSeveralCores() {
    Processors seen = hwloc("2i386-2t-hugepagesizecount");
    assertEquals(new Counts(Optional.of(1), Optional.of(1), Optional.of(2)), seen.counts());
    assertEquals(List.of("0-1"), groups(seen));
    assertEquals(List.of(), nodes(seen));
  }

  @Test
  void epycWith16GroupsOfThreeCores() {
    Processors seen = lscpu("x86_64-epyc_7451");
    assertEquals(new Counts(Optional.of(2), Optional.of(48), Optional.of(2)), seen.counts());
    assertEquals(16, seen.groups().size());
    assertEquals(new CacheGroup(set("0-2,48-50"), 3, Optional.of(8192L)), seen.groups().getFirst());
    assertEquals(8, seen.nodes().size());
    assertEquals("0-5,48-53", nodes(seen).getFirst());
    assertEquals(Vendor.AMD, seen.vendor());
  }

  @Test
  void laptopWithFourCoresAndOneGroup() {
    Processors seen = lscpu("x86_64-64cpu-linux6.2");
    assertEquals(new Counts(Optional.of(1), Optional.of(4), Optional.of(2)), seen.counts());
    assertEquals(List.of(new CacheGroup(set("0-7"), 3, Optional.of(12288L))), seen.groups());
  }

  @Test
  void fourPackagesThreeNodesToldByMasksOnly() {
    Processors seen = lscpu("x86_64-64cpu");
    assertEquals(new Counts(Optional.of(4), Optional.of(32), Optional.of(2)), seen.counts());
    assertEquals(List.of(0, 2, 3), seen.nodes().stream().map(Node::number).toList());
    assertEquals(CpuSet.parse("0-62:2").orElseThrow().toString(), nodes(seen).getFirst());
    assertEquals(4, seen.groups().size());
  }

  @Test
  void aVirtualMachineWithoutTheFlagIsKnownByItsGraphicsCard() {
    Processors seen = lscpu("vbox-win");
    assertEquals("0-1", seen.online().toString());
    assertEquals(Optional.of("Oracle"), seen.hypervisor());
  }

  @Test
  void ryzenWithTwoGroups() {
    Processors seen = of("sysfs-ghw/amd-ryzen5-1600-gpu.tar.gz");
    assertEquals(List.of("0-2,6-8", "3-5,9-11"), groups(seen));
    assertEquals("0,6", seen.cores().getFirst().cpus().toString());
    assertEquals(Optional.empty(), seen.hypervisor());
    assertTrue(seen.flags().contains("constant_tsc"));
  }

  @Test
  void i7WithoutFrequenciesByWhoSharesL2() {
    Processors seen = of("sysfs-ghw/intel-i7-1270p-iommu.tar.gz");
    assertEquals("0-7", cpus(seen, CpuClass.PERFORMANCE));
    assertEquals(4, seen.cores(CpuClass.PERFORMANCE).count());
    assertEquals("8-15", cpus(seen, CpuClass.EFFICIENT));
    assertEquals(
        List.of("8-11", "12-15"),
        seen.cores(CpuClass.EFFICIENT).map(core -> core.cluster().toString()).distinct().toList());
  }

  @Test
  void xeonOfAVirtualMachine() {
    Processors seen = of("sysfs-ghw/xeon-5218r-accel.tar.gz");
    assertEquals("0-1", seen.online().toString());
    assertTrue(seen.hypervisor().isPresent());
  }

  @Test
  void treeThatBeginsAtSystem() {
    Processors seen = of("caps/linux-basic");
    assertEquals(16, seen.online().size());
    assertEquals(4, seen.nodes().size());
  }

  @Test
  void aTextTellsHowManyButNotWhich() {
    Processors seen = of("cpu/lscpu-text/ryzen9-5950x-a.txt");
    assertEquals("0-31", seen.online().toString());
    assertEquals(new Counts(Optional.of(1), Optional.of(16), Optional.of(2)), seen.counts());
    assertEquals(List.of(), seen.cores());
    assertEquals(List.of(), seen.groups());
    assertEquals(Optional.of("AMD Ryzen 9 5950X 16-Core Processor"), seen.model());
    assertEquals(Vendor.AMD, seen.vendor());
  }

  @Test
  void aTextTellsTheNodes() {
    Processors seen = of("cpu/lscpu-text/threadripper-2990wx.txt");
    assertEquals(List.of("0-7,32-39", "16-23,48-55", "8-15,40-47", "24-31,56-63"), nodes(seen));
  }

  private static Processors hwloc(String name) {
    return of("cpu/hwloc-sysfs/" + name + ".tar.bz2");
  }

  private static Processors lscpu(String name) {
    return of("cpu/lscpu-dumps/" + name + ".tar.gz");
  }

  private static Processors of(String name) {
    return Processors.of(Fixtures.tree(name));
  }

  private static CpuSet set(String list) {
    return CpuSet.parse(list).orElseThrow();
  }

  private static List<String> groups(Processors seen) {
    return seen.groups().stream().map(group -> group.cpus().toString()).toList();
  }

  private static List<String> nodes(Processors seen) {
    return seen.nodes().stream().map(node -> node.cpus().toString()).toList();
  }

  private static String cpus(Processors seen, CpuClass kind) {
    return seen.cores(kind).map(Core::cpus).reduce(CpuSet.NONE, CpuSet::or).toString();
  }
}
