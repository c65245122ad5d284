package dev.javaform.modules.windows.tasks;

import com.google.common.collect.ImmutableList;
import dev.javaform.module.ModuleFailure;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.xml.XMLConstants;
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

/** Elements of a task's XML by their names; all of them are in one namespace. */
final class TaskXml {

  private static final String NAMESPACE = "http://schemas.microsoft.com/windows/2004/02/mit/task";

  private static final String NEW =
      """
      <Task version="1.2" xmlns="%s"><RegistrationInfo/><Triggers/><Principals>\
      <Principal id="Author"/></Principals><Settings/><Actions Context="Author"/></Task>"""
          .formatted(NAMESPACE);

  private TaskXml() {}

  /** The outermost element; that of a task without anything where the text is empty. */
  static Element parse(String text) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newNSInstance();
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      String xml = text.isEmpty() ? NEW : text;
      return factory
          .newDocumentBuilder()
          .parse(new InputSource(new StringReader(xml)))
          .getDocumentElement();
    } catch (ParserConfigurationException | SAXException | IOException e) {
      throw new ModuleFailure("the guest's answer is no task: " + e.getMessage());
    }
  }

  static String text(Element root) {
    try {
      TransformerFactory factory = TransformerFactory.newInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      Transformer transformer = factory.newTransformer();
      transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
      StringWriter text = new StringWriter();
      transformer.transform(new DOMSource(root), new StreamResult(text));
      return text.toString();
    } catch (TransformerException e) {
      throw new IllegalStateException(e); // what was parsed can be written
    }
  }

  static ImmutableList<Element> children(Element parent) {
    ImmutableList.Builder<Element> all = ImmutableList.builder();
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element) {
        all.add(element);
      }
    }
    return all.build();
  }

  static Optional<Element> child(Element parent, String name) {
    return children(parent).stream().filter(each -> each.getLocalName().equals(name)).findFirst();
  }

  /** What is in the element that names lead to. */
  static Optional<String> text(Element root, List<String> path) {
    Optional<Element> at = Optional.of(root);
    for (String name : path) {
      at = at.flatMap(element -> child(element, name));
    }
    return at.map(element -> element.getTextContent().strip());
  }

  static Optional<String> text(Element root, String... path) {
    return text(root, Arrays.asList(path));
  }

  /** The element that names lead to, made where it is not there. */
  static Element at(Element root, List<String> path) {
    Element at = root;
    for (String name : path) {
      Element parent = at;
      at = child(parent, name).orElseGet(() -> add(parent, name));
    }
    return at;
  }

  static Element add(Element parent, String name) {
    Element child = parent.getOwnerDocument().createElementNS(NAMESPACE, name);
    parent.appendChild(child);
    return child;
  }

  /** A new element with a text in it. */
  static void add(Element parent, String name, String text) {
    add(parent, name).setTextContent(text);
  }

  static void remove(Element parent, String name) {
    child(parent, name).ifPresent(parent::removeChild);
  }

  static void clear(Element parent) {
    children(parent).forEach(parent::removeChild);
  }
}
