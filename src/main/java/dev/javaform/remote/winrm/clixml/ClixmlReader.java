package dev.javaform.remote.winrm.clixml;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.io.StringReader;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads a document whose author may mean harm: no document types, no entities, bounded depth, and
 * bounded size of what references make of it.
 */
final class ClixmlReader {

  /**
   * A value of a document.
   *
   * @param stream what PowerShell would have shown it as, such as {@code Error}; empty where that
   *     is not told
   */
  record Streamed(String stream, Object value) {}

  /** What the JDK limits because of entities, although "&lt;" counts, too, and what we do. */
  private static final ImmutableList<String> UNLIMITED =
      ImmutableList.of(
          "jdk.xml.maxGeneralEntitySizeLimit",
          "jdk.xml.totalEntitySizeLimit",
          "jdk.xml.maxElementDepth");

  private final XMLStreamReader in;
  private final ReadObjects objects = new ReadObjects();
  private final Map<String, ImmutableList<String>> types = new HashMap<>();

  private ClixmlReader(XMLStreamReader in) {
    this.in = in;
  }

  static ImmutableList<Streamed> read(String xml) throws ClixmlException {
    try {
      XMLStreamReader in = factory().createXMLStreamReader(new StringReader(xml));
      return new ClixmlReader(in).document();
    } catch (XMLStreamException | IllegalArgumentException e) {
      throw new ClixmlException("the host sends what is no CLIXML: " + e.getMessage(), e);
    }
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    UNLIMITED.forEach(limit -> factory.setProperty(limit, 0));
    return factory;
  }

  private ImmutableList<Streamed> document() throws XMLStreamException, ClixmlException {
    while (in.next() != XMLStreamConstants.START_ELEMENT) {
      if (in.getEventType() == XMLStreamConstants.DTD) {
        throw new ClixmlException("the host sends CLIXML with a document type, which has none");
      }
    }
    ImmutableList<Streamed> values =
        in.getLocalName().equals("Objs") ? streamed() : ImmutableList.of(new Streamed("", value()));
    while (in.hasNext()) {
      in.next();
    }
    return values;
  }

  private ImmutableList<Streamed> streamed() throws XMLStreamException, ClixmlException {
    ImmutableList.Builder<Streamed> values = ImmutableList.builder();
    while (in.nextTag() == XMLStreamConstants.START_ELEMENT) {
      String stream = attribute("S");
      values.add(new Streamed(stream, value()));
    }
    return values.build();
  }

  private String attribute(String name) {
    return Optional.ofNullable(in.getAttributeValue(null, name)).orElse("");
  }

  private Object value() throws XMLStreamException, ClixmlException {
    objects.count();
    String tag = in.getLocalName();
    return switch (tag) {
      case "Obj" -> object();
      case "Ref" -> {
        Object value = objects.referredTo(attribute("RefId"));
        in.nextTag();
        yield value;
      }
      case "Nil" -> {
        in.nextTag();
        yield Nil.NIL;
      }
      case "PR" -> progress();
      default -> primitive(tag);
    };
  }

  private Object primitive(String tag) throws XMLStreamException, ClixmlException {
    String text = in.getElementText();
    return Primitives.read(tag, text)
        .orElseThrow(() -> new ClixmlException("CLIXML has no element \"" + tag + "\""));
  }

  private Object object() throws XMLStreamException, ClixmlException {
    ReadObjects.Open open = objects.open(attribute("RefId"));
    ImmutableList<String> names = ImmutableList.of();
    Optional<String> text = Optional.empty();
    Optional<Object> content = Optional.empty();
    ImmutableMap<String, Object> properties = ImmutableMap.of();
    ImmutableMap<String, Object> notes = ImmutableMap.of();
    while (in.nextTag() == XMLStreamConstants.START_ELEMENT) {
      switch (in.getLocalName()) {
        case "TN" -> names = newTypes();
        case "TNRef" -> names = knownTypes();
        case "ToString" -> text = Optional.of(EscapedText.read(in.getElementText()));
        case "Props" -> properties = members();
        case "MS" -> notes = members();
        default -> content = Optional.of(onlyContent(content));
      }
    }
    return objects.close(open, new Obj(names, text, content, properties, notes));
  }

  private ImmutableList<String> newTypes() throws XMLStreamException, ClixmlException {
    String id = attribute("RefId");
    ImmutableList.Builder<String> names = ImmutableList.builder();
    while (in.nextTag() == XMLStreamConstants.START_ELEMENT) {
      objects.count();
      names.add(EscapedText.read(in.getElementText()));
    }
    ImmutableList<String> all = names.build();
    types.put(id, all);
    return all;
  }

  private ImmutableList<String> knownTypes() throws XMLStreamException, ClixmlException {
    ImmutableList<String> known = types.get(attribute("RefId"));
    if (known == null) {
      throw new ClixmlException("CLIXML refers to types that it has not told yet");
    }
    in.nextTag();
    return known;
  }

  private ImmutableMap<String, Object> members() throws XMLStreamException, ClixmlException {
    Map<String, Object> members = new LinkedHashMap<>();
    while (in.nextTag() == XMLStreamConstants.START_ELEMENT) {
      String name = EscapedText.read(attribute("N"));
      members.put(name, value());
    }
    return ImmutableMap.copyOf(members);
  }

  private Object onlyContent(Optional<Object> before) throws XMLStreamException, ClixmlException {
    if (before.isPresent()) {
      throw new ClixmlException("an object in CLIXML is made around two values");
    }
    return content();
  }

  private Object content() throws XMLStreamException, ClixmlException {
    Optional<Items.Kind> collection = Items.Kind.of(in.getLocalName());
    if (collection.isPresent()) {
      return items(collection.get());
    }
    return in.getLocalName().equals("DCT") ? dictionary() : value();
  }

  private Items items(Items.Kind kind) throws XMLStreamException, ClixmlException {
    ImmutableList.Builder<Object> values = ImmutableList.builder();
    while (in.nextTag() == XMLStreamConstants.START_ELEMENT) {
      values.add(value());
    }
    return new Items(kind, values.build());
  }

  private ImmutableMap<Object, Object> dictionary() throws XMLStreamException, ClixmlException {
    Map<Object, Object> entries = new LinkedHashMap<>();
    while (in.nextTag() == XMLStreamConstants.START_ELEMENT) {
      ImmutableMap<String, Object> entry = members();
      if (entry.size() != 2 || !entry.containsKey("Key") || !entry.containsKey("Value")) {
        throw new ClixmlException("an entry of a dictionary in CLIXML is no key and value");
      }
      entries.put(entry.get("Key"), entry.get("Value"));
    }
    return ImmutableMap.copyOf(entries);
  }

  private ProgressRecord progress() throws XMLStreamException, ClixmlException {
    Map<String, String> fields = new LinkedHashMap<>();
    while (in.nextTag() == XMLStreamConstants.START_ELEMENT) {
      objects.count();
      String tag = in.getLocalName();
      fields.put(tag, EscapedText.read(in.getElementText()));
    }
    return new ProgressRecord(ImmutableMap.copyOf(fields));
  }
}
