package dev.javaform.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.collect.ImmutableList;
import dev.javaform.hardware.Board;
import dev.javaform.hardware.Fixtures;
import dev.javaform.hardware.machine.Machine;
import dev.javaform.hardware.picture.Svg;
import dev.javaform.hardware.preflight.Intent;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every captured machine through facts and preflight: told, drawn, and the same each time. */
class CapturedMachinesTest {

  private static final int NARROW = 40;
  private static final int USUAL = 100;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cpu/hwloc-sysfs/20em64t-hybrid-1p6c2t+2ca4co1t.tar.bz2",
        "cpu/hwloc-sysfs/2i386-2t-hugepagesizecount.tar.bz2",
        "cpu/hwloc-sysfs/32amd64-4s2n4c-cgroup2.tar.bz2",
        "cpu/hwloc-sysfs/32intel64-2p8co2t+8ve.tar.bz2",
        "cpu/hwloc-sysfs/48amd64-4pa2n6c-sparse.tar.bz2",
        "cpu/hwloc-sysfs/64amd64-4s2n4ca2co.tar.bz2",
        "cpu/hwloc-sysfs/offline-cpu0-node0.tar.bz2",
        "cpu/lscpu-dumps/vbox-win.tar.gz",
        "cpu/lscpu-dumps/x86_64-64cpu-linux6.2.tar.gz",
        "cpu/lscpu-dumps/x86_64-64cpu.tar.gz",
        "cpu/lscpu-dumps/x86_64-epyc_7451.tar.gz",
        "cpu/lscpu-text/core-i5-11400.txt",
        "cpu/lscpu-text/ryzen9-5900x.txt",
        "cpu/lscpu-text/ryzen9-5950x-a.txt",
        "cpu/lscpu-text/ryzen9-5950x-b.txt",
        "cpu/lscpu-text/threadripper-2990wx.txt",
        "sysfs-ghw/amd-ryzen5-1600-gpu.tar.gz",
        "sysfs-ghw/intel-i7-1270p-iommu.tar.gz",
        "sysfs-ghw/xeon-5218r-accel.tar.gz",
        "dmi/b650e-taichi-lite_x3d.txt",
        "dmi/prime-z790-a_hybrid.txt",
        "dmi/x570-taichi-razer_5600x_32g.txt",
        "dmi/x570-taichi-razer_5900x_128g.txt",
        "dmi/x570-taichi-razer_5950x_128g.txt",
        "caps/linux-basic",
      })
  void everyMachineIsTold(String name) throws Exception {
    String once = told(name, USUAL);
    assertEquals(once, told(name, USUAL));
    for (String line : told(name, NARROW).lines().toList()) {
      assertTrue(isNarrow(line), line);
    }
    drawn(name);
    String document = document(name);
    assertEquals(document, document(name));
    assertEquals(1, new ObjectMapper().readTree(document).path("hosts").size());
  }

  /**
   * What is shown to be pasted is whole lines, and comments that stay comments, on any terminal.
   */
  @Test
  void whatIsProposedCanBePastedFromANarrowTerminal() {
    Board board = new Board();
    for (int part = 0; part < 6; part++) {
      String type = part == 0 ? "030000" : "0c0330";
      board.function("0000:01:00." + part, type, "1002:744c").group(10 + part);
    }
    board.function("0000:02:00.0", "030000", "8086:46a6").group(2).with("boot_vga", "1");
    board.function("0000:06:00.0", "010802", "144d:a808").group(60);
    JudgedMachine judged = JudgedMachine.of(board.tree(), Intent.NONE);
    List<String> shown = PreflightTable.of("lab", judged, NARROW).lines().toList();
    int from = shown.indexOf("passthrough_devices:");
    String block =
        String.join(
            "\n", shown.subList(from, from + shown.subList(from, shown.size()).indexOf("")));
    assertTrue(
        block.lines().skip(1).allMatch(line -> line.matches("[ #]+(# |- |\\w+: ).*")), block);
    assertTrue(block.lines().allMatch(line -> line.length() <= NARROW), block);
  }

  /** What has no blank in it stays whole. */
  private static boolean isNarrow(String line) {
    return line.length() <= NARROW || line.startsWith("#") || !line.strip().contains(" ");
  }

  private static String told(String name, int width) {
    Machine machine = Machine.of(Fixtures.tree(name));
    return FactsTable.of(name, machine, width)
        + PreflightTable.of(name, JudgedMachine.of(machine.tree(), Intent.NONE), width);
  }

  private static void drawn(String name) throws Exception {
    Svg svg = new Svg(name);
    FactsCommand.draw(name, Machine.of(Fixtures.tree(name)), Intent.NONE, svg);
    String document = svg.document();
    assertFalse(document.contains("href"));
    DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(document.getBytes(StandardCharsets.UTF_8)));
  }

  private static String document(String name) {
    JudgedMachine judged = JudgedMachine.of(Fixtures.tree(name), Intent.NONE);
    return MachineDocuments.of(
            "facts",
            ImmutableList.of(Seen.of(name, judged.machine())),
            each -> each.value().orElseThrow().facts())
        .concat(
            MachineDocuments.of(
                "preflight",
                ImmutableList.of(Seen.of(name, judged)),
                each -> each.value().orElseThrow().document()));
  }

  @ParameterizedTest
  @ValueSource(strings = "cpu/lscpu-dumps/vbox-win.tar.gz")
  void aVirtualMachineIsNoHost(String name) {
    assertTrue(
        told(name, 1000).contains("cannot pass devices through: this is a virtual machine"),
        () -> told(name, 1000));
  }
}
