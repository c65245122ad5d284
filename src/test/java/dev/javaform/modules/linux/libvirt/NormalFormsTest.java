package dev.javaform.modules.linux.libvirt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.google.common.base.Splitter;
import com.google.common.io.Resources;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;

/**
 * Parts of domains as they may be wished, and what libvirt 9.0 with QEMU 7.2 showed right after it
 * had defined them: the same, however it is spelt.
 */
class NormalFormsTest {

  static Stream<List<String>> rows() throws IOException {
    return Resources.readLines(
            Resources.getResource(NormalFormsTest.class, "normal-forms.tsv"),
            StandardCharsets.UTF_8)
        .stream()
        .map(line -> Splitter.on('\t').splitToList(line));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void whatLibvirtMadeOfAWishLacksNothing(List<String> row) {
    assertEquals(Map.of(), lacking(domain(row, 1), domain(row, 2)));
  }

  /** Each value of the wish, changed alone, makes it another wish. */
  @ParameterizedTest
  @MethodSource("rows")
  void anotherValueIsMissed(List<String> row) {
    int values = values(domain(row, 1)).size();
    for (int i = 0; i < values; i++) {
      Element other = domain(row, 1);
      Node value = values(other).get(i);
      value.setNodeValue(value.getNodeValue().strip() + "1");
      assertFalse(lacking(other, domain(row, 2)).isEmpty(), Xml.write(other));
    }
  }

  /** The attributes and texts below the name; units, which say nothing alone, are left out. */
  private static List<Node> values(Element element) {
    List<Node> values = new ArrayList<>();
    for (Element child : Xml.children(element)) {
      if (!child.getTagName().equals("name")) {
        NamedNodeMap attributes = child.getAttributes();
        for (int i = 0; i < attributes.getLength(); i++) {
          if (!attributes.item(i).getNodeName().equals("unit")) {
            values.add(attributes.item(i));
          }
        }
        if (Xml.children(child).isEmpty() && child.getFirstChild() != null) {
          values.add(child.getFirstChild());
        }
        values.addAll(values(child));
      }
    }
    return values;
  }

  private static Map<String, String> lacking(Element wish, Element answer) {
    Siblings siblings = DomainNodes.common(wish, answer);
    return DomainNodes.lacking(DomainNodes.of(wish, siblings), DomainNodes.of(answer, siblings));
  }

  private static Element domain(List<String> row, int column) {
    String place = row.getFirst();
    String part = row.get(column);
    return ExpandedLists.in(
        Xml.parse(
            "<domain><name>x</name>%s</domain>"
                .formatted(place.isEmpty() ? part : "<%s>%s</%s>".formatted(place, part, place))));
  }
}
