package dev.javaform.remote.winrm.wsman;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes XML into memory, where nothing can go wrong but our own calls. */
final class XmlWriter {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final XMLStreamWriter writer;

  XmlWriter() {
    try {
      writer =
          XMLOutputFactory.newDefaultFactory()
              .createXMLStreamWriter(bytes, StandardCharsets.UTF_8.name());
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Something the writer may refuse. */
  private interface Writing {
    void run() throws XMLStreamException;
  }

  private XmlWriter written(Writing writing) {
    try {
      writing.run();
      return this;
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Begins an element {@code prefix:name}; attributes come in pairs. */
  XmlWriter open(String name, String... attributes) {
    return written(
        () -> {
          int colon = name.indexOf(':');
          writer.writeStartElement(
              name.substring(0, colon), name.substring(colon + 1), namespace(name));
          for (int i = 0; i < attributes.length; i += 2) {
            attribute(attributes[i], attributes[i + 1]);
          }
        });
  }

  private void attribute(String name, String value) throws XMLStreamException {
    int colon = name.indexOf(':');
    if (colon < 0) {
      writer.writeAttribute(name, value);
    } else if (name.startsWith("xmlns:")) {
      writer.writeNamespace(name.substring(colon + 1), value);
    } else if (name.startsWith("xml:")) {
      writer.writeAttribute(
          "xml", "http://www.w3.org/XML/1998/namespace", name.substring(4), value);
    } else {
      writer.writeAttribute(
          name.substring(0, colon), namespace(name), name.substring(colon + 1), value);
    }
  }

  private static String namespace(String name) {
    return switch (name.substring(0, name.indexOf(':'))) {
      case "s" -> Namespaces.SOAP;
      case "a" -> Namespaces.ADDRESSING;
      case "w" -> Namespaces.WSMAN;
      case "p" -> Namespaces.WINDOWS;
      case "rsp" -> Namespaces.SHELL;
      default -> throw new IllegalArgumentException("no namespace for " + name);
    };
  }

  XmlWriter text(String text) {
    return written(() -> writer.writeCharacters(text));
  }

  XmlWriter close() {
    return written(writer::writeEndElement);
  }

  /** A whole element with a text. */
  XmlWriter element(String name, String text, String... attributes) {
    return open(name, attributes).text(text).close();
  }

  /** A whole element whose namespace is its own. */
  XmlWriter unprefixed(String name, String namespace, String text) {
    return written(
            () -> {
              writer.writeStartElement("", name, namespace);
              writer.writeDefaultNamespace(namespace);
            })
        .text(text)
        .close();
  }

  byte[] bytes() {
    written(writer::flush);
    return bytes.toByteArray();
  }
}
