package dev.javaform.modules.linux.libvirt;

import dev.javaform.module.ModuleFailure;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** What libvirt drops without a word, or refuses with words that do not help. */
final class Nonsense {

  private static final String QEMU = "http://libvirt.org/schemas/domain/qemu/1.0";

  private Nonsense() {}

  /**
   * Refuses it.
   *
   * @throws ModuleFailure with the element that is meant
   */
  static void refuse(Element domain) {
    for (Element child : Xml.children(domain)) {
      refuseMisplaced(child, child.getTagName());
    }
    NodeList ids = domain.getElementsByTagName("vendor_id");
    for (int i = 0; i < ids.getLength(); i++) {
      refuseLong(((Element) ids.item(i)).getAttribute("value"));
    }
  }

  private static void refuseLong(String id) {
    if (id.length() > 12) {
      throw new ModuleFailure(
          "features/hyperv/vendor_id: \"%s\" has %d letters; at most 12 letters are possible."
              .formatted(id, id.length()));
    }
  }

  /** QEMU's own elements are read only directly below the domain. */
  private static void refuseMisplaced(Element element, String path) {
    for (Element child : Xml.children(element)) {
      if (QEMU.equals(child.getNamespaceURI()) && !QEMU.equals(element.getNamespaceURI())) {
        throw new ModuleFailure(
            "<%s> is in <%s>, where libvirt does not look for it: put it directly into <domain>."
                .formatted(child.getTagName(), path));
      }
      refuseMisplaced(child, path + "/" + child.getTagName());
    }
  }
}
