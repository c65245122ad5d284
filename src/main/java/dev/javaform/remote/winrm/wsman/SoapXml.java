package dev.javaform.remote.winrm.wsman;

import com.google.common.base.CharMatcher;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** Reads what hosts send: no document types, no entities, nothing from elsewhere. */
final class SoapXml {

  private static final CharMatcher WHITE = CharMatcher.whitespace();

  private SoapXml() {}

  static Element parse(byte[] bytes) throws IOException {
    try {
      DocumentBuilder builder = factory().newDocumentBuilder();
      builder.setErrorHandler(null);
      return builder.parse(new ByteArrayInputStream(bytes)).getDocumentElement();
    } catch (SAXException e) {
      throw new NoSoapException("the host's answer is no XML: " + e.getMessage(), e);
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static DocumentBuilderFactory factory() throws ParserConfigurationException {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
    factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    factory.setXIncludeAware(false);
    factory.setExpandEntityReferences(false);
    return factory;
  }

  /** The elements of this name below another, whatever their prefixes are. */
  static List<Element> all(Element below, String namespace, String name) {
    NodeList found = below.getElementsByTagNameNS(namespace, name);
    List<Element> elements = new ArrayList<>(found.getLength());
    for (int i = 0; i < found.getLength(); i++) {
      elements.add((Element) found.item(i));
    }
    return elements;
  }

  static Optional<Element> first(Element below, String namespace, String name) {
    return Optional.ofNullable((Element) below.getElementsByTagNameNS(namespace, name).item(0));
  }

  /** The text of the first element of this name; empty where there is none. */
  static String text(Element below, String namespace, String name) {
    return first(below, namespace, name).map(Node::getTextContent).map(String::strip).orElse("");
  }

  /** The bytes that an element holds as Base64, which may be broken into lines. */
  static byte[] base64(Element element) throws NoSoapException {
    try {
      return Base64.getDecoder().decode(WHITE.removeFrom(element.getTextContent()));
    } catch (IllegalArgumentException e) {
      throw new NoSoapException("what a stream carries is not Base64", e);
    }
  }
}
