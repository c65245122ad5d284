package dev.javaform.hardware.pci;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.javaform.hardware.Board;
import dev.javaform.hardware.pci.VfioBinding.Strategy;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class VfioBindingTest {

  private static final String ALIASES =
      """
      alias pci:v00001002d*sv*sd*bc03sc00i00* amdgpu
      alias pci:v00001002d*sv*sd*bc03sc00i00* radeon
      alias pci:v000010DEd*sv*sd*bc03sc*i* nouveau
      alias pci:v000010DEd*sv*sd*bc03sc*i00* nvidia
      alias pci:v*d*sv*sd*bc04sc03i00* snd_hda_intel
      alias pci:v00001AF4d00001050sv*sd*bc*sc*i* virtio_pci
      alias pci:v00008086d000056A0sv*sd*bc03sc*i* i915
      alias pci:v00008086d0000A780sv*sd*bc03sc*i* i915
      """;

  /** A board whose kernel knows these drivers. */
  private static Board board() {
    return new Board()
        .file("proc/sys/kernel/osrelease", "6.1.0")
        .file("lib/modules/6.1.0/modules.alias", ALIASES);
  }

  private static void card(Board board, String address, String id) {
    board
        .function(address, "030000", id)
        .with("modalias", modalias(id, "03", "00"))
        .board()
        .function(address.replace(".0", ".1"), "040300", id.substring(0, 4) + ":ab40")
        .with("modalias", modalias(id, "04", "03"));
  }

  private static String modalias(String id, String base, String sub) {
    return "pci:v0000%sd0000%ssv00001849sd00005201bc%ssc%si00"
        .formatted(
            id.substring(0, 4).toUpperCase(Locale.ROOT),
            id.substring(5).toUpperCase(Locale.ROOT),
            base,
            sub);
  }

  private static VfioBinding binding(Board board, String... addresses) {
    return VfioBinding.of(board.machine().pci(), Stream.of(addresses).map(board::at).toList());
  }

  @Test
  void uniqueIdsDo() {
    var board = board();
    card(board, "0000:0f:00.0", "1002:7550");
    var binding = binding(board, "0f:00.1", "0f:00.0");
    assertEquals(Strategy.IDS, binding.strategy());
    assertEquals(List.of("1002:7550", "1002:ab40"), binding.ids());
    assertEquals(Set.of("amdgpu", "radeon", "snd_hda_intel"), binding.drivers());
  }

  @Test
  void equalCardsAreToldApartByAddress() {
    var board = board();
    card(board, "0000:0f:00.0", "10de:2684");
    card(board, "0000:10:00.0", "10de:2684");
    var binding = binding(board, "0f:00.0", "0f:00.1");
    assertEquals(Strategy.ADDRESS, binding.strategy());
    assertEquals(
        List.of("0000:10:00.0", "0000:10:00.1"),
        binding.twins().stream().map(PciFunction::address).toList());
  }

  @Test
  void differentCardsWithTheSameSoundAreToldApartByAddress() {
    var board = board();
    card(board, "0000:0f:00.0", "1002:7550");
    card(board, "0000:0c:00.0", "1002:747e");
    var binding = binding(board, "0f:00.0", "0f:00.1");
    assertEquals(Strategy.ADDRESS, binding.strategy());
    assertEquals(Set.of("amdgpu", "radeon"), binding.drivers());
  }

  @Test
  void theDriverOfNvidiasDisplaysWaitsToo() {
    var board = board();
    card(board, "0000:0f:00.0", "10de:2684");
    assertEquals(Set.of("nouveau", "nvidia", "nvidia_drm"), binding(board, "0f:00.0").drivers());
  }

  @Test
  void aDriverThatIsBoundButNotInTheListWaits() {
    var board = new Board();
    board.function("0000:00:05.0", "038000", "1af4:1050").driver("virtio-pci");
    board.link("sys/bus/pci/drivers/virtio-pci/module", "../../../../module/virtio_pci");
    assertEquals(Set.of("virtio_pci"), binding(board, "00:05.0").drivers());
  }

  @Test
  void theDriverOfTheHostsOwnGraphicsDoesNotWait() {
    var board = board();
    board
        .function("0000:03:00.0", "030000", "8086:56a0")
        .with("modalias", modalias("8086:56A0", "03", "00"));
    assertEquals(Set.of("i915"), binding(board, "03:00.0").drivers());
    board
        .function("0000:00:02.0", "030000", "8086:a780")
        .with("modalias", modalias("8086:A780", "03", "00"));
    assertEquals(Set.of(), binding(board, "03:00.0").drivers());
  }

  @Test
  void driversInTheKernelAreCandidatesToo() {
    var board =
        board()
            .file(
                "lib/modules/6.1.0/modules.builtin.modinfo",
                "xhci_pci.alias=pci:v*d*sv*sd*bc0Csc03i30*");
    board
        .function("0000:11:00.3", "0c0330", "1022:149c")
        .with("modalias", "pci:v00001022d0000149Csv00001849sd0000FFFFbc0Csc03i30");
    assertEquals(Set.of("xhci_pci"), board.at("11:00.3").candidates());
  }
}
