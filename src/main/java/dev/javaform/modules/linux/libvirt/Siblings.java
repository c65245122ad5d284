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
      String key = key(child);
      int number = count.merge(child.getTagName() + key, 1, Integer::sum) - 1;
      String more = number == 0 ? key : key + "#" + number;
      labelled.put(child.getTagName() + (more.isEmpty() ? "" : "[" + more + "]"), child);
    }
    return labelled;
  }

  private String key(Element element) {
    return switch (element.getTagName()) {
      case "disk" -> Xml.attribute(element, "dev", "target");
      case "interface" -> interfaceKey(element);
      case "hostdev" -> hostDevice(element);
      case "controller" -> controller(element);
      case "vcpupin" -> element.getAttribute("vcpu");
      case "vcpu" -> element.getAttribute("id");
      case "iothreadpin", "iothreadsched" -> element.getAttribute("iothread");
      case "vcpusched" -> element.getAttribute("vcpus");
      case "iothread" -> element.getAttribute("id");
      case "memnode" -> element.getAttribute("cellid");
      case "cell" -> element.getAttribute("id");
      case "feature", "timer", "capability", "entry", "shmem" -> element.getAttribute("name");
      case "input" -> element.getAttribute("type") + ":" + element.getAttribute("bus");
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

  private static String hostDevice(Element element) {
    String vendor = Xml.attribute(element, "id", "source", "vendor");
    if (!vendor.isEmpty()) {
      return vendor + ":" + Xml.attribute(element, "id", "source", "product");
    }
    return "%s:%s:%s.%s"
        .formatted(
            address(element, "domain"),
            address(element, "bus"),
            address(element, "slot"),
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
