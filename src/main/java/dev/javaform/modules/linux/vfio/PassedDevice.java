package dev.javaform.modules.linux.vfio;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A function that is to be kept for guests.
 *
 * @param address {@code 0000:0f:00.0}
 * @param id vendor and device that must be found there; empty where any will do
 */
record PassedDevice(String address, Optional<String> id) {

  private static final Pattern ADDRESS =
      Pattern.compile("[0-9a-f]{4,8}:[0-9a-f]{2}:[0-9a-f]{2}\\.[0-7]");
  private static final Pattern ID = Pattern.compile("[0-9a-f]{4}:[0-9a-f]{4}");

  PassedDevice {
    if (!ADDRESS.matcher(address).matches()) {
      throw new IllegalArgumentException(
          "\"%s\" is not the address of a PCI function, as in \"0000:0b:00.0\". Put addresses in quotes: without them YAML reads 11:00.3 as a number in base 60."
              .formatted(address));
    }
    id.filter(text -> !ID.matcher(text).matches())
        .ifPresent(
            text -> {
              throw new IllegalArgumentException(
                  "\"%s\" is not the id of a PCI function: vendor and device, as in \"1002:7550\"."
                      .formatted(text));
            });
  }

  /**
   * What a task says: an address, or a mapping with {@code address} and {@code id}.
   *
   * @throws IllegalArgumentException where it is neither
   */
  static PassedDevice of(Object said) {
    return switch (said) {
      case Map<?, ?> mapping -> of(mapping);
      case String address -> new PassedDevice(normal(address), Optional.empty());
      default -> throw unfit(said);
    };
  }

  private static PassedDevice of(Map<?, ?> mapping) {
    boolean known =
        mapping.keySet().stream().allMatch(key -> "address".equals(key) || "id".equals(key));
    if (!known || mapping.get("address") == null) {
      throw unfit(mapping);
    }
    return new PassedDevice(
        normal(String.valueOf(mapping.get("address"))),
        Optional.ofNullable(mapping.get("id"))
            .map(id -> String.valueOf(id).toLowerCase(Locale.ROOT))
            .filter(id -> !id.isEmpty()));
  }

  private static IllegalArgumentException unfit(Object said) {
    return new IllegalArgumentException(
        "%s is not a device: write {address: \"0000:0f:00.0\", id: \"1002:7550\"}; the id may be left out."
            .formatted(said));
  }

  /** lspci(8) leaves the domain out where it is 0000. */
  private static String normal(String address) {
    String small = address.strip().toLowerCase(Locale.ROOT);
    return small.indexOf(':') == small.lastIndexOf(':') ? "0000:" + small : small;
  }
}
