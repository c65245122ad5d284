package dev.javaform.hardware.pci;

import com.google.common.collect.ImmutableMap;
import java.util.Optional;

/** Words for the classes of PCI functions, from the PCI code and ID assignment specification. */
final class PciClass {

  private static final ImmutableMap<String, String> KINDS =
      ImmutableMap.<String, String>builder()
          .put("0101", "IDE controller")
          .put("0104", "RAID controller")
          .put("0106", "SATA controller")
          .put("0107", "SAS controller")
          .put("0108", "NVMe controller")
          .put("0200", "Ethernet controller")
          .put("0280", "network controller")
          .put("0300", "VGA controller")
          .put("0302", "3D controller")
          .put("0380", "display controller")
          .put("0401", "audio device")
          .put("0403", "audio device")
          .put("0600", "host bridge")
          .put("0601", "ISA bridge")
          .put("0604", "PCI bridge")
          .put("0c03", "USB controller")
          .put("0c05", "SMBus")
          .put("0c80", "serial bus controller")
          .put("1080", "encryption controller")
          .build();

  /** The base classes, where nothing more is known. */
  private static final ImmutableMap<String, String> FAMILIES =
      ImmutableMap.<String, String>builder()
          .put("01", "storage controller")
          .put("02", "network controller")
          .put("03", "display controller")
          .put("04", "multimedia controller")
          .put("05", "memory controller")
          .put("06", "bridge")
          .put("07", "communication controller")
          .put("08", "system peripheral")
          .put("0c", "serial bus controller")
          .put("0d", "wireless controller")
          .put("10", "encryption controller")
          .put("11", "signal processing controller")
          .put("12", "processing accelerator")
          .put("13", "dummy function")
          .build();

  private PciClass() {}

  /** A few words for a class of six hexadecimal digits. */
  static String of(String type) {
    return Optional.ofNullable(KINDS.get(type.substring(0, 4)))
        .or(() -> Optional.ofNullable(FAMILIES.get(type.substring(0, 2))))
        .orElse("device of class " + type.substring(0, 4));
  }
}
