package dev.javaform.modules.linux.libvirt;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/**
 * Reads and writes XML; documents with a DTD are refused, so that none can refer to other files.
 */
final class Xml {

  private Xml() {}

  /**
   * The root element.
   *
   * @throws IllegalArgumentException where the text is no XML
   */
  static Element parse(String text) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setNamespaceAware(true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      var builder = factory.newDocumentBuilder();
      builder.setErrorHandler(null);
      return builder.parse(new InputSource(new StringReader(text.strip()))).getDocumentElement();
    } catch (SAXParseException e) {
      throw new IllegalArgumentException(
          "This is not well-formed XML: line %d, column %d is not what XML allows there."
              .formatted(e.getLineNumber(), e.getColumnNumber()),
          e);
    } catch (SAXException e) {
      throw new IllegalArgumentException("This is not well-formed XML.", e);
    } catch (ParserConfigurationException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  static String write(Node node) {
    try {
      Transformer transformer = TransformerFactory.newInstance().newTransformer();
      transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
      StringWriter text = new StringWriter();
      transformer.transform(new DOMSource(node), new StreamResult(text));
      return text.toString();
    } catch (TransformerException e) {
      throw new IllegalStateException(e);
    }
  }

  static List<Element> children(Element parent) {
    List<Element> children = new ArrayList<>();
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element) {
        children.add(element);
      }
    }
    return children;
  }

  static Optional<Element> child(Element parent, String name) {
    return children(parent).stream().filter(child -> child.getTagName().equals(name)).findFirst();
  }

  /** The devices of a domain that have a name. */
  static Stream<Element> devices(Element domain, String name) {
    return child(domain, "devices").stream()
        .flatMap(devices -> children(devices).stream())
        .filter(device -> device.getTagName().equals(name));
  }

  /**
   * An attribute of a child or grandchild: {@code attribute(disk, "dev", "target")}; empty where
   * absent.
   */
  static String attribute(Element element, String name, String... way) {
    Optional<Element> at = Optional.of(element);
    for (String step : way) {
      at = at.flatMap(parent -> child(parent, step));
    }
    return at.map(found -> found.getAttribute(name)).orElse("");
  }
}
