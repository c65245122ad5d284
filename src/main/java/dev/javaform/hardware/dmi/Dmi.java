package dev.javaform.hardware.dmi;

import dev.javaform.hardware.HostTree;
import java.util.Optional;

/**
 * What the firmware says about the machine, as {@code /sys/class/dmi/id} shows it. Serial numbers
 * are there for root only.
 */
public record Dmi(
    Optional<String> biosVendor,
    Optional<String> biosVersion,
    Optional<String> biosDate,
    Product system,
    Product board) {

  private static final String FOLDER = "sys/class/dmi/id/";

  /** A product of somebody's: the machine as a whole, or its board. */
  public record Product(
      Optional<String> manufacturer,
      Optional<String> product,
      Optional<String> version,
      Optional<String> serial,
      Optional<String> uuid,
      Optional<String> family,
      Optional<String> sku) {}

  /** What the tree tells. */
  public static Dmi of(HostTree tree) {
    return new Dmi(
        tree.value(FOLDER + "bios_vendor"),
        tree.value(FOLDER + "bios_version"),
        tree.value(FOLDER + "bios_date"),
        new Product(
            tree.value(FOLDER + "sys_vendor"),
            tree.value(FOLDER + "product_name"),
            tree.value(FOLDER + "product_version"),
            tree.value(FOLDER + "product_serial"),
            tree.value(FOLDER + "product_uuid"),
            tree.value(FOLDER + "product_family"),
            tree.value(FOLDER + "product_sku")),
        new Product(
            tree.value(FOLDER + "board_vendor"),
            tree.value(FOLDER + "board_name"),
            tree.value(FOLDER + "board_version"),
            tree.value(FOLDER + "board_serial"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()));
  }
}
