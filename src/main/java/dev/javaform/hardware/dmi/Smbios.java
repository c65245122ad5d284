package dev.javaform.hardware.dmi;

import com.google.common.base.CharMatcher;
import dev.javaform.hardware.dmi.Dmi.Product;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What a guest is told in place of QEMU's own SMBIOS strings. Each is the machine's, or where the
 * firmware's maker left a placeholder, that of its board; never a serial number or UUID, which have
 * to be unlike the host's.
 *
 * @param manufacturer of the system, type 1
 * @param boardManufacturer of the base board, type 2
 */
public record Smbios(
    Optional<String> manufacturer,
    Optional<String> product,
    Optional<String> version,
    Optional<String> family,
    Optional<String> sku,
    Optional<String> boardManufacturer,
    Optional<String> boardProduct,
    Optional<String> boardVersion,
    Optional<String> biosVendor,
    Optional<String> biosVersion,
    Optional<String> biosDate) {

  /** What stands where nobody wrote anything, in small letters without punctuation at the end. */
  private static final Set<String> PLACEHOLDERS =
      Set.of(
          "to be filled by o.e.m",
          "to be filled by oem",
          "default string",
          "system product name",
          "system manufacturer",
          "system version",
          "system sku number",
          "system family",
          "not specified",
          "not applicable",
          "not available",
          "unspecified",
          "unknown",
          "undefined",
          "invalid",
          "o.e.m",
          "oem",
          "n/a",
          "na",
          "none",
          "sku",
          "type1family",
          "type1productconfigid",
          "all series",
          "chassis serial number",
          "base board product name",
          "base board manufacturer",
          "x.x",
          "x",
          "0",
          "0000000000",
          "123456789",
          "0123456789",
          "1234567890");

  private static final CharMatcher PUNCTUATION = CharMatcher.anyOf(" .-_*");

  /** What a guest on this machine may be told. */
  public static Smbios of(Dmi dmi) {
    Product system = dmi.system();
    Product board = dmi.board();
    return new Smbios(
        real(system.manufacturer()).or(() -> real(board.manufacturer())),
        real(system.product()).or(() -> real(board.product())),
        real(system.version()).or(() -> real(board.version())),
        real(system.family()),
        real(system.sku()),
        real(board.manufacturer()),
        real(board.product()),
        real(board.version()),
        real(dmi.biosVendor()),
        real(dmi.biosVersion()),
        real(dmi.biosDate()));
  }

  /** Whether a text stands where nobody wrote anything. */
  public static boolean isPlaceholder(String text) {
    String plain = PUNCTUATION.trimFrom(text.toLowerCase(Locale.ROOT));
    return plain.isEmpty() || PLACEHOLDERS.contains(plain);
  }

  private static Optional<String> real(Optional<String> text) {
    return text.map(String::strip).filter(each -> !isPlaceholder(each));
  }
}
