package dev.javaform.hardware.picture;

import com.google.common.xml.XmlEscapers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A drawing in SVG, made of rectangles and text. Whatever the text is, the result is one
 * well-formed document that holds no script, no style of others, and refers to nothing.
 *
 * @see <a href="https://www.w3.org/TR/SVG11/">Scalable Vector Graphics 1.1</a>
 */
public final class Svg {

  /** The height of a line of text. */
  static final int LINE = 18;

  /** How wide a letter of the font is, at the most. */
  static final int LETTER = 8;

  private static final int MARGIN = 12;

  private final List<String> shapes = new ArrayList<>();
  private final String title;
  private int width;
  private int height;

  /** An empty drawing. */
  public Svg(String title) {
    this.title = title;
  }

  /** A line of text in large letters' stead: bold. */
  public Svg heading(String text) {
    return text(0, 0, "#000000", true, text);
  }

  /** A rectangle. */
  Svg box(int x, int y, int wide, int high, String fill, String edge) {
    reach(x + wide, y + high);
    shapes.add(
        "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"3\" fill=\"%s\" stroke=\"%s\"/>"
            .formatted(x, y, wide, high, fill, edge));
    return this;
  }

  /** Text whose line begins at {@code y}. */
  Svg text(int x, int y, String ink, boolean bold, String text) {
    reach(x + text.length() * LETTER, y + LINE);
    String weight = bold ? " font-weight=\"bold\"" : "";
    shapes.add(
        "<text x=\"%d\" y=\"%d\" fill=\"%s\"%s xml:space=\"preserve\">%s</text>"
            .formatted(x, y + LINE - 5, ink, weight, escaped(text)));
    return this;
  }

  /** Another drawing below this one. */
  public Svg below(Svg other) {
    int y = shapes.isEmpty() ? 0 : height + LINE;
    shapes.add("<g transform=\"translate(0 %d)\">".formatted(y));
    shapes.addAll(other.shapes);
    shapes.add("</g>");
    reach(other.width, y + other.height);
    return this;
  }

  private void reach(int right, int bottom) {
    width = Math.max(width, right);
    height = Math.max(height, bottom);
  }

  /** How far it reaches down. */
  int height() {
    return height;
  }

  /** The whole document. */
  public String document() {
    StringBuilder text = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    int wide = width + 2 * MARGIN;
    int high = height + 2 * MARGIN;
    text.append(
        ("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%1$d\" height=\"%2$d\""
                + " viewBox=\"0 0 %1$d %2$d\" font-family=\"monospace\" font-size=\"13\">%n")
            .formatted(wide, high)
            .replace("\r", ""));
    text.append("<title>").append(escaped(title)).append("</title>\n");
    text.append("<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n");
    text.append("<g transform=\"translate(%d %d)\">\n".formatted(MARGIN, MARGIN));
    shapes.forEach(shape -> text.append(shape).append('\n'));
    return text.append("</g>\n</svg>\n").toString();
  }

  /** Text as it may stand in an element; what XML 1.0 has no letter for becomes U+FFFD. */
  private static String escaped(String text) {
    StringBuilder known = new StringBuilder();
    text.codePoints().map(Svg::known).forEach(known::appendCodePoint);
    return XmlEscapers.xmlContentEscaper().escape(known.toString());
  }

  private static int known(int point) {
    boolean control = point < 0x20 || (point >= 0x7f && point < 0xa0);
    boolean none = (point >= 0xd800 && point < 0xe000) || (point & 0xfffe) == 0xfffe;
    boolean reorders = (point >= 0x202a && point <= 0x202e) || (point >= 0x2066 && point <= 0x2069);
    return control || none || reorders ? 0xfffd : point;
  }

  @Override
  public String toString() {
    return "SVG of %s, %d by %d".formatted(title.toLowerCase(Locale.ROOT), width, height);
  }
}
