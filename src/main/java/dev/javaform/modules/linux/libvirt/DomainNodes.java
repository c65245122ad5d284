package dev.javaform.modules.linux.libvirt;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.Sets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;

/** A domain's XML as paths with values: {@code cputune/vcpupin[5]/@cpuset} is {@code 19}. */
final class DomainNodes {

  private static final ImmutableSet<String> LEFT_OUT = ImmutableSet.of("metadata");
  private static final ImmutableSet<String> UNITS = ImmutableSet.of("unit");

  private final Siblings siblings;
  private final Map<String, String> nodes = new TreeMap<>();

  private DomainNodes(Siblings siblings) {
    this.siblings = siblings;
  }

  /** The paths below the root; comments, blanks and metadata are left out. */
  static ImmutableMap<String, String> of(Element domain, Siblings siblings) {
    DomainNodes nodes = new DomainNodes(siblings);
    nodes.element(domain, "");
    nodes.nodes.remove("@id");
    return ImmutableSortedMap.copyOf(nodes.nodes);
  }

  /** The way to tell siblings apart when two definitions are compared. */
  static Siblings common(Element one, Element other) {
    return new Siblings(
        ImmutableSet.copyOf(Sets.intersection(macs(one), macs(other))),
        ImmutableSet.copyOf(Sets.union(unnumbered(one), unnumbered(other))));
  }

  private static Set<String> macs(Element domain) {
    return Xml.devices(domain, "interface")
        .map(device -> Xml.attribute(device, "address", "mac").toLowerCase(Locale.ROOT))
        .filter(mac -> !mac.isEmpty())
        .collect(ImmutableSet.toImmutableSet());
  }

  private static Set<String> unnumbered(Element domain) {
    return Xml.devices(domain, "controller")
        .filter(device -> !device.hasAttribute("index"))
        .map(device -> device.getAttribute("type"))
        .collect(ImmutableSet.toImmutableSet());
  }

  /**
   * What of {@code wanted} is not in {@code seen}; an empty element is there if anything is below
   * it.
   */
  static ImmutableMap<String, String> lacking(
      Map<String, String> wanted, Map<String, String> seen) {
    Map<String, String> lacking = new HashMap<>();
    wanted.forEach(
        (path, value) -> {
          boolean presence = value.isEmpty() && isPresent(path, seen);
          if (!presence && !value.equals(seen.get(path))) {
            lacking.put(path, value);
          }
        });
    return ImmutableSortedMap.copyOf(lacking);
  }

  private static boolean isPresent(String path, Map<String, String> seen) {
    return seen.keySet().stream()
        .anyMatch(other -> other.equals(path) || other.startsWith(path + "/"));
  }

  private void element(Element element, String path) {
    NamedNodeMap attributes = element.getAttributes();
    boolean leaf = Xml.children(element).isEmpty();
    for (int i = 0; i < attributes.getLength(); i++) {
      String name = attributes.item(i).getNodeName();
      String value = attributes.item(i).getNodeValue();
      if (!name.startsWith("xmlns") && !UNITS.contains(name) && !isDefault(element, name, value)) {
        nodes.put(join(path, "@" + name), CanonicalValues.attribute(element, name, value));
      }
    }
    String text = leaf ? CanonicalValues.text(element) : "";
    if (leaf && (!text.isEmpty() || attributes.getLength() == 0)) {
      nodes.put(path, text);
    }
    siblings
        .of(element)
        .forEach(
            (label, child) -> {
              if (!path.isEmpty() || !LEFT_OUT.contains(child.getTagName())) {
                element(child, join(path, label));
              }
            });
  }

  /** What libvirt takes for granted and leaves out when it is written. */
  private static boolean isDefault(Element element, String name, String value) {
    return switch (element.getTagName()) {
      case "source" -> name.equals("mode") && value.equals("bind");
      case "vcpu" -> name.equals("current") && value.equals(CanonicalValues.text(element));
      case "address" -> name.equals("type") && value.equals(deviceType(element));
      default -> false;
    };
  }

  /** The address of a host's device has the kind of the device. */
  private static String deviceType(Element address) {
    return address.getParentNode() instanceof Element source
            && source.getTagName().equals("source")
            && source.getParentNode() instanceof Element device
        ? device.getAttribute("type")
        : "";
  }

  private static String join(String path, String part) {
    return path.isEmpty() ? part : path + "/" + part;
  }
}
