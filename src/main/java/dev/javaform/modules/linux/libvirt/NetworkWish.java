package dev.javaform.modules.linux.libvirt;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import dev.javaform.module.Output;
import dev.javaform.modules.linux.Sections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.w3c.dom.Element;

/** The definition of a network that a task wants, laid over the one that there is. */
final class NetworkWish {

  /** Nothing in a network is told apart by a MAC address or a number. */
  private static final Siblings SIBLINGS = new Siblings(ImmutableSet.of(), ImmutableSet.of());

  private final Element wish;

  /**
   * Reads it.
   *
   * @throws IllegalArgumentException where the text is no XML of a network with a name
   */
  NetworkWish(String xml) {
    wish = Xml.parse(xml);
    if (!wish.getTagName().equals("network") || Xml.child(wish, "name").isEmpty()) {
      throw new IllegalArgumentException("The XML must be a <network> with a <name>.");
    }
  }

  String name() {
    return Xml.child(wish, "name").orElseThrow().getTextContent().strip();
  }

  String text() {
    return Xml.write(wish).strip();
  }

  static Network read(Output output) {
    Sections seen = Sections.read(output);
    String xml = String.join("\n", seen.of("xml"));
    return new Network(
        xml.isBlank() ? ImmutableMap.of() : nodes(Xml.parse(xml)),
        seen.first("info").equals("yes"),
        seen.has("autostart"),
        new Network.Seen(
            seen.has("tool"),
            String.join(" ", seen.of("error")).strip(),
            xml,
            String.join("\n", seen.of("applied")),
            seen.has("dnsmasq"),
            seen.has("firewalld")));
  }

  private static ImmutableMap<String, String> nodes(Element network) {
    Map<String, String> nodes = new HashMap<>(DomainNodes.of(network, SIBLINGS));
    nodes.remove("@connections"); // how many guests are plugged in now
    return ImmutableSortedMap.copyOf(nodes);
  }

  /** What the network lacks of the wish; its uuid stays. */
  ImmutableMap<String, String> lacking(Network seen) {
    Map<String, String> wanted = new HashMap<>(nodes(wish));
    wanted.keySet().removeIf(path -> Merge.KEPT.contains(path) && seen.nodes().containsKey(path));
    return DomainNodes.lacking(wanted, seen.nodes());
  }

  /** What was applied once and is wished no more, as far as it is there. */
  Set<String> leftOver(Network seen) {
    Set<String> wanted = nodes(wish).keySet();
    return before(seen).map(NetworkWish::nodes).orElse(ImmutableMap.of()).keySet().stream()
        .filter(path -> !wanted.contains(path) && !Merge.KEPT.contains(path))
        .filter(seen.nodes()::containsKey)
        .collect(ImmutableSet.toImmutableSet());
  }

  /** The paths as they should be. */
  ImmutableMap<String, String> after(Network seen) {
    Map<String, String> nodes = new HashMap<>(seen.nodes());
    nodes.keySet().removeAll(leftOver(seen));
    nodes.putAll(lacking(seen));
    return ImmutableSortedMap.copyOf(nodes);
  }

  /** The XML to define. */
  String xml(Network seen) {
    if (!seen.exists()) {
      return text();
    }
    Element target = Xml.parse(seen.seen().xml());
    target.removeAttribute("connections");
    new Merge(SIBLINGS).apply(target, wish, before(seen));
    return Xml.write(target);
  }

  private static Optional<Element> before(Network seen) {
    return seen.seen().applied().isBlank()
        ? Optional.empty()
        : Optional.of(Xml.parse(seen.seen().applied()));
  }
}
