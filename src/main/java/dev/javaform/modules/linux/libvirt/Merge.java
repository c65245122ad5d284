package dev.javaform.modules.linux.libvirt;

import com.google.common.collect.ImmutableSet;
import java.util.Map;
import java.util.Optional;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;

/**
 * Lays a wish over a definition: what the wish says is changed or added, what an earlier wish said
 * and this one does not is removed, everything else stays. So the guest keeps its uuid, MAC
 * addresses, variable store, board, PCI addresses and TPM, of which the wish says nothing.
 */
final class Merge {

  /** Paths whose value stays once it is set: the guest's identity and its board. */
  static final ImmutableSet<String> KEPT =
      ImmutableSet.of("uuid", "os/nvram", "os/loader", "os/type/@machine");

  private final Siblings siblings;

  /** Whether what was wished once stays when nothing is said of it any more. */
  static boolean stays(String path) {
    return KEPT.contains(path) || Firmware.isOf(path);
  }

  Merge(Siblings siblings) {
    this.siblings = siblings;
  }

  /**
   * Changes {@code current}.
   *
   * @param before the earlier wish
   */
  void apply(Element current, Element wish, Optional<Element> before) {
    apply(current, wish, before, "");
    forgetSoundOverSpice(current, wish);
  }

  /** libvirt sends sound over SPICE by itself, and refuses that once SPICE is gone. */
  private static void forgetSoundOverSpice(Element current, Element wish) {
    boolean wished = Xml.devices(wish, "audio").findAny().isPresent();
    boolean spice = Xml.devices(current, "graphics").anyMatch(Merge::isOfSpice);
    if (!wished && !spice) {
      Xml.devices(current, "audio")
          .filter(Merge::isOfSpice)
          .forEach(audio -> audio.getParentNode().removeChild(audio));
    }
  }

  private static boolean isOfSpice(Element device) {
    return device.getAttribute("type").equals("spice");
  }

  private void apply(Element current, Element wish, Optional<Element> before, String path) {
    before.ifPresent(old -> removeAttributes(current, wish, old, path));
    copyAttributes(current, wish, path);
    forgetAddressOfAnotherBus(current, wish);
    Map<String, Element> now = siblings.of(current);
    Map<String, Element> wanted = siblings.of(wish);
    Map<String, Element> old = before.map(siblings::of).orElse(Map.of());
    old.forEach((label, _) -> remove(current, now, wanted, join(path, label), label));
    wanted.forEach(
        (label, child) -> {
          if (isOurs(child)) {
            add(current, now, child, Optional.ofNullable(old.get(label)), label, path);
          }
        });
    if (wanted.isEmpty() && !wish.getTextContent().isBlank() && !isKept(path, current)) {
      current.setTextContent(wish.getTextContent());
    }
  }

  private void add(
      Element current,
      Map<String, Element> now,
      Element child,
      Optional<Element> old,
      String label,
      String path) {
    Element there = now.get(label);
    if (there == null) {
      Document document = current.getOwnerDocument();
      current.appendChild(document.importNode(child, true));
    } else {
      apply(there, child, old, join(path, label));
    }
  }

  private static void remove(
      Element current,
      Map<String, Element> now,
      Map<String, Element> wanted,
      String path,
      String label) {
    Element there = now.get(label);
    if (there != null && !wanted.containsKey(label) && isOurs(there) && !stays(path)) {
      current.removeChild(there);
    }
  }

  private static boolean isOurs(Element element) {
    return !element.getTagName().equals("metadata");
  }

  private static void removeAttributes(Element current, Element wish, Element old, String path) {
    NamedNodeMap attributes = old.getAttributes();
    for (int i = 0; i < attributes.getLength(); i++) {
      String name = attributes.item(i).getNodeName();
      if (!wish.hasAttribute(name) && !stays(join(path, "@" + name))) {
        current.removeAttribute(name);
      }
    }
  }

  private static void copyAttributes(Element current, Element wish, String path) {
    NamedNodeMap attributes = wish.getAttributes();
    for (int i = 0; i < attributes.getLength(); i++) {
      Node attribute = attributes.item(i);
      boolean kept =
          KEPT.contains(join(path, "@" + attribute.getNodeName()))
              && current.hasAttribute(attribute.getNodeName());
      if (!kept && !attribute.getNodeName().startsWith("xmlns")) {
        current.setAttribute(attribute.getNodeName(), attribute.getNodeValue());
      }
    }
  }

  /** An address on the old bus would make the new one impossible. */
  private static void forgetAddressOfAnotherBus(Element current, Element wish) {
    String bus = Xml.attribute(wish, "bus", "target");
    String now = Xml.attribute(current, "bus", "target");
    if (!bus.isEmpty() && !now.isEmpty() && !bus.equals(now)) {
      Xml.child(current, "address").ifPresent(current::removeChild);
    }
  }

  private static boolean isKept(String path, Element current) {
    return KEPT.contains(path) && !current.getTextContent().isBlank();
  }

  private static String join(String path, String part) {
    return path.isEmpty() ? part : path + "/" + part;
  }
}
