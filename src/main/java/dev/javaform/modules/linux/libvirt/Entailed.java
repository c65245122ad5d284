package dev.javaform.modules.linux.libvirt;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.w3c.dom.Element;

/**
 * What goes out of a definition because of a wish that does not say so: libvirt wrote it down, or
 * somebody did, and the wish cannot be fulfilled beside it.
 */
final class Entailed {

  private Entailed() {}

  /**
   * Changes {@code current}, a domain's definition, before the wish is laid over it.
   *
   * @param started whether the guest has variables of its firmware, which are never lost
   */
  static void apply(Element current, Element wish, boolean started) {
    giveAllMemory(current, wish);
    orderBootsOneWay(current, wish);
    Firmware.of(current, wish)
        .filter(firmware -> firmware.change().isPresent())
        .ifPresent(firmware -> firmware.forgetTheChoice(started));
  }

  /**
   * A guest that has all its memory from its start gets all of another size, too: what libvirt
   * wrote as its current memory would keep it at the old one (libvirt, formatdomain).
   */
  private static void giveAllMemory(Element current, Element wish) {
    Optional<String> memory = Xml.child(current, "memory").map(CanonicalValues::text);
    Optional<Element> balloon = Xml.child(current, "currentMemory");
    if (Xml.child(wish, "currentMemory").isEmpty()
        && balloon.map(CanonicalValues::text).equals(memory)) {
      Xml.child(wish, "memory").ifPresent(wished -> balloon.ifPresent(it -> copy(wished, it)));
    }
  }

  private static void copy(Element from, Element to) {
    to.setTextContent(from.getTextContent());
    to.setAttribute("unit", from.hasAttribute("unit") ? from.getAttribute("unit") : "KiB");
  }

  /**
   * Either devices are numbered or kinds of devices are, never both; libvirt writes a kind where
   * nobody said anything (libvirt, formatdomain).
   */
  private static void orderBootsOneWay(Element current, Element wish) {
    if (bootDevices(wish).findAny().isPresent()) {
      removeAll(Xml.child(current, "os").stream().flatMap(Entailed::boots).toList());
    } else if (Xml.child(wish, "os").stream().flatMap(Entailed::boots).findAny().isPresent()) {
      removeAll(bootDevices(current).toList());
    }
  }

  private static Stream<Element> bootDevices(Element domain) {
    return Xml.child(domain, "devices").stream()
        .flatMap(devices -> Xml.children(devices).stream())
        .flatMap(Entailed::boots);
  }

  private static Stream<Element> boots(Element parent) {
    return Xml.children(parent).stream().filter(child -> child.getTagName().equals("boot"));
  }

  private static void removeAll(List<Element> elements) {
    elements.forEach(element -> element.getParentNode().removeChild(element));
  }
}
