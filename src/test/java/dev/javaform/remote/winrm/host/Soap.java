package dev.javaform.remote.winrm.host;

import com.google.common.collect.ImmutableMap;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * A request, read with tolerance: any prefix, headers in any order, whatever address it is to.
 *
 * @param operation the last word of its action
 * @param selectors which one of the resources, by name
 * @param largest how many bytes the answer may have
 * @param patience how long it may be held
 */
record Soap(
    String message,
    String action,
    String operation,
    String resource,
    ImmutableMap<String, String> selectors,
    ImmutableMap<String, String> options,
    int largest,
    Duration patience,
    Element body) {

  private static final String SMALLEST = "153600";

  static Soap parse(byte[] envelope) throws IOException, HostFault {
    Element root = document(envelope);
    String action = text(root, "Action");
    String largest = text(root, "MaxEnvelopeSize");
    return new Soap(
        text(root, "MessageID"),
        action,
        action.substring(action.lastIndexOf('/') + 1),
        text(root, "ResourceURI"),
        named(root, "Selector"),
        named(root, "Option"),
        Integer.parseInt(largest.isEmpty() ? SMALLEST : largest),
        duration(text(root, "OperationTimeout")),
        first(root, "Body").orElseThrow(() -> new IOException("an envelope without a body")));
  }

  private static Element document(byte[] envelope) throws IOException {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      DocumentBuilder builder = factory.newDocumentBuilder();
      builder.setErrorHandler(null);
      return builder.parse(new ByteArrayInputStream(envelope)).getDocumentElement();
    } catch (SAXException | ParserConfigurationException e) {
      throw new IOException("not XML", e);
    }
  }

  private static Duration duration(String text) throws HostFault {
    try {
      return text.isEmpty() ? Duration.ofSeconds(60) : Duration.parse(text);
    } catch (DateTimeException _) {
      throw HostFault.badHeader();
    }
  }

  static List<Element> all(Element below, String name) {
    NodeList found = below.getElementsByTagNameNS("*", name);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < found.getLength(); i++) {
      elements.add((Element) found.item(i));
    }
    return elements;
  }

  static Optional<Element> first(Element below, String name) {
    return all(below, name).stream().findFirst();
  }

  static String text(Element below, String name) {
    return first(below, name).map(element -> element.getTextContent().strip()).orElse("");
  }

  private static ImmutableMap<String, String> named(Element root, String name) {
    ImmutableMap.Builder<String, String> named = ImmutableMap.builder();
    all(root, name)
        .forEach(each -> named.put(each.getAttribute("Name"), each.getTextContent().strip()));
    return named.buildKeepingLast();
  }

  /** The shell that is asked. */
  String shell() {
    return selectors.getOrDefault("ShellId", "").toUpperCase(Locale.ROOT);
  }

  /** The command that is asked, named by the attribute of the body's element of that name. */
  String command(String element) {
    return first(body, element)
        .map(each -> each.getAttribute("CommandId").toUpperCase(Locale.ROOT))
        .orElse("");
  }
}
