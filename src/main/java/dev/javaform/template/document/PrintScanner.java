package dev.javaform.template.document;

import dev.javaform.template.expression.ExpressionException;
import java.util.ArrayList;
import java.util.List;

/** Scans what most strings of a playbook are: text, {@code {{ }}} and comments, but no tags. */
final class PrintScanner implements Scanner {

  @Override
  public List<Piece> pieces(String template) {
    List<Piece> pieces = new ArrayList<>();
    int at = 0;
    while (at < template.length()) {
      int next = opening(template, at);
      if (next > at) {
        pieces.add(new Piece(Piece.Kind.PLAIN, template.substring(at, next), at));
      }
      if (next < template.length()) {
        pieces.add(delimited(template, next));
      }
      at = next < template.length() ? next + pieces.getLast().image().length() : next;
    }
    return pieces;
  }

  /** The next opening delimiter; one pass over the text, however many there are. */
  private static int opening(String template, int from) {
    int at = template.indexOf('{', from);
    while (at >= 0 && !template.startsWith("{{", at) && !template.startsWith("{#", at)) {
      at = template.indexOf('{', at + 1);
    }
    return at < 0 ? template.length() : at;
  }

  private static Piece delimited(String template, int at) {
    if (template.charAt(at + 1) == '{') {
      return new Piece(Piece.Kind.PRINT, template.substring(at, Braces.end(template, at)), at);
    }
    int end = template.indexOf("#}", at);
    if (end < 0) {
      throw new ExpressionException(
          ExpressionException.Kind.SYNTAX, "Missing end of comment: \"#}\".", at);
    }
    return new Piece(Piece.Kind.COMMENT, template.substring(at, end + 2), at);
  }
}
