package dev.javaform.remote.winrm.clixml;

import java.io.StringReader;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;

/**
 * CLIXML as a text that is the same for what means the same: references followed, numbers of
 * objects left out, members in the order of their names, primitives without what wraps them.
 */
public final class Canonical {

  private static final Set<String> SORTED = Set.of("MS", "Props");

  private final Map<String, Element> objects = new HashMap<>();
  private final Map<String, String> types = new HashMap<>();
  private final Deque<Element> enclosing = new ArrayDeque<>();

  private Canonical() {}

  /** The text for a value, or for all of a document. */
  public static String of(String clixml) {
    try {
      var factory = DocumentBuilderFactory.newDefaultNSInstance();
      String xml = clixml.replaceFirst("^\uFEFF", "").replaceFirst("xmlns=\"[^\"]*\"", "");
      Element root =
          factory
              .newDocumentBuilder()
              .parse(new InputSource(new StringReader("<all>" + xml + "</all>")))
              .getDocumentElement();
      StringBuilder text = new StringBuilder();
      Canonical canonical = new Canonical();
      children(root).forEach(each -> text.append(canonical.element(each)).append('\n'));
      return text.toString();
    } catch (Exception e) {
      throw new IllegalArgumentException(clixml, e);
    }
  }

  private static List<Element> children(Element parent) {
    List<Element> children = new ArrayList<>();
    for (Node each = parent.getFirstChild(); each != null; each = each.getNextSibling()) {
      if (each instanceof Element element) {
        children.add(element);
      }
    }
    return children;
  }

  private String element(Element element) {
    return named(element.getAttribute("N"), element);
  }

  private String named(String name, Element element) {
    String tag = element.getLocalName();
    String prefix = name.isEmpty() ? "" : name + ":";
    List<Element> children = children(element);
    return switch (tag) {
      case "Objs" -> children.stream().map(this::element).toList().toString();
      case "TN" -> {
        String told = children.stream().map(Element::getTextContent).toList().toString();
        types.put(element.getAttribute("RefId"), told);
        yield "TN" + told;
      }
      case "TNRef" -> "TN" + types.get(element.getAttribute("RefId"));
      case "Ref" -> prefix + reference(element);
      case "Obj" -> object(prefix, name, element, children);
      default ->
          prefix
              + tag
              + (children.isEmpty()
                  ? "(" + text(tag, element.getTextContent()) + ")"
                  : all(SORTED.contains(tag), children));
    };
  }

  private String object(String prefix, String name, Element element, List<Element> children) {
    objects.put(element.getAttribute("RefId"), element);
    if (children.size() == 1 && isPrimitive(children.getFirst())) {
      return named(name, children.getFirst());
    }
    enclosing.push(element);
    String text = prefix + "Obj" + all(false, children);
    enclosing.pop();
    return text;
  }

  private static boolean isPrimitive(Element element) {
    return !Set.of(
            "MS", "Props", "LST", "IE", "QUE", "STK", "DCT", "TN", "TNRef", "ToString", "Obj")
        .contains(element.getLocalName());
  }

  private String reference(Element reference) {
    Element told = objects.get(reference.getAttribute("RefId"));
    int levels = new ArrayList<>(enclosing).indexOf(told);
    return levels >= 0 ? "Ref^" + levels : named("", told);
  }

  private String all(boolean sorted, List<Element> children) {
    List<String> texts = new ArrayList<>(children.stream().map(this::element).toList());
    if (sorted) {
      Collections.sort(texts);
    }
    return texts.toString();
  }

  private static String text(String tag, String text) {
    return switch (tag) {
      case "Db", "Sg" -> text.contains("N") ? text : String.valueOf(Double.parseDouble(text));
      case "D" -> new BigDecimal(text).stripTrailingZeros().toPlainString();
      case "BA" -> text.replaceAll("\\s", "");
      default -> text;
    };
  }
}
