package dev.javaform.hardware.usb;

import com.google.common.collect.ImmutableSet;

/**
 * A device that is plugged into a USB controller.
 *
 * @param port where: {@code 1-4.2} is behind the hub at port 4 of bus 1
 * @param id vendor and product: {@code 046d:c31c}
 * @param title what it calls itself
 * @param interfaces class and protocol of each of its interfaces: {@code 03/01} is a keyboard (the
 *     USB device class definition for human interface devices)
 */
public record UsbDevice(String port, String id, String title, ImmutableSet<String> interfaces) {

  /** Whether keys can be typed with it; some mice say so of themselves, too. */
  public boolean isKeyboard() {
    return interfaces.contains("03/01");
  }

  /** Whether it is a mouse. */
  public boolean isMouse() {
    return interfaces.contains("03/02");
  }

  /** Whether it is a disk or a card reader, class 08. */
  public boolean isStorage() {
    return interfaces.stream().anyMatch(each -> each.startsWith("08/"));
  }

  /** Whether it is a hub, class 09. */
  public boolean isHub() {
    return interfaces.stream().anyMatch(each -> each.startsWith("09/"));
  }
}
