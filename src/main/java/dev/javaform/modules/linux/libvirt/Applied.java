package dev.javaform.modules.linux.libvirt;

import java.util.Optional;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * The wish that was applied last, kept inside the domain's own metadata, which libvirt leaves
 * alone.
 */
final class Applied {

  private static final String NAMESPACE = "https://javaform.dev/xmlns/applied/1";

  private Applied() {}

  /** The text of the wish; empty where none was applied. */
  static String of(Element domain) {
    return Xml.child(domain, "metadata").stream()
        .map(metadata -> metadata.getElementsByTagNameNS(NAMESPACE, "applied"))
        .filter(found -> found.getLength() > 0)
        .map(found -> found.item(0).getTextContent().strip())
        .findFirst()
        .orElse("");
  }

  /** The wish as it is kept: without metadata and without passwords. */
  static String text(Element wish) {
    Element copy = (Element) wish.cloneNode(true);
    Xml.child(copy, "metadata").ifPresent(copy::removeChild);
    NodeList all = copy.getElementsByTagName("*");
    for (int i = 0; i < all.getLength(); i++) {
      ((Element) all.item(i)).removeAttribute("passwd");
    }
    return Xml.write(copy).strip();
  }

  /** Writes the wish into the metadata of {@code domain}. */
  static void write(Element domain, String wish) {
    Document document = domain.getOwnerDocument();
    Element metadata =
        Xml.child(domain, "metadata")
            .orElseGet(() -> (Element) domain.appendChild(document.createElement("metadata")));
    Optional.ofNullable(metadata.getElementsByTagNameNS(NAMESPACE, "applied").item(0))
        .ifPresent(metadata::removeChild);
    Element applied = document.createElementNS(NAMESPACE, "javaform:applied");
    applied.setTextContent(wish);
    metadata.appendChild(applied);
  }
}
