package dev.javaform.template.document;

import dev.javaform.template.expression.Strings;
import java.util.ArrayList;
import java.util.List;

/**
 * What becomes of white space around tags.
 *
 * @param trimBlocks the newline after a tag or comment goes
 * @param lstripBlocks the blanks before a tag or comment that begins its line go
 * @param keepTrailingNewline a newline at the template's end stays
 */
public record Whitespace(boolean trimBlocks, boolean lstripBlocks, boolean keepTrailingNewline) {

  /**
   * As Ansible renders strings of a playbook and template files; they put the last newline back.
   */
  public static final Whitespace ANSIBLE = new Whitespace(true, false, false);

  /** The pieces with their plain texts trimmed. */
  List<Piece> applied(List<Piece> pieces) {
    List<Piece> trimmed = new ArrayList<>();
    for (int i = 0; i < pieces.size(); i++) {
      Piece piece = pieces.get(i);
      trimmed.add(piece.kind() == Piece.Kind.PLAIN ? piece.plain(trimmed(pieces, i)) : piece);
    }
    return trimmed;
  }

  private String trimmed(List<Piece> pieces, int index) {
    String text = pieces.get(index).image();
    if (index > 0) {
      text = after(pieces.get(index - 1), text);
    }
    boolean lineStart = index == 0 || pieces.get(index).image().indexOf('\n') >= 0;
    return index + 1 < pieces.size() ? before(pieces.get(index + 1), text, lineStart) : end(text);
  }

  private String after(Piece previous, String text) {
    if (previous.closingMark() == '-') {
      return Strings.strip(text, null, true, false);
    }
    boolean trims =
        trimBlocks && isBlock(previous) && !previous.isTag("raw") && previous.closingMark() != '+';
    return trims && text.startsWith("\n") ? text.substring(1) : text;
  }

  private String before(Piece next, String text, boolean lineStart) {
    if (next.openingMark() == '-') {
      return Strings.strip(text, null, false, true);
    }
    return lstripBlocks && isBlock(next) && next.openingMark() != '+'
        ? withoutIndent(text, lineStart)
        : text;
  }

  private static String withoutIndent(String text, boolean lineStart) {
    int end = text.length();
    while (end > 0 && (text.charAt(end - 1) == ' ' || text.charAt(end - 1) == '\t')) {
      end--;
    }
    boolean beginsLine = end == 0 ? lineStart : text.charAt(end - 1) == '\n';
    return beginsLine ? text.substring(0, end) : text;
  }

  private String end(String text) {
    return !keepTrailingNewline && text.endsWith("\n")
        ? text.substring(0, text.length() - 1)
        : text;
  }

  private static boolean isBlock(Piece piece) {
    return piece.kind() == Piece.Kind.TAG || piece.kind() == Piece.Kind.COMMENT;
  }
}
