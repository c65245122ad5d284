package dev.javaform.hardware.preflight;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.javaform.hardware.pci.PciFunction;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class JudgementTest {

  private static final String CARD = "0000:0b:00.0";
  private static final String DISK = "0000:01:00.0";

  @Tag("faults")
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "msi-mag-b550m-mortar                        | gpu 2b:00.0              | ",
        "msi-mag-b550m-mortar                        | gpu 2b:00.0, usb 2d:00.3 | ",
        "msi-mag-b550m-mortar                        | usb 04:00.0              | SHARED_GROUP",
        "msi-b450m-mortar                            | gpu 10:00.0              | ",
        "msi-b450m-mortar                            | gpu 38:00.0              | ",
        "asrock-mini-itx-fatal1ty-z170-gaming-itx-ac | gpu 01:00.0              | ",
        "asrock-mini-itx-fatal1ty-z170-gaming-itx-ac | usb 00:14.0              | SHARED_GROUP",
        "asrock-mini-itx-fatal1ty-z170-gaming-itx-ac | usb 03:00.0              | ",
        "asrock-mini-itx-fatal1ty-z170-gaming-itx-ac | gpu 05:00.0              | NO_SUCH_DEVICE",
      })
  void groupsAreWeighed(String board, String devices, Rule obstacle) throws Exception {
    Judgement judgement = Board.listed(board).hostCard().judged(wanting(devices));
    assertEquals(
        obstacle == null ? Set.of() : Set.of(obstacle),
        judgement.findings().stream().filter(Finding::blocks).map(Finding::rule).collect(toSet()));
    assertEquals(obstacle == null, judgement.allows());
  }

  @Test
  void allFunctionsOfACardGo() throws Exception {
    Judgement judgement =
        Board.listed("msi-mag-b550m-mortar").hostCard().judged(wanting("gpu 2b:00.0"));
    assertEquals(
        ImmutableList.of("0000:2b:00.0", "0000:2b:00.1", "0000:2b:00.2", "0000:2b:00.3"),
        judgement.functions().stream().map(PciFunction::address).collect(toImmutableList()));
    assertEquals(ImmutableSet.of("0000:2b:00"), judgement.slots());
    assertEquals(Set.of(Rule.COMPANIONS), told(judgement, Rule.COMPANIONS));
  }

  @Test
  void aCardWithoutItsSoundIsTold() throws Exception {
    Judgement judgement =
        Board.listed("msi-b450m-mortar").hostCard().judged(wanting("gpu 10:00.0"));
    assertEquals(Set.of(Rule.MISSING_COMPANION), told(judgement, Rule.MISSING_COMPANION));
  }

  @Tag("faults")
  @Test
  void whatTheHostRunsOnStaysWithIt() {
    Board board = twoCards().device(DISK, "010802", "144d:a80a", 1).mounted(DISK, "/");
    Judgement judgement = board.judged(wanting("nvme 01:00.0"));
    assertTrue(evidence(judgement, Rule.HOST_DISK).contains("nvme0n1p2 holds /"));
    for (Rule rule : Rule.values()) {
      Intent careless =
          new Intent(wanting("nvme 01:00.0").devices(), Optional.empty(), ImmutableSet.of(rule));
      assertFalse(board.judged(careless).allows(), rule.id());
    }
  }

  @Test
  void theInterfaceOfThisSessionStaysWhateverIsAccepted() {
    Board board = twoCards().device("0000:05:00.0", "020000", "8086:15f3", 5);
    board.session("0000:05:00.0");
    Intent careless =
        new Intent(
            wanting("nic 05:00.0").devices(), Optional.empty(), ImmutableSet.copyOf(Rule.values()));
    assertFalse(board.judged(careless).allows());
    assertTrue(
        evidence(board.judged(careless), Rule.HOST_NETWORK)
            .contains("enp5s0 carries this session"));
  }

  @Test
  void whatSharesAGroupWithTheHostsDiskStaysWhateverIsAccepted() {
    Board board = twoCards().device(DISK, "010802", "144d:a80a", 11).mounted(DISK, "/boot");
    Intent careless =
        new Intent(
            wanting("gpu 0b:00.0").devices(), Optional.empty(), ImmutableSet.copyOf(Rule.values()));
    assertFalse(board.judged(careless).allows());
    assertTrue(evidence(board.judged(careless), Rule.SHARED_WITH_HOST).contains(DISK));
  }

  @Test
  void theCardThatTheFirmwareDrawsOnNeedsAWord() {
    Board board = twoCards().attribute(CARD, "boot_vga", "1");
    assertTrue(blocking(board.judged(wanting("gpu 0b:00.0"))).contains(Rule.BOOT_DISPLAY));
    assertTrue(board.judged(accepting("gpu 0b:00.0", Rule.BOOT_DISPLAY)).allows());
    assertFalse(blocking(board.judged(wanting("gpu 0c:00.0"))).contains(Rule.BOOT_DISPLAY));
  }

  /** A switch accepts one obstacle, and no other. */
  @ParameterizedTest
  @EnumSource
  void whatIsAcceptedIsThatAlone(Rule rule) {
    Board board = new Board().device(CARD, "030000", "1002:744c", 11);
    board.device("0000:0b:01.0", "010601", "1022:43eb", 11).attribute(CARD, "boot_vga", "1");
    Set<Rule> before = blocking(board.judged(wanting("gpu 0b:00.0")));
    assertEquals(Set.of(Rule.NO_DISPLAY_LEFT, Rule.BOOT_DISPLAY, Rule.SHARED_GROUP), before);
    Set<Rule> after = blocking(board.judged(accepting("gpu 0b:00.0", rule)));
    assertEquals(before.stream().filter(each -> each != rule).collect(toSet()), after);
  }

  @Test
  void anAddressThatYamlReadAsANumberIsToldAsSuch() {
    Judgement judgement = twoCards().judged(wanting("usb 660.3"));
    assertEquals(Set.of(Rule.NOT_AN_ADDRESS), blocking(judgement));
    assertTrue(evidence(judgement, Rule.NOT_AN_ADDRESS).contains("\"660.3\""));
  }

  @Test
  void theAddressIsAlsoTakenAsLspciPrintsIt() {
    Intent named =
        new Intent(
            ImmutableList.of(new Wanted("gpu", "0B:00.0", Optional.of("1002:744C"))),
            Optional.empty(),
            ImmutableSet.of());
    assertTrue(twoCards().judged(named).allows());
  }

  @Test
  void anotherDeviceAtTheAddressIsTold() {
    Intent named =
        new Intent(
            ImmutableList.of(new Wanted("gpu", "0b:00.0", Optional.of("10de:1402"))),
            Optional.empty(),
            ImmutableSet.copyOf(Rule.values()));
    assertEquals(Set.of(Rule.OTHER_DEVICE), blocking(twoCards().judged(named)));
  }

  @Test
  void nothingNamedIsNoReasonToClaimThatAllIsWell() {
    assertEquals(
        Set.of(Rule.NO_DEVICE_NAMED), told(twoCards().judged(Intent.NONE), Rule.NO_DEVICE_NAMED));
  }

  @Test
  void aVirtualMachineMayBeAHostWhereItHasAllThatIsNeeded() {
    Board guest = twoCards().file("commands/detect-virt", "kvm");
    assertEquals(Set.of(Rule.VIRTUAL_MACHINE), blocking(guest.judged(Intent.NONE)));
    Board able = guest.file("dev/kvm", "");
    assertTrue(able.judged(Intent.NONE).allows());
    assertEquals(Set.of(Rule.NESTED), told(able.judged(Intent.NONE), Rule.NESTED));
  }

  @Test
  void theOnlyKeyboardStays() {
    Board board =
        twoCards()
            .device("0000:0d:00.3", "0c0330", "1022:149c", 30)
            .keyboard("0000:0d:00.3", "1-2");
    assertEquals(Set.of(Rule.HOST_KEYBOARD), blocking(board.judged(wanting("usb 0d:00.3"))));
    board.device("0000:0e:00.3", "0c0330", "1022:43ee", 31).keyboard("0000:0e:00.3", "3-1");
    assertTrue(board.judged(wanting("usb 0d:00.3")).allows());
  }

  @Test
  void memoryThatTheHostCannotSpareIsTold() {
    Board board = twoCards().file("proc/meminfo", "MemTotal:        6090000 kB\n");
    Intent greedy = new Intent(ImmutableList.of(), Optional.of(64L), ImmutableSet.of());
    assertEquals(Set.of(Rule.GUEST_MEMORY), blocking(board.judged(greedy)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1002:67df | 030000 | RESET_GENERATION",
        "1002:687f | 030000 | RESET_GENERATION",
        "1002:731f | 030000 | RESET_GENERATION",
        "1022:149c | 0c0330 | BROKEN_RESET",
        "1022:1487 | 040300 | BROKEN_RESET",
        "10de:2684 | 030000 | NVIDIA",
      })
  void whatIsKnownOfCardsIsTold(String id, String type, Rule rule) {
    Board board = new Board().hostCard().device("0000:09:00.0", type, id, 9);
    assertEquals(Set.of(rule), told(board.judged(wanting("gpu 09:00.0")), rule));
  }

  @ParameterizedTest
  @CsvSource({"1002:744c", "1002:7550", "1002:73bf"})
  void newerGenerationsStartAgain(String id) {
    Board board = new Board().hostCard().device("0000:09:00.0", "030000", id, 9);
    assertEquals(Set.of(), told(board.judged(wanting("gpu 09:00.0")), Rule.RESET_GENERATION));
  }

  @Test
  void equalCardsAreTold() {
    Board board = twoCards().device("0000:0d:00.0", "030000", "1002:744c", 13);
    assertEquals(
        Set.of(Rule.SHARED_IDS), told(board.judged(wanting("gpu 0b:00.0")), Rule.SHARED_IDS));
  }

  @Test
  void aCardThatWasToBeKeptAndIsNotIsTold() {
    Board board =
        twoCards()
            .file("etc/modprobe.d/vfio.conf", "options vfio-pci ids=1002:744C,1002:ab30\n")
            .driver(CARD, "amdgpu");
    assertTrue(evidence(board.judged(Intent.NONE), Rule.LATE_BINDING).contains("amdgpu has it"));
    board.driver(CARD, "vfio-pci");
    assertEquals(Set.of(), told(board.judged(Intent.NONE), Rule.LATE_BINDING));
  }

  @Test
  void whatBreaksGuestsIsSeenInTheirDefinitions() {
    String guest =
        """
        <os firmware='efi' smbios='sysinfo'/><sysinfo type='smbios'/>
        <hostdev mode='subsystem' type='pci' managed='yes'><rom bar='off'/></hostdev>
        <qemu:arg value='-fw_cfg'/><qemu:arg value='opt/ovmf/X-PciMmio64Mb,string=65536'/>
        """;
    Judgement judgement = twoCards().file("etc/libvirt/qemu/win11.xml", guest).judged(Intent.NONE);
    Set<Rule> seen = judgement.findings().stream().map(Finding::rule).collect(toSet());
    assertTrue(
        seen.containsAll(Set.of(Rule.SMBIOS_INACTIVE, Rule.ROM_BAR_OFF, Rule.HOSTDEV_PARAMETERS)),
        seen.toString());
  }

  private static Board twoCards() {
    return new Board()
        .device(CARD, "030000", "1002:744c", 11)
        .device("0000:0c:00.0", "030000", "1002:73bf", 12);
  }

  /** {@code role address} pairs with commas between them. */
  private static Intent wanting(String devices) {
    return accepting(devices);
  }

  private static Intent accepting(String devices, Rule... accepted) {
    return new Intent(
        Splitter.on(',')
            .trimResults()
            .splitToStream(devices)
            .map(Splitter.on(' ')::splitToList)
            .map(words -> new Wanted(words.get(0), words.get(1), Optional.empty()))
            .collect(toImmutableList()),
        Optional.empty(),
        ImmutableSet.copyOf(accepted));
  }

  private static Set<Rule> blocking(Judgement judgement) {
    return judgement.findings().stream()
        .filter(Finding::blocks)
        .map(Finding::rule)
        .collect(toSet());
  }

  private static Set<Rule> told(Judgement judgement, Rule rule) {
    return judgement.findings().stream().map(Finding::rule).filter(rule::equals).collect(toSet());
  }

  private static String evidence(Judgement judgement, Rule rule) {
    return judgement.findings().stream()
        .filter(each -> each.rule() == rule)
        .map(Finding::evidence)
        .findFirst()
        .orElseThrow(() -> new AssertionError(judgement.toString()));
  }
}
