package dev.javaform.modules.linux.libvirt;

import com.google.common.collect.ImmutableSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.w3c.dom.Element;

/**
 * Tells apart elements of one name below one parent by what identifies them to a guest, because
 * libvirt neither keeps their order nor leaves them alone: a disk by its target, a host device by
 * its address, an interface by its MAC address or as the n-th of its network.
 *
 * @param macs the MAC addresses that both sides of a comparison know
 * @param unnumbered the types of controllers that a side of it does not number
 */
record Siblings(ImmutableSet<String> macs, ImmutableSet<String> unnumbered) {

  /**
   * The children by label, in document order: {@code vcpupin[3]}, {@code disk[vda]}, {@code os}.
   */
  Map<String, Element> of(Element parent) {
    Map<String, Integer> count = new HashMap<>();
    Map<String, Element> labelled = new LinkedHashMap<>();
    for (Element child : Xml.children(parent)) {
      String key = key(child, count.getOrDefault(child.getTagName(), 0));
      int _ = count.merge(child.getTagName(), 1, Integer::sum);
      int number = count.merge(child.getTagName() + "[" + key, 1, Integer::sum) - 1;
      String more = number == 0 ? key : key + "#" + number;
      labelled.put(child.getTagName() + (more.isEmpty() ? "" : "[" + more + "]"), child);
    }
    return labelled;
  }

  private String key(Element element, int position) {
    return switch (element.getTagName()) {
      case "disk" -> Xml.attribute(element, "dev", "target");
      case "interface" -> interfaceKey(element);
      case "hostdev" -> hostDevice(element);
      case "controller" -> controller(element);
      case "vcpupin" -> number(element, "vcpu");
      case "vcpu", "iothread" -> number(element, "id");
      case "iothreadpin" -> number(element, "iothread");
      case "iothreadsched" -> number(element, "iothreads");
      case "vcpusched" -> number(element, "vcpus");
      case "memnode" -> number(element, "cellid");
      case "cell" -> element.hasAttribute("id") ? number(element, "id") : "" + position;
      case "feature", "timer", "capability", "entry", "shmem" -> element.getAttribute("name");
      case "input" -> element.getAttribute("type") + ":" + inputBus(element);
      case "graphics", "sysinfo" -> element.getAttribute("type");
      case "channel" -> Xml.attribute(element, "name", "target");
      case "filesystem" -> Xml.attribute(element, "dir", "target");
      default -> "";
    };
  }

  private String interfaceKey(Element element) {
    String mac = Xml.attribute(element, "address", "mac").toLowerCase(Locale.ROOT);
    if (macs.contains(mac)) {
      return mac;
    }
    String network = Xml.attribute(element, "network", "source");
    String bridge = Xml.attribute(element, "bridge", "source");
    return element.getAttribute("type")
        + ":"
        + network
        + bridge
        + Xml.attribute(element, "dev", "source");
  }

  private static String number(Element element, String name) {
    return CanonicalValues.number(element.getAttribute(name));
  }

  /** The bus that libvirt takes on a PC where none is named. */
  private static String inputBus(Element element) {
    String bus = element.getAttribute("bus");
    return switch (bus.isEmpty() ? element.getAttribute("type") : "") {
      case "" -> bus;
      case "mouse", "keyboard" -> "ps2";
      case "passthrough" -> "virtio";
      case "evdev" -> "";
      default -> "usb";
    };
  }

  private static String hostDevice(Element element) {
    String vendor = Xml.attribute(element, "id", "source", "vendor");
    if (!vendor.isEmpty()) {
      return CanonicalValues.number(vendor)
          + ":"
          + CanonicalValues.number(Xml.attribute(element, "id", "source", "product"));
    }
    String uuid = Xml.attribute(element, "uuid", "source", "address");
    if (!uuid.isEmpty()) {
      return uuid.replace("-", "").toLowerCase(Locale.ROOT);
    }
    return "%s:%s:%s%s.%s"
        .formatted(
            address(element, "domain"),
            address(element, "bus"),
            address(element, "slot"),
            Xml.attribute(element, "device", "source", "address").isEmpty()
                ? ""
                : "/" + address(element, "device"),
            address(element, "function"));
  }

  private static String address(Element element, String part) {
    String value = CanonicalValues.number(Xml.attribute(element, part, "source", "address"));
    return value.isEmpty() ? "0" : value;
  }

  /** By index where both sides give one; else as the n-th of its type and model. */
  private String controller(Element element) {
    String type = element.getAttribute("type");
    boolean numbered = !unnumbered.contains(type);
    return type + ":" + element.getAttribute(numbered ? "index" : "model");
  }
}
