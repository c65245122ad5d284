package dev.javaform.hardware.usb;

import com.google.common.collect.ImmutableList;

/**
 * A USB controller of the PCI bus, and what is plugged into it.
 *
 * @param address the PCI function
 * @param devices in the order of their ports, without the controller's own root hubs
 */
public record UsbController(String address, ImmutableList<UsbDevice> devices) {

  /** Whether a keyboard is plugged in. */
  public boolean hasKeyboard() {
    return devices.stream().anyMatch(UsbDevice::isKeyboard);
  }
}
