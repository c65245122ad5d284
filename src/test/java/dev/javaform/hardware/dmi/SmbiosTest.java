package dev.javaform.hardware.dmi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.javaform.hardware.Board;
import dev.javaform.hardware.Fixtures;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SmbiosTest {

  @ParameterizedTest
  @CsvSource({
    "x570-taichi-razer_5950x_128g, ASRock, X570 Taichi Razer Edition, ASRock",
    "x570-taichi-razer_5900x_128g, ASRock, X570 Taichi Razer Edition, ASRock",
    "x570-taichi-razer_5600x_32g, ASRock, X570 Taichi Razer Edition, ASRock",
    "prime-z790-a_hybrid, ASUS, PRIME Z790-A WIFI, ASUSTeK COMPUTER INC.",
    "b650e-taichi-lite_x3d, ASRock, B650E Taichi Lite, ASRock",
  })
  void theBoardStandsInForPlaceholders(
      String capture, String manufacturer, String product, String board) {
    var smbios = Smbios.of(Dmi.of(Fixtures.tree("dmi/" + capture + ".txt")));
    assertEquals(Optional.of(manufacturer), smbios.manufacturer());
    assertEquals(Optional.of(product), smbios.product());
    assertEquals(Optional.of(board), smbios.boardManufacturer());
    assertEquals(Optional.empty(), smbios.family());
    assertEquals(Optional.empty(), smbios.sku());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "To Be Filled By O.E.M.",
        "To be filled by O.E.M.",
        "Default string",
        "System Product Name",
        "System manufacturer",
        "Not Specified",
        "O.E.M.",
        "                       ",
        "",
        "System Version",
        "N/A",
        "SKU"
      })
  void knowsWhatNobodyFilledIn(String text) {
    assertTrue(Smbios.isPlaceholder(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ASRock",
        "ROG STRIX X570-E GAMING",
        "Default",
        "20XW0055GE",
        "System76",
        "XPS 15"
      })
  void leavesNamesAlone(String text) {
    assertFalse(Smbios.isPlaceholder(text));
  }

  @Test
  void serialNumbersAreForRootOnly() {
    var board =
        new Board()
            .file("sys/class/dmi/id/sys_vendor", "Dell Inc.")
            .file("sys/class/dmi/id/product_serial", "ABC");
    assertEquals(Optional.of("ABC"), Dmi.of(board.tree()).system().serial());
    assertEquals(Optional.empty(), Dmi.of(new Board().tree()).system().serial());
  }
}
