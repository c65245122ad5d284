package dev.javaform.hardware.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PictureTest {

  private static Tree tree(String leaf) {
    return new Tree(
        "IOMMU groups",
        ImmutableList.of(
            new Tree.Branch("Group 1", "", ImmutableList.of(new Tree.Leaf(leaf, Tone.GUEST))),
            new Tree.Branch("Group 2", leaf, ImmutableList.of())));
  }

  @Test
  void aTreeIsDrawnInLines() {
    assertEquals(
        """
        IOMMU groups
        ├─ Group 1
        │  └─ 0b:00.0 card
        └─ Group 2: 0b:00.0 card
        """,
        tree("0b:00.0 card").lines(80));
  }

  @Test
  void whatIsTooLongIsFoldedBelowItself() {
    assertEquals(
        """
        IOMMU groups
        ├─ Group 1
        │  └─ one two three
        │     four five
        └─ Group 2: one two
           three four five
        """,
        tree("one two three four five").lines(20));
  }

  @Test
  void aNameEndsNothing() throws Exception {
    String svg = tree("</text><script>alert(1)</script>&\u0000\u202e]]>").svg().document();
    assertFalse(svg.contains("<script"));
    var document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    assertEquals(0, document.getElementsByTagName("script").getLength());
  }

  @Property(tries = 200)
  void everyTextMakesADocument(@ForAll String text) throws Exception {
    String svg = tree(text).svg().document();
    DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
  }

  @Property(tries = 200)
  void foldingLosesNoLetter(@ForAll String text) {
    IntStream.of(1, 20, 80)
        .forEach(
            width ->
                assertEquals(
                    letters(text), letters(new Folded(width).line("", "", text).toString())));
  }

  /** All but what Java takes for white space, which may go where a line ends. */
  private static String letters(String text) {
    return text.codePoints()
        .filter(letter -> !Character.isWhitespace(letter))
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  @Test
  void everyToneCanBeRead() {
    for (Tone tone : Tone.values()) {
      assertTrue(contrast(tone.fill(), tone.ink()) >= 4.5, tone.toString());
    }
  }

  /** Source: WCAG 2.1, relative luminance and contrast ratio. */
  private static double contrast(String one, String other) {
    double light = Math.max(luminance(one), luminance(other));
    double dark = Math.min(luminance(one), luminance(other));
    return (light + 0.05) / (dark + 0.05);
  }

  private static double luminance(String colour) {
    int value = Integer.parseInt(colour.substring(1), 16);
    return 0.2126 * part(value >> 16 & 255)
        + 0.7152 * part(value >> 8 & 255)
        + 0.0722 * part(value & 255);
  }

  private static double part(int value) {
    double share = value / 255.0;
    return share <= 0.03928 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
  }
}
