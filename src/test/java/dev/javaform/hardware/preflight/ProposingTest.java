package dev.javaform.hardware.preflight;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.javaform.hardware.Board;
import dev.javaform.hardware.pci.PciFunction;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is proposed on machines of many kinds, and why nothing is. */
class ProposingTest {

  private static final String ROOT = "0000:00:01.1";
  private static final String CARD = "0000:01:00.0";

  /** A card of three functions, and a processor with graphics and two USB controllers. */
  private static Board desktop() {
    var board = new Board();
    board.function(ROOT, "060400", "1022:14db").group(1);
    board.function(CARD, "030000", "1002:744c", ROOT).group(10).with("boot_vga", "0");
    board.function("0000:01:00.1", "040300", "1002:ab30", ROOT).group(11);
    board.function("0000:01:00.2", "0c0330", "1002:7446", ROOT).group(12);
    board.function("0000:0b:00.0", "030000", "1002:164e").group(30).with("boot_vga", "1");
    board.function("0000:0b:00.2", "108000", "1022:1649").group(32);
    board.function("0000:0b:00.3", "0c0330", "1022:15b6").group(33);
    board.function("0000:0b:00.4", "0c0330", "1022:15b7").group(34);
    keyboard(board, "0000:0b:00.3");
    return board;
  }

  private static void keyboard(Board board, String controller) {
    String device = "../../../devices/pci0000:00/" + controller + "/usb1/1-4";
    board
        .link("sys/bus/usb/devices/1-4", device)
        .link("sys/bus/usb/devices/1-4:1.0", device + "/1-4:1.0")
        .file("sys/bus/usb/devices/1-4:1.0/bInterfaceClass", "03")
        .file("sys/bus/usb/devices/1-4:1.0/bInterfaceProtocol", "01");
  }

  private static Judgement judged(Board board, Wanted... wanted) {
    return Judgement.of(
        board.machine(),
        new Intent(ImmutableList.copyOf(wanted), Optional.empty(), ImmutableSet.of()));
  }

  private static List<String> addresses(List<Candidate> candidates) {
    return candidates.stream().map(each -> each.function().address()).toList();
  }

  private static String evidence(Board board, Rule rule) {
    return judged(board).findings().stream()
        .filter(each -> each.rule() == rule)
        .map(Finding::evidence)
        .reduce("", (all, more) -> all + more + "\n");
  }

  @Test
  void aControllerBesideGraphicsOfTheProcessorIsProposed() {
    Proposal proposal = judged(desktop()).proposal();
    assertEquals(List.of("0000:0b:00.4"), addresses(proposal.controllers()));
    assertEquals(List.of(CARD), addresses(proposal.cards()));
    assertEquals(
        List.of("0000:01:00.1", "0000:01:00.2"),
        proposal.cards().getFirst().along().stream().map(PciFunction::address).toList());
  }

  @Test
  void whyNoControllerCanGoIsToldForEach() {
    Board board = desktop();
    board.function("0000:0b:00.4", "0c0330", "1022:15b7").group(32);
    String why = evidence(board, Rule.NO_USB_CONTROLLER);
    assertTrue(
        why.contains("0000:01:00.2 (USB controller [1002:7446]) is on a graphics card"), why);
    assertTrue(why.contains("0000:0b:00.3 (USB controller [1022:15b6]) carries the host's only"));
    assertTrue(why.contains("shares IOMMU group 32 with 0000:0b:00.2"), why);
  }

