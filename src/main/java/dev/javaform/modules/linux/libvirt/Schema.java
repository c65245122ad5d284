package dev.javaform.modules.linux.libvirt;

import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableSortedSet;
import dev.javaform.module.ModuleFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;

/**
 * libvirt's schema of a domain, as far as it says what may stand where: elements, attributes and
 * their values. What is missing, and what must not come together, is left to libvirt itself: what
 * is refused here libvirt refuses, too. Safe for use by many threads, one at a time.
 *
 * @see <a href="https://relaxng.org/spec-20011203.html">RELAX NG Specification</a>
 */
final class Schema {

  private static final String MAIN = "domain.rng";
  private static final int MOST_NAMES = 40;

  private final ImmutableListMultimap<String, Element> defined;
  private final List<Element> starts = new ArrayList<>();

  /**
   * Reads the schema.
   *
   * @param files the texts by file name
   * @throws IllegalArgumentException where a file is missing or no XML
   */
  Schema(Map<String, String> files) {
    ImmutableListMultimap.Builder<String, Element> all = ImmutableListMultimap.builder();
    read(MAIN, files, all, starts);
    defined = all.build();
  }

  private static void read(
      String name,
      Map<String, String> files,
      ImmutableListMultimap.Builder<String, Element> all,
      List<Element> starts) {
    String text = files.get(name);
    if (text == null) {
      throw new IllegalArgumentException("The schema has no file " + name + ".");
    }
    for (Element part : Xml.children(Xml.parse(text))) {
      switch (part.getLocalName()) {
        case "start" -> starts.add(part);
        case "define" -> all.put(part.getAttribute("name"), part);
        case "include" -> read(part.getAttribute("href"), files, all, new ArrayList<>());
        default -> throw new IllegalArgumentException("Unknown part: " + part.getLocalName());
      }
    }
  }

  /**
   * Refuses a domain in which something stands where it must not be.
   *
   * @throws ModuleFailure with what it is, and what may be there
   */
  synchronized void require(Element domain) {
    SchemaContent top = new SchemaContent(defined);
    starts.forEach(top::add);
    check(domain, top.elements(domain), domain.getTagName());
  }

  private void check(Element element, List<Element> patterns, String path) {
    SchemaContent content = new SchemaContent(defined);
    patterns.forEach(content::addAllOf);
    attributes(element, content, path);
    List<Element> children = Xml.children(element);
    if (children.isEmpty()) {
      text(element, content, path);
    }
    for (Element child : children) {
      List<Element> fitting = content.elements(child);
      if (fitting.isEmpty()) {
        throw misplaced(child, content, path);
      }
      if (fitting.stream().noneMatch(SchemaContent::isAny)) {
        check(child, fitting, path + "/" + child.getTagName());
      }
    }
  }

  private static ModuleFailure misplaced(Element child, SchemaContent content, String path) {
    String allowed = names(content.elementNames(), "<%s>");
    return failure(
        "<%s> must not be in %s. %s"
            .formatted(
                child.getTagName(),
                path,
                allowed.isEmpty() ? "No element may be there." : "There may be: " + allowed + "."));
  }

  private void attributes(Element element, SchemaContent content, String path) {
    NamedNodeMap attributes = element.getAttributes();
    for (int i = 0; i < attributes.getLength(); i++) {
      Attr attribute = (Attr) attributes.item(i);
      if (!attribute.getName().matches("xmlns(:.*)?")) {
        attribute(attribute, content, path);
      }
    }
  }

  private void attribute(Attr attribute, SchemaContent content, String path) {
    List<Element> fitting = content.attributes(attribute);
    if (fitting.isEmpty()) {
      String allowed = names(content.attributeNames(), "%s");
      throw failure(
          "%s must not have the attribute %s. %s"
              .formatted(
                  path,
                  attribute.getName(),
                  allowed.isEmpty() ? "It has none." : "It may have: " + allowed + "."));
    }
    SchemaContent values = new SchemaContent(defined);
    fitting.forEach(values::addAllOf);
    value(attribute.getValue(), values, "%s/@%s".formatted(path, attribute.getName()));
  }

  private static void text(Element element, SchemaContent content, String path) {
    String text = element.getTextContent().strip();
    if (!text.isEmpty()) {
      value(text, content, path);
    }
  }

  private static void value(String value, SchemaContent content, String path) {
    if (!content.admits(value)) {
      String allowed = names(content.values(), "%s");
      throw failure(
          "%s cannot be \"%s\". %s"
              .formatted(
                  path,
                  value,
                  allowed.isEmpty() ? "It must be empty." : "It may be: " + allowed + "."));
    }
  }

  private static String names(ImmutableSortedSet<String> names, String form) {
    String shown =
        names.stream().limit(MOST_NAMES).map(form::formatted).collect(Collectors.joining(", "));
    return names.size() > MOST_NAMES ? shown + ", …" : shown;
  }

  private static ModuleFailure failure(String what) {
    return new ModuleFailure("The XML does not fit this host's libvirt: " + what);
  }
}
