package dev.javaform.modules.linux.libvirt;

import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** All that may stand in an element or attribute, in whatever order and number. */
final class SchemaContent {

  private static final ImmutableSet<String> WHOLE_NUMBERS =
      ImmutableSet.of(
          "unsignedInt",
          "unsignedLong",
          "unsignedShort",
          "unsignedByte",
          "nonNegativeInteger",
          "positiveInteger");

  private static final Pattern WHOLE_NUMBER = Pattern.compile("\\+?[0-9]+");

  private final ImmutableListMultimap<String, Element> defined;
  private final Set<String> seen = new HashSet<>();
  private final List<Element> elements = new ArrayList<>();
  private final List<Element> attributes = new ArrayList<>();
  private final List<String> values = new ArrayList<>();
  private final List<Pattern> patterns = new ArrayList<>();
  private boolean anyText;

  SchemaContent(ImmutableListMultimap<String, Element> defined) {
    this.defined = defined;
  }

  /** Adds what stands in a pattern of an element or attribute; nothing there means any text. */
  void addAllOf(Element pattern) {
    List<Element> inner = Xml.children(pattern);
    inner.forEach(this::add);
    anyText |= inner.isEmpty();
  }

  /** Adds what a pattern of the schema admits. */
  void add(Element pattern) {
    switch (pattern.getLocalName()) {
      case "element" -> elements.add(pattern);
      case "attribute" -> attributes.add(pattern);
      case "ref" -> refer(pattern.getAttribute("name"));
      case "value" -> values.add(pattern.getTextContent().strip());
      case "data" -> data(pattern);
      case "text", "list" -> anyText = true;
      case "notAllowed", "empty", "name", "anyName", "nsName", "except" -> {}
      default -> Xml.children(pattern).forEach(this::add); // choice, group, optional, ...
    }
  }

  private void refer(String name) {
    if (seen.add(name)) {
      defined.get(name).forEach(this::add);
    }
  }

  /** Other conditions than a pattern only narrow it down. */
  private void data(Element data) {
    List<Element> forms =
        Xml.children(data).stream()
            .filter(param -> param.getAttribute("name").equals("pattern"))
            .toList();
    if (forms.isEmpty() && WHOLE_NUMBERS.contains(data.getAttribute("type"))) {
      patterns.add(WHOLE_NUMBER);
    } else {
      anyText |= forms.isEmpty();
      forms.forEach(form -> pattern(form.getTextContent()));
    }
  }

  /** What XML Schema writes and Java cannot read admits anything. */
  private void pattern(String text) {
    try {
      patterns.add(Pattern.compile(text));
    } catch (PatternSyntaxException _) {
      anyText = true;
    }
  }

  /** The patterns of elements of that name. */
  List<Element> elements(Element element) {
    return elements.stream().filter(pattern -> names(pattern, element)).toList();
  }

  /** The patterns of attributes of that name. */
  List<Element> attributes(Node attribute) {
    return attributes.stream().filter(pattern -> names(pattern, attribute)).toList();
  }

  /** Whether a pattern is for more than one name. */
  static boolean isAny(Element pattern) {
    return !pattern.hasAttribute("name");
  }

  private static boolean names(Element pattern, Node node) {
    String namespace = node.getNamespaceURI() == null ? "" : node.getNamespaceURI();
    return isAny(pattern)
        || (pattern.getAttribute("name").replaceFirst(".*:", "").equals(node.getLocalName())
            && (!pattern.getLocalName().equals("element") || namespace(pattern).equals(namespace)));
  }

  /** {@code ns} of the pattern or of what it stands in. */
  private static String namespace(Node pattern) {
    for (Node node = pattern; node instanceof Element element; node = node.getParentNode()) {
      if (element.hasAttribute("ns")) {
        return element.getAttribute("ns");
      }
    }
    return "";
  }

  boolean admits(String text) {
    return anyText
        || values.contains(text.strip())
        || patterns.stream()
            .anyMatch(it -> it.matcher(text).matches() || it.matcher(text.strip()).matches());
  }

  /** What a text may be, in words. */
  ImmutableSortedSet<String> values() {
    List<String> all = new ArrayList<>(values);
    patterns.forEach(pattern -> all.add("a text that matches " + pattern.pattern().strip()));
    return sorted(all);
  }

  ImmutableSortedSet<String> elementNames() {
    return sorted(elements.stream().map(pattern -> pattern.getAttribute("name")).toList());
  }

  ImmutableSortedSet<String> attributeNames() {
    return sorted(attributes.stream().map(pattern -> pattern.getAttribute("name")).toList());
  }

  private static ImmutableSortedSet<String> sorted(List<String> names) {
    return names.stream()
        .filter(name -> !name.isEmpty())
        .collect(ImmutableSortedSet.toImmutableSortedSet(Comparator.naturalOrder()));
  }
}
