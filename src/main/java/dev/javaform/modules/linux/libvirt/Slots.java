package dev.javaform.modules.linux.libvirt;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.w3c.dom.Element;

/**
 * Where devices are plugged in inside a guest. A wish that names a slot gets it: what libvirt had
 * put there by itself gives way, and libvirt finds another slot for it.
 *
 * @see <a href="https://libvirt.org/pci-addresses.html">PCI addresses in domain XML</a>
 */
final class Slots {

  /** Bridges whose first slot is taken, so that no function can be at {@code 00.0} behind them. */
  private static final ImmutableSet<String> BRIDGES =
      ImmutableSet.of("pcie-to-pci-bridge", "dmi-to-pci-bridge", "pci-bridge");

  private record Slot(int bus, int slot) {}

  private final ImmutableMap<String, Slot> wished;
  private final ImmutableSet<String> named;

  private Slots(Map<String, Element> wish) {
    ImmutableMap.Builder<String, Slot> slots = ImmutableMap.builder();
    wish.forEach((label, device) -> slot(device).ifPresent(slot -> slots.put(label, slot)));
    wished = slots.buildOrThrow();
    named = ImmutableSet.copyOf(wish.keySet());
  }

  /** Takes the addresses of what has to give way out of {@code current}. */
  static void clear(Element current, Element wish, Siblings siblings) {
    Xml.child(current, "devices")
        .ifPresent(
            devices ->
                Xml.child(wish, "devices")
                    .ifPresent(
                        wished -> new Slots(siblings.of(wished)).clear(siblings.of(devices))));
  }

  private void clear(Map<String, Element> devices) {
    devices.forEach(
        (label, device) -> {
          if (isBridgeInTheWay(label, device)) {
            int bus = number(device, "index");
            devices.values().stream()
                .filter(it -> slot(it).filter(slot -> slot.bus() == bus).isPresent())
                .forEach(Slots::forgetAddress);
            Objects.requireNonNull(device.getParentNode()).removeChild(device);
          } else if (isInTheWay(label, device)) {
            forgetAddress(device);
          }
        });
  }

  private boolean isBridgeInTheWay(String label, Element device) {
    return device.getTagName().equals("controller")
        && BRIDGES.contains(device.getAttribute("model"))
        && !named.contains(label)
        && wished.values().stream().anyMatch(slot -> slot.bus() == number(device, "index"));
  }

  private boolean isInTheWay(String label, Element device) {
    Optional<Slot> slot = slot(device);
    return slot.isPresent()
        && wished.containsValue(slot.get())
        && !slot.get().equals(wished.get(label));
  }

  private static void forgetAddress(Element device) {
    addresses(device).toList().forEach(device::removeChild);
  }

  private static Stream<Element> addresses(Element device) {
    return Xml.children(device).stream()
        .filter(child -> child.getTagName().equals("address"))
        .filter(address -> address.getAttribute("type").equals("pci"));
  }

  /** Bus 0 is the board's own, where several devices have slots that nobody can change. */
  private static Optional<Slot> slot(Element device) {
    return addresses(device)
        .map(address -> new Slot(number(address, "bus"), number(address, "slot")))
        .filter(slot -> slot.bus() > 0)
        .findFirst();
  }

  private static int number(Element element, String attribute) {
    try {
      return Integer.decode(element.getAttribute(attribute));
    } catch (NumberFormatException _) {
      return -1; // libvirt chooses
    }
  }
}