  @Test
  void theCardThatTheFirmwareDrawsOnIsShownButNotProposed() {
    Board board = desktop();
    board.function(CARD, "030000", "1002:744c", ROOT).with("boot_vga", "1");
    board.function("0000:0b:00.0", "030000", "1002:164e").with("boot_vga", "0");
    Proposal proposal = judged(board).proposal();
    assertEquals(List.of("0000:0b:00.4"), addresses(proposal.first()));
    assertEquals(ImmutableList.of(Rule.BOOT_DISPLAY), proposal.cards().getFirst().needs());
    assertTrue(proposal.yaml().contains("#     address: \"" + CARD + "\""), proposal.yaml());
    assertTrue(evidence(board, Rule.NO_CARD_FREE).contains("the firmware draws on it"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "010802 | 144d:a80c | shares IOMMU group 10 with 0000:04:00.0",
        "0c0330 | 1022:43ee | shares IOMMU group 10 with 0000:04:00.0",
      })
  void whyTheCardCannotGoIsTold(String type, String id, String words) {
    Board board = desktop();
    board.function("0000:04:00.0", type, id).group(10);
    assertEquals(ImmutableList.of(), judged(board).proposal().cards());
    assertTrue(evidence(board, Rule.NO_CARD_FREE).contains(words));
  }

  @Test
  void whatTheHostNeedsInTheCardsGroupIsTold() {
    Board board = desktop();
    board.function("0000:04:00.0", "010802", "144d:a80c").group(10);
    mounted(board, "0000:04:00.0", "/");
    assertTrue(evidence(board, Rule.NO_CARD_FREE).contains("0000:04:00.0: nvme0n1p2 holds /"));
  }

  private static void mounted(Board board, String disk, String target) {
    board.link(
        "sys/class/block/nvme0n1p2",
        "../../devices/pci0000:00/" + disk + "/nvme/nvme0/nvme0n1/nvme0n1p2");
    board.file(
        "proc/self/mountinfo", "30 1 259:2 / %s rw - ext4 /dev/nvme0n1p2 rw".formatted(target));
  }

  /** Intel's Arc: a switch on the card, with the sound behind another port of it. */
  @Test
  void soundBehindTheCardsOwnSwitchGoesAlong() {
    Board board = new Board();
    board.function(ROOT, "060400", "1022:14db").group(1);
    String up = "0000:01:00.0";
    board.function(up, "060400", "8086:4fa1", ROOT).group(2);
    board.function("0000:02:01.0", "060400", "8086:4fa4", ROOT, up).group(3);
    board.function("0000:02:04.0", "060400", "8086:4fa4", ROOT, up).group(4);
    board.function("0000:03:00.0", "030000", "8086:56a0", ROOT, up, "0000:02:01.0").group(5);
    board.function("0000:04:00.0", "040300", "8086:4f90", ROOT, up, "0000:02:04.0").group(6);
    board.function("0000:0b:00.0", "030000", "1a03:2000").group(30).with("boot_vga", "1");
    Candidate card = judged(board).proposal().cards().getFirst();
    assertEquals(List.of("0000:04:00.0"), card.along().stream().map(PciFunction::address).toList());
    Judgement named = judged(board, new Wanted("gpu", "03:00.0", Optional.empty()));
    assertTrue(named.allows());
    assertEquals(
        ImmutableList.of("0000:03:00.0", "0000:04:00.0"),
        named.functions().stream().map(PciFunction::address).collect(toImmutableList()));
    assertEquals(ImmutableSet.of("0000:03:00", "0000:04:00"), named.slots());
  }

  @Test
  void aControllerWithoutOutputsIsNoScreenThatStays() {
    Board board = new Board();
    board.function(CARD, "030000", "10de:2684").group(10);
    board.function("0000:02:00.0", "030200", "10de:20b0").group(20);
    assertEquals(List.of("0000:02:00.0"), addresses(judged(board).proposal().cards()));
    Judgement both =
        judged(
            board,
            new Wanted("gpu", CARD, Optional.empty()),
            new Wanted("gpu", "0000:02:00.0", Optional.empty()));
    assertFalse(both.allows());
    assertFalse(judged(board, new Wanted("gpu", CARD, Optional.empty())).allows());
  }

  /** A laptop without a switch between its cards: the second one has no outputs. */
  @Test
  void theSecondCardOfALaptopMayGo() {
    Board board = new Board();
    board.function("0000:00:02.0", "030000", "8086:46a6").group(0).with("boot_vga", "1");
    board.function(CARD, "030200", "10de:25a2").group(3);
    board.function("0000:01:00.1", "040300", "10de:2291").group(3);
    assertEquals(List.of(CARD), addresses(judged(board).proposal().first()));
    assertTrue(judged(board).proposal().yaml().contains("no screen can be plugged into it"));
    Judgement named = judged(board, new Wanted("gpu", CARD, Optional.empty()));
    assertTrue(named.allows());
    assertTrue(named.findings().stream().anyMatch(each -> each.rule() == Rule.NO_OUTPUTS));
  }

  @Test
  void aHostWithoutAnyScreenHasNoneToLose() {
    Board board = new Board();
    board.function(CARD, "030200", "10de:20b0").group(10);
    assertEquals(List.of(CARD), addresses(judged(board).proposal().first()));
    assertTrue(judged(board, new Wanted("gpu", CARD, Optional.empty())).allows());
  }

  @ParameterizedTest
  @CsvSource({"1a03:2000", "102b:0536"})
  void graphicsOfTheBoardAreNoCard(String id) {
    Board board = new Board();
    board.function("0000:00:02.0", "030000", "8086:46a6").group(0).with("boot_vga", "1");
    board.function("0000:05:00.0", "030000", id).group(5).with("boot_vga", "0");
    assertEquals(ImmutableList.of(), judged(board).proposal().cards());
    assertTrue(evidence(board, Rule.NO_CARD_FREE).contains("belong to the processor or the board"));
  }

  /** What shares a device with graphics of the processor may be the keyboard, or its firmware. */
  @Test
  void graphicsOfTheProcessorTakeNothingAlong() {
    Judgement judgement = judged(desktop(), new Wanted("gpu", "0b:00.0", Optional.empty()));
    assertEquals(
        ImmutableList.of("0000:0b:00.0"),
        judgement.functions().stream().map(PciFunction::address).collect(toImmutableList()));
  }

  /** Where a guest has the card that the firmware draws on, the host has the other one left. */
  @Test
  void aCardThatIsKeptForGuestsIsNoneThatStays() {
    Board board = new Board();
    board.function(CARD, "030000", "1002:73bf").group(10).with("boot_vga", "1").driver("vfio-pci");
    board.function("0000:02:00.0", "030000", "1002:744c").group(20).with("boot_vga", "0");
    assertEquals(List.of(CARD), addresses(judged(board).proposal().cards()));
  }

  @Test
  void graphicsOfTheProcessorAreToldToBeThat() {
    Judgement judgement = judged(desktop(), new Wanted("gpu", "0b:00.0", Optional.empty()));
    assertTrue(
        judgement.findings().stream().anyMatch(each -> each.rule() == Rule.INTEGRATED_DISPLAY));
  }

  @Test
  void aCardWithTheOnlyKeyboardAtItsPortIsNotProposed() {
    Board board = desktop();
    keyboard(board, "0000:01:00.2");
    Proposal proposal = judged(board).proposal();
    assertEquals(ImmutableList.of(Rule.HOST_KEYBOARD), proposal.cards().getFirst().needs());
    assertTrue(
        evidence(board, Rule.NO_CARD_FREE).contains("only keyboard is plugged into 0000:01"));
  }

  @Test
  void allKeyboardsTogetherAreTheOnlyOnes() {
    Board board = desktop();
    String device = "../../../devices/pci0000:00/0000:0b:00.4/usb3/3-1";
    board
        .link("sys/bus/usb/devices/3-1", device)
        .link("sys/bus/usb/devices/3-1:1.0", device + "/3-1:1.0")
        .file("sys/bus/usb/devices/3-1:1.0/bInterfaceClass", "03")
        .file("sys/bus/usb/devices/3-1:1.0/bInterfaceProtocol", "01");
    Wanted one = new Wanted("usb", "0b:00.3", Optional.empty());
    Wanted other = new Wanted("usb", "0b:00.4", Optional.empty());
    assertTrue(judged(board, one).allows());
    assertTrue(judged(board, other).allows());
    assertFalse(judged(board, one, other).allows());
  }

  @Test
  void aDiskIsToldToBeTheHostsOwnPerhapsWhereThatIsUnknown() {
    Board board = desktop();
    board.function("0000:06:00.0", "010802", "144d:a808").group(60);
    board.file("proc/self/mountinfo", "30 1 0:25 / / rw - zfs rpool/ROOT/debian rw");
    assertTrue(judged(board).proposal().yaml().contains("it may be this one"));
    board.function("0000:04:00.0", "010802", "144d:a80c").group(20);
    mounted(board, "0000:04:00.0", "/");
    Proposal known = judged(board).proposal();
    assertEquals(List.of("0000:06:00.0"), addresses(known.disks()));
    assertTrue(known.yaml().contains("nothing of it is mounted"), known.yaml());
  }

  @Test
  void whatIsPluggedInIsSaidToBeUnknownWhereItIs() {
    Board board = new Board();
    board.function("0000:0b:00.4", "0c0330", "1022:15b7").group(34);
    assertTrue(judged(board).proposal().yaml().contains("it may be this host's keyboard"));
  }

  @Test
  void aProcessorThatIsNoX86IsTold() {
    Board arm = desktop().file("proc/cpuinfo", "processor\t: 0\nCPU implementer\t: 0x41");
    assertTrue(evidence(arm, Rule.OTHER_ARCHITECTURE).contains("ARM"));
    Board told = desktop().file("commands/machine", "aarch64");
    assertTrue(evidence(told, Rule.OTHER_ARCHITECTURE).contains("aarch64"));
    assertEquals(
        "", evidence(desktop().file("commands/machine", "x86_64"), Rule.OTHER_ARCHITECTURE));
  }

  @Test
  void whatATextDoesNotTellIsUnknownAndNotAbsent() {
    Board board = new Board().file("commands/lscpu", "CPU(s): 4\nModel name: x");
    assertEquals(
        List.of(Rule.UNKNOWN_DEVICES),
        judged(board).findings().stream()
            .map(Finding::rule)
            .filter(rule -> rule != Rule.NO_DEVICE_NAMED)
            .toList());
  }
}
