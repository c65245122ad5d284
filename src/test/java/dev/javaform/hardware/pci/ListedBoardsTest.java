package dev.javaform.hardware.pci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.javaform.hardware.Board;
import dev.javaform.hardware.pci.Verdict.State;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is known of boards whose IOMMU groups people published. */
class ListedBoardsTest {

  private static final String B550M = "msi-mag-b550m-mortar.txt";
  private static final String B450M = "msi-b450m-mortar.txt";
  private static final String Z170 = "asrock-mini-itx-fatal1ty-z170-gaming-itx-ac.txt";

  @Test
  void allFourFunctionsOfACardGo() {
    Verdict verdict = Board.listed(B550M).verdict("2b:00.0");
    assertEquals(State.ISOLATED, verdict.state());
    assertEquals(
        List.of("0000:2b:00.0", "0000:2b:00.1", "0000:2b:00.2", "0000:2b:00.3"),
        addresses(verdict.take()));
    assertEquals(
        "0000:2b:00.0, 0000:2b:00.1, 0000:2b:00.2, 0000:2b:00.3 go together: nothing else is"
            + " in IOMMU group 14.",
        verdict.reason());
  }

  @Test
  void aCardBehindTheChipsetSharesItsGroup() {
    Verdict verdict = Board.listed(B550M).verdict("04:00.0");
    assertEquals(State.SHARED, verdict.state());
    assertEquals(
        List.of("0000:02:00.0", "0000:02:00.1", "0000:2a:00.0"), addresses(verdict.rest()));
    assertTrue(
        verdict.reason().contains("0000:02:00.1 SATA controller [1022:43eb]"), verdict.reason());
  }

  @Test
  void aControllerThatIsAloneLeavesItsNeighboursBehind() {
    var board = Board.listed(B550M);
    for (String address : List.of("2d:00.3", "2d:00.4")) {
      Verdict verdict = board.verdict(address);
      assertEquals(State.ISOLATED, verdict.state());
      assertEquals(List.of("0000:" + address), addresses(verdict.take()));
    }
  }

  @Test
  void aCardWithoutItsSoundIsReported() {
    Verdict verdict = Board.listed(B450M).verdict("10:00.0");
    assertEquals(State.ISOLATED, verdict.state());
    assertEquals(List.of("0000:10:00.0"), addresses(verdict.take()));
    assertTrue(verdict.has(Caution.Kind.MISSING_COMPANION));
  }

  @Test
  void theGraphicsOfAProcessorStandAlone() {
    Verdict verdict = Board.listed(B450M).verdict("38:00.0");
    assertEquals(State.ISOLATED, verdict.state());
    assertEquals(List.of("0000:38:00.0"), addresses(verdict.take()));
    assertTrue(verdict.has(Caution.Kind.INTEGRATED));
    assertFalse(verdict.has(Caution.Kind.MISSING_COMPANION));
  }

  @Test
  void aControllerInTheProcessorTakesItsNeighboursAlong() {
    Verdict verdict = Board.listed(B450M).verdict("38:00.3");
    assertEquals(State.ISOLATED, verdict.state());
    assertEquals(
        List.of("0000:38:00.1", "0000:38:00.2", "0000:38:00.3", "0000:38:00.4", "0000:38:00.6"),
        addresses(verdict.take()));
  }

  @Test
  void aBridgeInTheGroupStaysWhereItIs() {
    Verdict verdict = Board.listed(Z170).verdict("01:00.0");
    assertEquals(State.ISOLATED, verdict.state());
    assertEquals(List.of("0000:01:00.0", "0000:01:00.1"), addresses(verdict.take()));
    assertEquals(List.of(), verdict.rest());
  }

  @Test
  void aCompanionInTheGroupGoesAlong() {
    Verdict verdict = Board.listed(Z170).verdict("00:14.0");
    assertEquals(State.ISOLATED, verdict.state());
    assertEquals(List.of("0000:00:14.0", "0000:00:14.2"), addresses(verdict.take()));
  }

  @Test
  void everyFunctionHasAVerdict() {
    for (String name : List.of(B550M, B450M, Z170)) {
      var machine = Board.listed(name).machine();
      for (PciFunction function : machine.pci().all()) {
        Verdict verdict = machine.verdicts().on(function);
        assertTrue(verdict.take().contains(function), verdict::reason);
        assertEquals(verdict.rest().isEmpty(), verdict.isFree(), verdict::reason);
      }
    }
  }

  private static List<String> addresses(List<PciFunction> functions) {
    return functions.stream().map(PciFunction::address).toList();
  }
}
