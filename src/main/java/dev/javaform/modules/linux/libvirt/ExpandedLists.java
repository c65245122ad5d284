package dev.javaform.modules.linux.libvirt;

import com.google.common.collect.ImmutableMap;
import java.util.List;
import java.util.Optional;
import org.w3c.dom.Element;

/** Writes elements for several threads as libvirt does: one for each. */
final class ExpandedLists {

  private static final ImmutableMap<String, String> LISTS =
      ImmutableMap.of("vcpusched", "vcpus", "iothreadsched", "iothreads");

  private ExpandedLists() {}

  /** Changes {@code domain}, and returns it. */
  static Element in(Element domain) {
    Xml.child(domain, "cputune").map(Xml::children).orElse(List.of()).stream()
        .filter(child -> LISTS.containsKey(child.getTagName()))
        .forEach(
            child ->
                expand(child, Optional.ofNullable(LISTS.get(child.getTagName())).orElseThrow()));
    return domain;
  }

  private static void expand(Element element, String attribute) {
    for (int member : CanonicalValues.members(element.getAttribute(attribute))) {
      Element single = (Element) element.cloneNode(true);
      single.setAttribute(attribute, Integer.toString(member));
      element.getParentNode().insertBefore(single, element);
    }
    if (!CanonicalValues.members(element.getAttribute(attribute)).isEmpty()) {
      element.getParentNode().removeChild(element);
    }
  }
}
