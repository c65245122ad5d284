package dev.javaform.hardware.pci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.javaform.hardware.Board;
import dev.javaform.hardware.pci.Caution.Kind;
import dev.javaform.hardware.pci.Verdict.State;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerdictTest {

  private static final String PORT = "0000:00:01.1";

  /** A card with sound in one group, and another card that the firmware draws on. */
  private static Board two(String id, String other) {
    var board = new Board();
    board.function("0000:01:00.0", "030000", id, PORT).group(10).with("boot_vga", "0");
    board.function("0000:01:00.1", "040300", "1002:ab30", PORT).group(10);
    board.function("0000:02:00.0", "030000", other, "0000:00:01.2").group(11).with("boot_vga", "1");
    board.function("0000:02:00.1", "040300", "1002:ab30", "0000:00:01.2").group(11);
    return board;
  }

  @Test
  void withoutGroupsTheIommuIsOff() {
    var board = new Board();
    board.function("0000:01:00.0", "030000", "10de:1e84");
    assertEquals(State.OFF, board.verdict("01:00.0").state());
    assertEquals("There are no IOMMU groups: the IOMMU is off.", board.verdict("01:00.0").reason());
  }

  @Test
  void aFunctionThatNoIommuServesIsNamed() {
    var board = two("1002:7550", "1002:747e");
    board.function("10000:e1:00.0", "010802", "144d:a808");
    Verdict verdict = board.verdict("10000:e1:00.0");
    assertEquals(State.OFF, verdict.state());
    assertTrue(verdict.reason().contains("although others have"), verdict.reason());
  }

  @Test
  void groupsThatVfioMadeWithoutAnIommuAreNone() {
    var board = two("1002:7550", "1002:747e");
    board.file("sys/kernel/iommu_groups/10/name", "vfio-noiommu");
    assertEquals(State.OFF, board.verdict("01:00.0").state());
  }

  @Test
  void theOtherCardIsToDrawFirst() {
    var board = two("1002:7550", "1002:747e");
    assertFalse(board.verdict("01:00.0").has(Kind.BOOT_DISPLAY));
    assertFalse(board.verdict("01:00.0").has(Kind.CONSOLE));
    assertTrue(board.verdict("02:00.0").has(Kind.BOOT_DISPLAY));
    assertTrue(board.verdict("02:00.0").has(Kind.CONSOLE));
    assertEquals(State.ISOLATED, board.verdict("02:00.0").state());
  }

  @Test
  void theOnlyCardLeavesTheHostWithoutAScreen() {
    var board = new Board();
    board.function("0000:01:00.0", "030000", "10de:1e84").group(1).with("boot_vga", "1");
    Verdict verdict = board.verdict("01:00.0");
    assertTrue(verdict.has(Kind.LAST_DISPLAY));
    assertFalse(verdict.has(Kind.BOOT_DISPLAY));
  }

  @Test
  void aCardWithoutOutputsLeavesNoScreenBehind() {
    var board = new Board();
    board.function("0000:17:00.0", "030200", "10de:20b5").group(30);
    board.function("0000:65:00.0", "030200", "10de:20b5").group(101);
    board.function("0000:03:00.0", "030000", "1a03:2000").group(140).with("boot_vga", "1");
    assertFalse(board.verdict("17:00.0").has(Kind.LAST_DISPLAY));
    assertEquals(State.ISOLATED, board.verdict("65:00.0").state());
    assertTrue(board.verdict("03:00.0").has(Kind.LAST_DISPLAY));
  }

  @Test
  void soundInAGroupOfItsOwnGoesAlong() {
    var board = new Board();
    board.function("0000:0f:00.0", "030000", "1002:7550").group(33);
    board.function("0000:0f:00.1", "040300", "1002:ab40").group(34);
    board.function("0000:11:00.3", "0c0330", "1022:149c").group(39);
    board.function("0000:11:00.4", "040300", "1022:1487").group(40);
    Verdict card = board.verdict("0f:00.0");
    assertEquals(State.ISOLATED, card.state());
    assertEquals(List.of("0000:0f:00.0", "0000:0f:00.1"), addresses(card.take()));
    assertEquals(List.of("0000:11:00.3"), addresses(board.verdict("11:00.3").take()));
  }

  @Test
  void whatSoundSharesItsGroupWithCounts() {
    var board = new Board();
    board.function("0000:0f:00.0", "030000", "1002:7550").group(33);
    board.function("0000:0f:00.1", "040300", "1002:ab40").group(34);
    board.function("0000:10:00.0", "020000", "8086:15f3").group(34);
    Verdict verdict = board.verdict("0f:00.0");
    assertEquals(State.SHARED, verdict.state());
    assertEquals(List.of("0000:10:00.0"), addresses(verdict.rest()));
  }

  @Test
  void soundBehindTheCardsOwnSwitchGoesAlong() {
    var board = new Board();
    String[] way = {"0000:00:01.0", "0000:01:00.0", "0000:02:01.0"};
    board.function("0000:00:01.0", "060400", "8086:a70d").group(2);
    board.function("0000:01:00.0", "060400", "8086:4fa1", "0000:00:01.0").group(16);
    board.function("0000:03:00.0", "030000", "8086:56a0", way).group(19);
    way[2] = "0000:02:04.0";
    board.function("0000:04:00.0", "040300", "8086:4f90", way).group(20);
    board.function("0000:00:02.0", "030000", "8086:a780").group(0).with("boot_vga", "1");
    Verdict verdict = board.verdict("03:00.0");
    assertEquals(List.of("0000:03:00.0", "0000:04:00.0"), addresses(verdict.take()));
    assertTrue(board.verdict("00:02.0").has(Kind.INTEGRATED));
  }

  @Test
  void aBootDiskInTheGroupIsFatal() {
    var board = two("1002:7550", "1002:747e");
    String disk = "../../devices/pci0000:00/0000:00:01.3/0000:03:00.0/nvme/nvme0/nvme0n1";
    board.function("0000:03:00.0", "010802", "144d:a808", "0000:00:01.3").group(10);
    board
        .file("proc/self/mounts", "/dev/nvme0n1p2 / ext4 rw 0 0")
        .link("sys/class/block/nvme0n1p2", disk + "/nvme0n1p2");
    Verdict verdict = board.verdict("01:00.0");
    assertEquals(State.FATAL, verdict.state());
    assertTrue(verdict.reason().contains("0000:03:00.0: nvme0n1p2 holds /"), verdict.reason());
    assertEquals(State.FATAL, board.verdict("03:00.0").state());
  }

  @Test
  void isolationThatWasAskedForIsOnlyClaimed() {
    var board = two("1002:7550", "1002:747e");
    board.file("proc/cmdline", "quiet pcie_acs_override=downstream,multifunction");
    Verdict verdict = board.verdict("01:00.0");
    assertEquals(State.CLAIMED, verdict.state());
    assertTrue(verdict.has(Kind.CLAIMED));
  }

  @Test
  void whatCannotBeResetIsNamed() {
    var board = new Board();
    board.function("0000:01:00.0", "030000", "1002:67df", PORT).group(1);
    board.function("0000:01:00.1", "040300", "1002:aaf0", PORT).group(2).with("reset_method", "");
    board.function("0000:02:00.0", "020000", "8086:15f3").group(3).with("reset_method", "flr bus");
    assertTrue(board.verdict("01:00.1").has(Kind.NO_RESET));
    assertFalse(board.verdict("02:00.0").has(Kind.NO_RESET));
  }

  @Test
  void resettingTheBusMattersWhereOthersUseIt() {
    var board = new Board();
    board
        .function("0000:01:00.3", "0c0330", "1022:149c", PORT)
        .group(1)
        .with("reset_method", "bus");
    board.function("0000:01:00.4", "040300", "1022:1487", PORT).group(2).driver("snd_hda_intel");
    assertTrue(board.verdict("01:00.3").has(Kind.SHARED_RESET));
    board.function("0000:01:00.4", "040300", "1022:1487", PORT).group(2).driver("vfio-pci");
    assertFalse(board.verdict("01:00.3").has(Kind.SHARED_RESET));
  }

  @Test
  void aVirtualFunctionGoesByItself() {
    var board = new Board();
    board
        .function("0000:03:00.0", "030000", "8086:56c0")
        .group(20)
        .board()
        .link("sys/bus/pci/devices/0000:03:00.0/virtfn0", "../0000:03:00.1");
    board
        .function("0000:03:00.1", "030000", "8086:56c0")
        .group(21)
        .board()
        .link("sys/bus/pci/devices/0000:03:00.1/physfn", "../0000:03:00.0");
    Verdict verdict = board.verdict("03:00.1");
    assertEquals(List.of("0000:03:00.1"), addresses(verdict.take()));
    assertTrue(verdict.has(Kind.VIRTUAL));
    assertEquals(List.of("0000:03:00.0"), addresses(board.verdict("03:00.0").take()));
    assertTrue(board.verdict("03:00.0").has(Kind.HAS_VIRTUAL));
  }

  @Test
  void aBridgeIsNotForGuests() {
    var board = new Board();
    board.function(PORT, "060400", "1022:1483").group(1);
    assertTrue(board.verdict("00:01.1").has(Kind.BRIDGE));
  }

  @Test
  void regionsHaveSizes() {
    var board = new Board();
    board
        .function("0000:01:00.0", "030000", "1002:7550")
        .with(
            "resource",
            """
            0x0000007800000000 0x0000007bffffffff 0x000000000014220c
            0x0000000000000000 0x0000000000000000 0x0000000000000000
            0x00000000fca00000 0x00000000fcafffff 0x0000000000040200""");
    assertEquals(
        List.of(new Bar(0, 0x78_0000_0000L, 16L << 30), new Bar(2, 0xfca00000L, 1 << 20)),
        board.at("01:00.0").bars());
    assertTrue(board.at("01:00.0").bars().getFirst().isAbove4G());
  }

  private static List<String> addresses(List<PciFunction> functions) {
    return functions.stream().map(PciFunction::address).toList();
  }
}
