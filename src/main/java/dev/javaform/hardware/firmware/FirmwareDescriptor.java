package dev.javaform.hardware.firmware;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.Optional;

/**
 * A firmware for guests, as a file of QEMU's {@code docs/interop/firmware.json} describes it.
 *
 * @param file the descriptor's own name
 * @param interfaces {@code uefi}, {@code bios}, …
 * @param device how it is put into the guest: {@code flash}, {@code memory} or {@code kernel}
 * @param mode of flash: {@code split}, {@code combined} or {@code stateless}
 * @param executable its image
 * @param variables the template of its variables
 */
public record FirmwareDescriptor(
    String file,
    String description,
    ImmutableSet<String> interfaces,
    String device,
    String mode,
    Optional<Image> executable,
    Optional<Image> variables,
    ImmutableList<Target> targets,
    ImmutableSet<String> features) {

  /** A file and its format: {@code raw} or {@code qcow2}. */
  public record Image(String path, String format) {}

  /** An architecture, and the patterns of the machine types that the firmware runs on there. */
  public record Target(String architecture, ImmutableList<String> machines) {}

  /** Whether it enforces secure boot with the usual keys enrolled. */
  public boolean isSecure() {
    return features.contains("secure-boot") && features.contains("enrolled-keys");
  }
}
